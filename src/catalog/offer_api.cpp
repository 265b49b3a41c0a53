// The catalogue as classic offers, of a market and of a customer.
#include <algorithm>

#include "base/fold.hpp"
#include "catalog/catalogue_store.hpp"
#include "catalog/offer.hpp"
#include "catalog/routes.hpp"
#include "catalog/viewing_flow.hpp"

namespace entrepot::catalog {

namespace {

struct OfferParameters {
    std::optional<std::string> country, category;
    std::optional<int> offset, size;

    static constexpr std::string_view schema_name = "OfferListParameters";
    static constexpr auto fields() {
        return Fields{
            field("country", &OfferParameters::country, "ISO 3166-1, two letters; absent: the caller's own."),
            field("offer_category_id", &OfferParameters::category,
                  "Only of this category, such as Enterprise_Key."),
            field("offset", &OfferParameters::offset, "How many to leave out."),
            field("size", &OfferParameters::size, "How many to give; absent or 0: all."),
        };
    }
};

using Asked = api::Query<OfferParameters>;

api::Collection<OfferCategory> categories_in(Catalogue const& catalogue, Viewing const& viewing) {
    api::Collection<OfferCategory> out;
    for (auto const& category : catalogue.categories()) out.items.push_back(make_category(category, viewing));
    return out;
}

// The part that was asked for; classic lists page by offset (wire.md 6).
api::Collection<Offer> part_of(std::vector<Item const*> const& items, Catalogue const& catalogue,
                               Viewing const& viewing, OfferParameters const& asked) {
    api::Collection<Offer> out;
    auto const count = static_cast<std::int64_t>(items.size());
    auto const from = std::clamp<std::int64_t>(asked.offset.value_or(0), 0, count);
    auto const size = asked.size.value_or(0) > 0 ? std::int64_t{*asked.size} : count;
    auto const end = std::min(count, from + size);
    for (auto i = from; i < end; ++i)
        out.items.push_back(make_offer(catalogue, *items[static_cast<std::size_t>(i)], viewing));
    if (end < count) out.next_offset = end;
    return out;
}

api::Collection<Offer> offers_in(Catalogue const& catalogue, Viewing const& viewing,
                                 OfferParameters const& asked) {
    std::vector<Item const*> items;
    auto const* category = asked.category ? catalogue.find_category(*asked.category) : nullptr;
    for (auto const& item : catalogue.items())
        if (sold_in(item, viewing.buyer.country) &&
            (!asked.category || (category && item.category == category->id)))
            items.push_back(&item);
    return part_of(items, catalogue, viewing, asked);
}

Item const& get_item(Catalogue const& catalogue, std::string const& id, Viewing const& viewing) {
    auto const words = Words{{"id", cut(id, 100)}};
    auto const* item = catalogue.find_offer(id);
    if (!item && is_of_products(catalogue, id)) throw Problem("2100", words);
    if (!item && !may_be_offer_id(id)) throw Problem("800004", words);
    if (!item) throw Problem("1000");
    if (!sold_in(*item, viewing.buyer.country))
        throw Problem("800070", {{"name", item->name.in(viewing.language)}, {"country", viewing.country()}});
    return *item;
}

api::Collection<OfferCategory> list_categories(api::Context& context, Asked const& asked) {
    auto const catalogue = current(context.tx);
    return categories_in(*catalogue,
                         view_market(context.tx, context.act, *catalogue, asked.country.value_or("")));
}

api::Collection<Offer> list_offers(api::Context& context, Asked const& asked) {
    auto const catalogue = current(context.tx);
    auto const viewing = view_market(context.tx, context.act, *catalogue, asked.country.value_or(""));
    return offers_in(*catalogue, viewing, asked);
}

Offer view_offer(api::Context& context, std::string const& id, Asked const& asked) {
    auto const catalogue = current(context.tx);
    auto const viewing = view_market(context.tx, context.act, *catalogue, asked.country.value_or(""));
    return make_offer(*catalogue, get_item(*catalogue, id, viewing), viewing);
}

api::Collection<Offer> list_add_ons(api::Context& context, std::string const& id, Asked const& asked) {
    auto const catalogue = current(context.tx);
    auto const viewing = view_market(context.tx, context.act, *catalogue, asked.country.value_or(""));
    auto items = catalogue->add_ons_of(get_item(*catalogue, id, viewing));
    std::erase_if(items, [&](auto const* item) { return !sold_in(*item, viewing.buyer.country); });
    return part_of(items, *catalogue, viewing, asked);
}

api::Collection<Offer> list_of_customer(api::Context& context, Id<Tenant> const& customer,
                                        Asked const& asked) {
    auto const catalogue = current(context.tx);
    return offers_in(*catalogue, view_customer(context.tx, context.act, *catalogue, customer), asked);
}

api::Collection<OfferCategory> list_categories_of_customer(api::Context& context,
                                                           Id<Tenant> const& customer) {
    auto const catalogue = current(context.tx);
    return categories_in(*catalogue, view_customer(context.tx, context.act, *catalogue, customer));
}

}  // namespace

void add_offer_routes(api::Router& router) {
    auto const see = Permission::see_catalog;
    router.get("/v1/offercategories", list_categories).allow(see).summary("Categories of offers");
    router.get("/v1/offers", list_offers).allow(see).summary("Offers of a market");
    router.get("/v1/offers/{offer}", view_offer).allow(see).summary("An offer");
    router.get("/v1/offers/{offer}/addons", list_add_ons).allow(see).summary("Add-ons of an offer");
    router.get("/v1/customers/{customer}/offers", list_of_customer)
        .allow(see)
        .summary("Offers of a customer's market");
    router.get("/v1/customers/{customer}/offercategories", list_categories_of_customer)
        .allow(see)
        .summary("Categories of offers in a customer's market");
}

}  // namespace entrepot::catalog
