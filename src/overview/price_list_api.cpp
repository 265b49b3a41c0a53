// The price list of a day as a file, for reading in a spreadsheet.
#include "api/stream.hpp"
#include "catalog/catalogue_store.hpp"
#include "catalog/shelf.hpp"
#include "catalog/viewing_flow.hpp"
#include "overview/csv.hpp"
#include "overview/cycle_words.hpp"
#include "overview/routes.hpp"

namespace entrepot::overview {

namespace {

struct PriceListWish {
    std::optional<std::string> country;
    std::optional<Date> on;
    std::optional<Id<Tenant>> provider;
    std::optional<Language> language;
    bool excel = false;
    static constexpr std::string_view schema_name = "PriceListWish";
    static constexpr auto fields() {
        using W = PriceListWish;
        return Fields{field("country", &W::country, "Two letters; absent: the caller's own."),
                      field("on", &W::on, "The prices of this day; absent: of today."),
                      field("provider", &W::provider,
                            "For a reseller: whose list; absent: the only one that has set it terms."),
                      field("language", &W::language, "en or fr; absent: the request's."),
                      field("excel", &W::excel, "As Excel reads it in that language.").or_default()};
    }
};

std::vector<SheetColumn> columns(Language language) {
    bool const fr = language == Language::fr;
    return {{"id", fr ? "Identifiant de l’offre" : "Offer id", 40},
            {"name", fr ? "Offre" : "Offer", 40},
            {"publisher", fr ? "Éditeur" : "Publisher", 24},
            {"category", fr ? "Catégorie" : "Category", 20},
            {"term", fr ? "Durée d’engagement" : "Term", 10},
            {"cycle", fr ? "Cycle de facturation" : "Billing cycle", 12},
            {"price", fr ? "Prix unitaire, hors taxes" : "Unit price, excl. tax", 12},
            {"currency", fr ? "Devise" : "Currency", 8},
            {"minimum", "Minimum", 9},
            {"maximum", "Maximum", 9},
            {"qualification", fr ? "Qualification spéciale requise" : "Special qualification needed", 20}};
}

// What a customer must be to have it (rules.md E6); nothing: anybody may.
std::string_view qualification_words(catalog::Qualification needed, Language language) {
    using Q = catalog::Qualification;
    bool const fr = language == Language::fr;
    switch (needed) {
        case Q::none: return "";
        case Q::education: return fr ? "Éducation" : "Education";
        case Q::government: return fr ? "Secteur public" : "Government";
        case Q::nonprofit: return fr ? "Organisme à but non lucratif" : "Nonprofit";
    }
    return "";
}

void put_item(catalog::ShelfItem const& item, catalog::Qualification needed, CsvStyle const& style,
              Language language, std::string& out) {
    using Kind = Cell::Kind;
    for (auto const& term : item.terms) {
        if (!term.unit_price) continue;
        csv_line({{.text = item.catalog_item_id},
                  {.text = item.name},
                  {.text = item.publisher},
                  {.text = item.category.name},
                  {.text = catalog::duration_words(term.duration, language)},
                  {.text = cycle_words(term.cycle, language)},
                  {Kind::amount, term.unit_price->amount()},
                  {.text = std::string(term.unit_price->currency.code())},
                  {Kind::number, std::to_string(item.minimum)},
                  {Kind::number, std::to_string(item.maximum)},
                  {.text = std::string(qualification_words(needed, language))}},
                 style, out);
    }
}

api::Answer price_list(api::Context& context, api::Query<PriceListWish> const& asked) {
    auto act = context.act;
    act.language = asked.language.value_or(act.language);
    auto const catalogue = catalog::current(context.tx);
    auto viewing = catalog::view_market(context.tx, act, *catalogue, asked.country.value_or(""));
    if (!context.may(Permission::see_prices) &&
        !catalog::view_own_prices(context.tx, act, *catalogue, asked.provider, viewing))
        throw Problem("own_prices_unknown").at("provider");
    // The last moment of a day: a price that begins on it is its price.
    auto const now = asked.on ? Time{*asked.on} + days{1} - std::chrono::microseconds{1} : context.now();
    auto const style = csv_style(asked.excel, act.language);
    api::Answer out;
    out.content_type = "text/csv; charset=utf-8";
    out.body = csv_head(columns(act.language), style);
    for (auto const& item : catalogue->items()) {
        // It is a list for all customers: what only some may have is on it, as on the page, and says so.
        viewing.buyer.qualification = item.qualification;
        if (catalog::why_not(item, viewing, now).empty())
            put_item(catalog::make_shelf_item(*catalogue, item, viewing, true, now), item.qualification,
                     style, act.language, out.body);
    }
    auto const name = (act.language == Language::fr ? "tarifs-" : "prices-") +
                      format_date(std::chrono::floor<days>(now)) + ".csv";
    out.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + '"');
    return out;
}

}  // namespace

void add_price_list_routes(api::Router& router) {
    router.get("/ext/v1/price-list.csv", price_list)
        .allow_any(Permission::see_prices, {Permission::see_own_prices})
        .answers_as("text/csv")
        .summary("What can be sold, with the prices of a day and the qualification it needs, as CSV");
}

}  // namespace entrepot::overview
