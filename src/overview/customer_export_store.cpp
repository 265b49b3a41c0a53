// The SQL of exports: see customer_export_store.hpp.
#include "overview/customer_export_store.hpp"

#include "overview/shown_figures.hpp"

namespace entrepot::overview {

namespace {

#define EXPORTED_COLUMNS(licenses, monthly_minor)                                                  \
    "SELECT c.customer_id, c.name, c.name_fold, c.domain, c.country, r.name, c.agreement, "        \
    "c.status, " licenses ", " monthly_minor                                                       \
    ", c.currency, c.created_at, c.billing, c.registration_number, c.vat_number FROM customers c " \
    "LEFT JOIN tenants r ON r.tenant_id = c.reseller_id WHERE c.relationship <> 'none' AND {scope:c} AND "
#define EXPORTED EXPORTED_COLUMNS(TOTAL("licenses"), TOTAL("monthly_minor"))
#define EXPORTED_FOR_RESELLER EXPORTED_COLUMNS(OWN_PART("licenses"), OWN_PART("monthly_minor"))
#define A_PAGE "(c.name_fold, c.customer_id) > ($1, $2) ORDER BY c.name_fold, c.customer_id LIMIT $3"
#define THE_ONE "c.partner_id = $1 AND c.customer_id = $2"

ExportPage everybody(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    auto const at = query.from.value_or(customers::Place{});
    ExportPage out;
    auto const page = [&](db::Sql sql) {
        return tx.list<ExportedCustomer>(scope, sql, at.name_fold, at.id, query.limit);
    };
    out.rows = sees_a_part(scope) ? page(EXPORTED_FOR_RESELLER A_PAGE) : page(EXPORTED A_PAGE);
    if (out.rows.size() == static_cast<std::size_t>(query.limit))
        out.rest = customers::Place{{}, {}, out.rows.back().name_fold, out.rows.back().id};
    return out;
}

std::optional<ExportedCustomer> one(db::Tx& tx, Scope const& scope, customers::Hit const& hit) {
    auto const row = [&](db::Sql sql) { return tx.find<ExportedCustomer>(scope, sql, hit.partner, hit.id); };
    return sees_a_part(scope) ? row(EXPORTED_FOR_RESELLER THE_ONE) : row(EXPORTED THE_ONE);
}

}  // namespace

ExportPage export_page(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    if (query.wanted.is_everybody()) return everybody(tx, scope, query);
    auto hits = customers::search(tx, scope, query.wanted, query.from, false, query.limit);
    ExportPage out;
    // By their keys, and kept statements: the search is what a page costs.
    for (auto const& hit : hits.rows)
        if (auto row = one(tx, scope, hit)) out.rows.push_back(*std::move(row));
    out.rest = std::move(hits.rest);
    return out;
}

}  // namespace entrepot::overview
