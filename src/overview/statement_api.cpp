// A reseller's statement as a file: for its provider, and for itself with each provider.
#include "access/account_store.hpp"
#include "api/stream.hpp"
#include "base/fold.hpp"
#include "events/event.hpp"
#include "overview/csv.hpp"
#include "overview/cycle_words.hpp"
#include "overview/routes.hpp"
#include "overview/statement_store.hpp"
#include "partners/partnership_store.hpp"
#include "partners/reseller_terms_store.hpp"

namespace entrepot::overview {

namespace {

constexpr int page_size = 500;

struct StatementWish {
    std::optional<Language> language;
    bool excel = false;
    static constexpr std::string_view schema_name = "StatementWish";
    static constexpr auto fields() {
        using W = StatementWish;
        return Fields{field("language", &W::language, "en or fr; absent: the request's."),
                      field("excel", &W::excel, "As Excel reads it in that language.").or_default()};
    }
};

// Written to the log: names of customers and prices leave the house.
struct StatementNote {
    Id<Tenant> partner, reseller;
    static constexpr std::string_view schema_name = "StatementNote";
    static constexpr auto fields() {
        return Fields{field("partnerId", &StatementNote::partner, "The provider."),
                      field("resellerId", &StatementNote::reseller, "Whose statement it is.")};
    }
};

std::vector<SheetColumn> columns(Language language) {
    bool const fr = language == Language::fr;
    return {{"day", fr ? "Date du relevé" : "Statement date", 12},
            {"customer", fr ? "Client" : "Customer", 30},
            {"domain", fr ? "Domaine" : "Domain", 30},
            {"subscription", fr ? "Abonnement" : "Subscription", 36},
            {"offer", fr ? "Offre" : "Offer", 30},
            {"state", fr ? "État" : "State", 12},
            {"quantity", fr ? "Quantité" : "Quantity", 10},
            {"cycle", fr ? "Cycle de facturation" : "Billing cycle", 12},
            {"unitPrice", fr ? "Prix unitaire au tarif, hors taxes" : "Unit list price, excl. tax", 12},
            {"atList", fr ? "Par mois au tarif" : "Per month at list price", 12},
            {"margin", fr ? "Marge en %" : "Margin in %", 9},
            {"own", fr ? "Par mois au prix du revendeur" : "Per month at the reseller’s price", 12},
            {"currency", fr ? "Devise" : "Currency", 8}};
}

std::string state_words(subscriptions::Status status, Language language) {
    bool const active = status == subscriptions::Status::active;
    if (language == Language::fr) return active ? "actif" : "suspendu, facturé";
    return active ? "active" : "suspended, billed";
}

struct Head {
    std::string day;
    Language language = Language::en;
    CsvStyle style;
    std::int64_t margin_points = 0;
};

void put_row(StatementRow const& row, Head const& head, std::string& out) {
    using Kind = Cell::Kind;
    auto const monthly = row.monthly();
    csv_line({{Kind::day, head.day},
              {.text = row.customer_name},
              {.text = row.domain},
              {.text = row.subscription.text()},
              {.text = row.friendly_name.empty() ? row.offer_name : row.friendly_name},
              {.text = state_words(row.status, head.language)},
              {Kind::number, std::to_string(row.quantity)},
              {.text = cycle_words(row.billing_cycle, head.language)},
              {Kind::amount, row.unit_price().amount()},
              {Kind::amount, monthly.amount()},
              {Kind::amount, partners::margin_text(head.margin_points)},
              {Kind::amount, partners::own_price(monthly, head.margin_points).amount()},
              {.text = std::string(row.currency.code())}},
             head.style, out);
}

api::Answer statement(api::Context& context, Id<Tenant> provider, Id<Tenant> reseller,
                      StatementWish const& asked) {
    if (!partners::find_partnership(context.tx, provider, reseller)) throw Problem("1000");
    auto const terms = partners::find_terms(context.tx, provider, reseller);
    Head head;
    head.day = format_date(std::chrono::floor<days>(context.now()));
    head.language = asked.language.value_or(context.act.language);
    head.style = csv_style(asked.excel, head.language);
    head.margin_points = terms ? terms->margin_points : 0;
    events::append(context.tx, context.act, {provider, reseller, std::nullopt}, "statement_downloaded",
                   reseller, StatementNote{provider, reseller});
    auto const name = (head.language == Language::fr ? "releve-" : "statement-") + head.day + ".csv";
    context.header("Content-Disposition", "attachment; filename=\"" + name + '"');
    return api::streamed("text/csv; charset=utf-8",
                         [head, provider, reseller, scope = context.scope(), place = StatementPlace{},
                          begun = false](db::Tx& tx) mutable -> api::Piece {
                             api::Piece out;
                             if (!std::exchange(begun, true))
                                 out.bytes = csv_head(columns(head.language), head.style);
                             auto const page =
                                 statement_page(tx, scope, provider, reseller, place, page_size);
                             for (auto const& row : page.rows) put_row(row, head, out.bytes);
                             out.last = !page.rest;
                             place = page.rest.value_or(place);
                             return out;
                         });
}

api::Answer of_reseller(api::Context& context, Id<Tenant> const& reseller,
                        api::Query<StatementWish> const& asked) {
    return statement(context, context.caller().tenant, reseller, asked);
}

api::Answer of_provider(api::Context& context, Id<Tenant> const& provider,
                        api::Query<StatementWish> const& asked) {
    return statement(context, provider, context.caller().tenant, asked);
}

}  // namespace

void add_statement_routes(api::Router& router) {
    router.get("/ext/v1/resellers/{reseller}/statement.csv", of_reseller)
        .allow(Permission::see_margins)
        .writes()
        .never_kept()
        .answers_as("text/csv")
        .summary("What a reseller pays the caller for by the month, a line a subscription, as CSV");
    router.get("/ext/v1/providers/{provider}/statement.csv", of_provider)
        .allow(Permission::see_margins)
        .writes()
        .never_kept()
        .answers_as("text/csv")
        .summary("What the caller pays a provider for by the month, a line a subscription, as CSV");
}

}  // namespace entrepot::overview
