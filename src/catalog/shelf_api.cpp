// The portal's catalogue, and the inventory check: both say what cannot be had and why.
#include "api/problem_answer.hpp"
#include "base/fold.hpp"
#include "catalog/catalogue_store.hpp"
#include "catalog/inventory.hpp"
#include "catalog/routes.hpp"
#include "catalog/shelf.hpp"
#include "catalog/viewing_flow.hpp"

namespace entrepot::catalog {

namespace {

struct ShelfParameters {
    std::optional<std::string> country;
    std::optional<Currency> currency;
    std::optional<std::string> text, publisher, category;
    std::optional<Billing> billing;
    std::optional<Qualification> qualification;
    std::optional<Id<Tenant>> customer, provider;
    std::optional<Date> on;

    static constexpr std::string_view schema_name = "CatalogParameters";
    static constexpr auto fields() {
        return Fields{
            field("country", &ShelfParameters::country, "ISO 3166-1, two letters; absent: the caller's own."),
            field("currency", &ShelfParameters::currency, "Of the prices, where there are any in it."),
            field("q", &ShelfParameters::text, "Beginnings of words of name, publisher or description."),
            field("publisher", &ShelfParameters::publisher, "Only of this publisher."),
            field("category", &ShelfParameters::category, "Only of this category."),
            field("billing", &ShelfParameters::billing, "license or usage."),
            field("qualification", &ShelfParameters::qualification, "What the customer is; absent: none."),
            field("customerId", &ShelfParameters::customer,
                  "For this customer: its country, currency, qualification."),
            field(
                "provider", &ShelfParameters::provider,
                "For a reseller: whose list its own prices are of; absent: the only one that has set terms."),
            field("on", &ShelfParameters::on, "The prices of this day; absent: of now."),
        };
    }
};

struct CountryParameter {
    std::optional<std::string> country;

    static constexpr std::string_view schema_name = "CountryParameter";
    static constexpr auto fields() {
        return Fields{field("country", &CountryParameter::country, "ISO 3166-1, two letters.")};
    }
};

std::string words_of(Refusal const& refusal, Language language) {
    auto const& entry = api::problem_entry(refusal.code);
    return api::problem_words(language == Language::fr ? entry.fr.rule : entry.en.rule, refusal.words);
}

Viewing viewing_of(api::Context& context, Catalogue const& catalogue, ShelfParameters const& asked) {
    if (asked.customer) return view_customer(context.tx, context.act, catalogue, *asked.customer);
    auto out = view_market(context.tx, context.act, catalogue, asked.country.value_or(""));
    if (asked.currency) out.buyer.currency = selling_currency(catalogue, *asked.currency, out.buyer.currency);
    out.buyer.qualification = asked.qualification.value_or(Qualification::none);
    return out;
}

Shelf show(api::Context& context, api::Query<ShelfParameters> const& asked) {
    auto const catalogue = current(context.tx);
    auto viewing = viewing_of(context, *catalogue, asked);
    Shelf out;
    if (!asked.customer && context.may(Permission::see_own_prices))
        out.provider = view_own_prices(context.tx, context.act, *catalogue, asked.provider, viewing);
    bool const with_prices = out.provider || context.may(Permission::see_prices);
    Wanted const wanted{asked.text.value_or(""), asked.publisher.value_or(""), asked.category.value_or(""),
                        asked.billing};
    // The last moment of a day: a price that begins on it is its price.
    auto const now = asked.on ? Time{*asked.on} + days{1} - std::chrono::microseconds{1} : context.now();
    for (auto const& item : catalogue->items()) {
        if (!is_wanted(item, wanted, viewing.language)) continue;
        auto& row = out.items.emplace_back(make_shelf_item(*catalogue, item, viewing, with_prices, now));
        for (auto const& refusal : why_not(item, viewing, now))
            row.reasons.push_back({refusal.code, words_of(refusal, viewing.language)});
        row.available = row.reasons.empty();
    }
    out.facets = make_facets(*catalogue, viewing.language);
    return out;
}

InventoryItem check_item(Item const& item, Viewing const& viewing) {
    InventoryItem out{item.product_id, item.sku_id, false, std::nullopt};
    for (auto const& refusal : may_have(item, viewing.buyer)) {
        out.is_restricted = true;
        if (!out.restrictions) out.restrictions.emplace();
        bool const market = refusal.code == "800070";
        out.restrictions->push_back(
            {market ? "NotSoldInCountry" : "NotForThisCustomer",
             words_of(refusal, viewing.language),
             {{"country", viewing.buyer.country}, {"segment", std::string(segment_of(item))}}});
    }
    return out;
}

Viewing viewing_of(api::Context& context, Catalogue const& catalogue, InventoryCheckRequest const& form,
                   std::string const& country) {
    for (auto const& [key, value] : form.context) {
        if (!equal_ignoring_case(key, "customerId") || value.empty()) continue;
        auto const id = Uuid::parse(value);
        if (!id) throw Problem("900118", {{"id", cut(value, 100)}}).at("inventoryContext.customerId");
        return view_customer(context.tx, context.act, catalogue, Id<Tenant>{*id});
    }
    return view_market(context.tx, context.act, catalogue, country);
}

std::vector<InventoryItem> check_inventory(api::Context& context, api::Query<CountryParameter> const& asked,
                                           InventoryCheckRequest const& form) {
    auto const catalogue = current(context.tx);
    auto const viewing = viewing_of(context, *catalogue, form, asked.country.value_or(""));
    std::vector<InventoryItem> out;
    for (auto const& target : form.items) {
        if (!catalogue->has_product(target.product_id))
            throw Problem("400013", {{"id", target.product_id}, {"country", viewing.country()}});
        auto const before = out.size();
        for (auto const* item : catalogue->skus_of(target.product_id))
            if (!target.sku_id || equal_ignoring_case(*target.sku_id, item->sku_id))
                out.push_back(check_item(*item, viewing));
        if (out.size() == before)
            throw Problem(
                "400018",
                {{"id", *target.sku_id}, {"product", target.product_id}, {"country", viewing.country()}});
    }
    return out;
}

}  // namespace

void add_shelf_routes(api::Router& router) {
    router.get("/ext/v1/catalog", show)
        .allow(Permission::see_catalog)
        .summary("What can be sold, with prices, and why some of it not");
    router.post("/v1/extensions/product/checkinventory", check_inventory)
        .reads()
        .allow(Permission::see_catalog)
        .summary("Whether items can be had by a customer");
}

}  // namespace entrepot::catalog
