// The SQL of the portal's list: see customer_list.hpp.
#include "overview/customer_list.hpp"

#include <algorithm>

#include "customers/country.hpp"
#include "overview/shown_figures.hpp"

namespace entrepot::overview {

namespace {

struct Row {
    customers::CustomerId id;
    std::string name, name_fold, domain, country;
    std::optional<Id<Tenant>> reseller;
    std::optional<std::string> reseller_name;
    customers::AgreementState agreement = customers::AgreementState::none;
    customers::Status status = customers::Status::active;
    std::int64_t licenses = 0, monthly_minor = 0;
    Currency currency;
    Time created;

    static constexpr std::string_view schema_name = "ListedCustomerRow";
    static constexpr auto fields() {
        return Fields{field("id", &Row::id, ""),
                      field("name", &Row::name, ""),
                      field("nameFold", &Row::name_fold, ""),
                      field("domain", &Row::domain, ""),
                      field("country", &Row::country, ""),
                      field("reseller", &Row::reseller, ""),
                      field("resellerName", &Row::reseller_name, ""),
                      field("agreement", &Row::agreement, ""),
                      field("status", &Row::status, ""),
                      field("licenses", &Row::licenses, ""),
                      field("monthlyMinor", &Row::monthly_minor, ""),
                      field("currency", &Row::currency, ""),
                      field("created", &Row::created, "")};
    }
};

// All of it stands in the index customers_by_name: a page is one stretch of that.
#define LISTED_COLUMNS(licenses, monthly_minor)                                                            \
    "SELECT c.customer_id, c.name, c.name_fold, c.domain, c.country, c.reseller_id, r.name, c.agreement, " \
    "c.status, " licenses ", " monthly_minor                                                               \
    ", c.currency, c.created_at FROM customers c "                                                         \
    "LEFT JOIN tenants r ON r.tenant_id = c.reseller_id WHERE {scope:c} AND "
#define LISTED LISTED_COLUMNS(TOTAL("licenses"), TOTAL("monthly_minor"))
#define LISTED_FOR_RESELLER LISTED_COLUMNS(OWN_PART("licenses"), OWN_PART("monthly_minor"))

#define PAGE_FORWARD                                                        \
    "c.relationship <> 'none' AND (c.name_fold, c.customer_id) > ($1, $2) " \
    "ORDER BY c.name_fold, c.customer_id LIMIT $3"
#define PAGE_BACKWARDS                                                      \
    "c.relationship <> 'none' AND (c.name_fold, c.customer_id) < ($1, $2) " \
    "ORDER BY c.name_fold DESC, c.customer_id DESC LIMIT $3"
#define THE_ONE "c.relationship <> 'none' AND c.partner_id = $1 AND c.customer_id = $2"

std::vector<Row> all(db::Tx& tx, Scope const& scope, customers::Place const& at, bool backwards, int limit) {
    auto const page = [&](db::Sql sql) { return tx.list<Row>(scope, sql, at.name_fold, at.id, limit); };
    if (sees_a_part(scope))
        return backwards ? page(LISTED_FOR_RESELLER PAGE_BACKWARDS) : page(LISTED_FOR_RESELLER PAGE_FORWARD);
    return backwards ? page(LISTED PAGE_BACKWARDS) : page(LISTED PAGE_FORWARD);
}

std::optional<Row> one(db::Tx& tx, Scope const& scope, customers::Hit const& hit) {
    if (sees_a_part(scope)) return tx.find<Row>(scope, LISTED_FOR_RESELLER THE_ONE, hit.partner, hit.id);
    return tx.find<Row>(scope, LISTED THE_ONE, hit.partner, hit.id);
}

ListedCustomer shown(Row const& row) {
    ListedCustomer out;
    out.id = row.id;
    out.name = row.name;
    out.domain = row.domain;
    out.country = row.country;
    if (row.reseller) out.reseller = Named{*row.reseller, row.reseller_name.value_or("")};
    out.agreement = row.agreement;
    out.status = row.status;
    out.licenses = row.licenses;
    out.monthly = Money{row.monthly_minor, row.currency};
    out.created = row.created;
    return out;
}

struct Found {
    std::vector<Row> rows;
    std::vector<customers::Place> places;  // of each row
    std::optional<customers::Place> rest;  // there may be more beyond
};

Found find_all(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    Found out;
    out.rows = all(tx, scope, query.from.value_or(customers::Place{}), query.backwards, query.limit + 1);
    bool const more = out.rows.size() > static_cast<std::size_t>(query.limit);
    if (more) out.rows.pop_back();
    // To a reseller of both its providers a customer is one: its rows lie side by side.
    auto const same = [](Row const& left, Row const& right) { return left.id == right.id; };
    out.rows.erase(std::unique(out.rows.begin(), out.rows.end(), same), out.rows.end());
    for (auto const& row : out.rows) out.places.push_back({{}, {}, row.name_fold, row.id});
    if (more) out.rest = out.places.back();
    return out;
}

Found find_wanted(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    Found out;
    auto hits = customers::search(tx, scope, query.wanted, query.from, query.backwards, query.limit);
    for (auto& hit : hits.rows) {
        auto row = one(tx, scope, hit);
        if (!row) continue;
        out.rows.push_back(*std::move(row));
        out.places.push_back(std::move(hit.place));
    }
    out.rest = std::move(hits.rest);
    return out;
}

}  // namespace

customers::Wanted wanted_of(ListFilter const& filter) {
    auto const bad = [](std::string const& value, char const* name) {
        return Problem("bad_parameter", {{"value", value}}).at(name);
    };
    customers::Wanted out;
    out.text = filter.search.value_or("");
    out.agreement = filter.agreement;
    out.partner = filter.provider;
    out.direct_only = filter.reseller == "none";
    if (filter.reseller && !out.direct_only) {
        auto const id = Uuid::parse(*filter.reseller);
        if (!id) throw bad(*filter.reseller, "reseller");
        out.reseller = Id<Tenant>{*id};
    }
    if (!filter.country) return out;
    auto const* country = customers::find_country(*filter.country);
    if (!country) throw bad(*filter.country, "country");
    out.country = country->code;
    return out;
}

Listing list(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    auto found = query.wanted.is_everybody() ? find_all(tx, scope, query) : find_wanted(tx, scope, query);
    Listing out;
    for (auto const& row : found.rows) out.items.push_back(shown(row));
    // Behind lies the page that one came from, or where this empty one was turned back.
    auto behind = query.from;
    if (behind && !found.places.empty()) behind = found.places.front();
    if (query.backwards) std::reverse(out.items.begin(), out.items.end());
    out.next = query.backwards ? behind : found.rest;
    out.previous = query.backwards ? found.rest : behind;
    return out;
}

}  // namespace entrepot::overview
