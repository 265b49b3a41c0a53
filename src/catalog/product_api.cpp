// The catalogue as products, SKUs and availabilities, of a market and of a customer.
#include <algorithm>

#include "base/fold.hpp"
#include "catalog/catalogue_store.hpp"
#include "catalog/product.hpp"
#include "catalog/routes.hpp"
#include "catalog/viewing_flow.hpp"

namespace entrepot::catalog {

namespace {

struct ProductParameters {
    std::optional<std::string> country, view, segment, reservation_scope;

    static constexpr std::string_view schema_name = "ProductListParameters";
    static constexpr auto fields() {
        return Fields{
            field("country", &ProductParameters::country,
                  "ISO 3166-1, two letters; absent: the caller's own."),
            field("targetView", &ProductParameters::view,
                  "OnlineServices, Software or another view; absent: all."),
            field("targetSegment", &ProductParameters::segment,
                  "commercial, education, government or nonprofit."),
            field("reservationScope", &ProductParameters::reservation_scope,
                  "Read over: nothing is reserved here."),
        };
    }
};

using Asked = api::Query<ProductParameters>;
using Items = std::vector<Item const*>;

// The catalogue and its viewer; a customer's id in the path takes the country's place.
struct Visit {
    Snapshot catalogue;
    Viewing viewing;
};

Visit visit(api::Context& context, Asked const& asked) {
    auto catalogue = current(context.tx);
    auto viewing = view_market(context.tx, context.act, *catalogue, asked.country.value_or(""));
    return {std::move(catalogue), std::move(viewing)};
}

Visit visit(api::Context& context, Id<Tenant> const& customer) {
    auto catalogue = current(context.tx);
    auto viewing = view_customer(context.tx, context.act, *catalogue, customer);
    return {std::move(catalogue), std::move(viewing)};
}

bool is_asked_for(Item const& item, ProductParameters const& asked) {
    auto const in_view = stands_in_view(item, asked.view.value_or("")).value_or(true);
    auto const in_segment = is_of_segment(item, asked.segment.value_or("")).value_or(true);
    return in_view && in_segment;
}

// Unknown words are refused before anything is looked for.
void check_words(ProductParameters const& asked) {
    static Item const any;
    if (asked.view && !stands_in_view(any, *asked.view))
        throw Problem("400036", {{"value", cut(*asked.view, 100)}, {"choices", view_names()}})
            .at("targetView");
    if (asked.segment && !is_of_segment(any, *asked.segment))
        throw Problem("400030", {{"value", cut(*asked.segment, 100)}, {"choices", segment_names()}})
            .at("targetSegment");
}

// A product's SKUs that are sold there; none: 400013.
Items skus_in(Visit const& visit, std::string const& product) {
    Items out;
    for (auto const* item : visit.catalogue->skus_of(product))
        if (sold_in(*item, visit.viewing.buyer.country)) out.push_back(item);
    if (out.empty())
        throw Problem("400013", {{"id", cut(product, 100)}, {"country", visit.viewing.country()}});
    return out;
}

Item const& get_sku(Visit const& visit, std::string const& product, std::string const& sku) {
    skus_in(visit, product);
    auto const* item = visit.catalogue->find_sku(product, sku);
    if (!item || !sold_in(*item, visit.viewing.buyer.country))
        throw Problem(
            "400018",
            {{"id", cut(sku, 100)}, {"product", cut(product, 100)}, {"country", visit.viewing.country()}});
    return *item;
}

api::Collection<Product> products_in(Visit const& visit, ProductParameters const& asked) {
    check_words(asked);
    api::Collection<Product> out;
    std::vector<std::string> seen;
    for (auto const& item : visit.catalogue->items()) {
        if (!sold_in(item, visit.viewing.buyer.country) || !is_asked_for(item, asked)) continue;
        if (std::find(seen.begin(), seen.end(), item.product_id) != seen.end()) continue;
        seen.push_back(item.product_id);
        out.items.push_back(make_product(*visit.catalogue, item, visit.viewing));
    }
    return out;
}

api::Collection<Sku> skus_of(Visit const& visit, std::string const& product, ProductParameters const& asked) {
    check_words(asked);
    api::Collection<Sku> out;
    for (auto const* item : skus_in(visit, product))
        if (is_asked_for(*item, asked)) out.items.push_back(make_sku(*visit.catalogue, *item, visit.viewing));
    return out;
}

api::Collection<Availability> availabilities_of(Visit const& visit, std::string const& product,
                                                std::string const& sku, ProductParameters const& asked) {
    check_words(asked);
    api::Collection<Availability> out;
    auto const& item = get_sku(visit, product, sku);
    if (is_asked_for(item, asked))
        out.items.push_back(make_availability(*visit.catalogue, item, visit.viewing));
    return out;
}

Availability availability_of(Visit const& visit, std::string const& product, std::string const& sku,
                             std::string const& id) {
    auto const& item = get_sku(visit, product, sku);
    if (!equal_ignoring_case(item.availability_id, id)) throw Problem("400019", {{"id", cut(id, 100)}});
    return make_availability(*visit.catalogue, item, visit.viewing);
}

api::Collection<Product> list(api::Context& context, Asked const& asked) {
    return products_in(visit(context, asked), asked);
}
Product view(api::Context& context, std::string const& product, Asked const& asked) {
    auto const here = visit(context, asked);
    return make_product(*here.catalogue, *skus_in(here, product).front(), here.viewing);
}
api::Collection<Sku> list_skus(api::Context& context, std::string const& product, Asked const& asked) {
    return skus_of(visit(context, asked), product, asked);
}
Sku view_sku(api::Context& context, std::string const& product, std::string const& sku, Asked const& asked) {
    auto const here = visit(context, asked);
    return make_sku(*here.catalogue, get_sku(here, product, sku), here.viewing);
}
api::Collection<Availability> list_availabilities(api::Context& context, std::string const& product,
                                                  std::string const& sku, Asked const& asked) {
    return availabilities_of(visit(context, asked), product, sku, asked);
}
Availability view_availability(api::Context& context, std::string const& product, std::string const& sku,
                               std::string const& id, Asked const& asked) {
    return availability_of(visit(context, asked), product, sku, id);
}

// The same of a customer.
api::Collection<Product> list_of(api::Context& context, Id<Tenant> const& customer, Asked const& asked) {
    return products_in(visit(context, customer), asked);
}
Product view_of(api::Context& context, Id<Tenant> const& customer, std::string const& product) {
    auto const here = visit(context, customer);
    return make_product(*here.catalogue, *skus_in(here, product).front(), here.viewing);
}
api::Collection<Sku> list_skus_of(api::Context& context, Id<Tenant> const& customer,
                                  std::string const& product, Asked const& asked) {
    return skus_of(visit(context, customer), product, asked);
}
Sku view_sku_of(api::Context& context, Id<Tenant> const& customer, std::string const& product,
                std::string const& sku) {
    auto const here = visit(context, customer);
    return make_sku(*here.catalogue, get_sku(here, product, sku), here.viewing);
}
api::Collection<Availability> list_availabilities_of(api::Context& context, Id<Tenant> const& customer,
                                                     std::string const& product, std::string const& sku,
                                                     Asked const& asked) {
    return availabilities_of(visit(context, customer), product, sku, asked);
}
Availability view_availability_of(api::Context& context, Id<Tenant> const& customer,
                                  std::string const& product, std::string const& sku, std::string const& id) {
    return availability_of(visit(context, customer), product, sku, id);
}

}  // namespace

void add_product_routes(api::Router& router) {
    auto const see = Permission::see_catalog;
    std::string const sku = "/{product}/skus/{sku}", availabilities = sku + "/availabilities";
    std::string const market = "/v1/products", customer = "/v1/customers/{customer}/products";
    router.get(market, list).allow(see).summary("Products of a market");
    router.get(market + "/{product}", view).allow(see).summary("A product");
    router.get(market + "/{product}/skus", list_skus).allow(see).summary("SKUs of a product");
    router.get(market + sku, view_sku).allow(see).summary("A SKU");
    router.get(market + availabilities, list_availabilities).allow(see).summary("Availabilities of a SKU");
    router.get(market + availabilities + "/{availability}", view_availability)
        .allow(see)
        .summary("An availability");
    router.get(customer, list_of).allow(see).summary("Products of a customer's market");
    router.get(customer + "/{product}", view_of).allow(see).summary("A product, for a customer");
    router.get(customer + "/{product}/skus", list_skus_of)
        .allow(see)
        .summary("SKUs of a product, for a customer");
    router.get(customer + sku, view_sku_of).allow(see).summary("A SKU, for a customer");
    router.get(customer + availabilities, list_availabilities_of)
        .allow(see)
        .summary("Availabilities of a SKU, for a customer");
    router.get(customer + availabilities + "/{availability}", view_availability_of)
        .allow(see)
        .summary("An availability, for a customer");
}

}  // namespace entrepot::catalog
