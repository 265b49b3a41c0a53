// The SQL of exports: see customer_export_store.hpp.
#include "overview/customer_export_store.hpp"

namespace entrepot::overview {

namespace {

// A customer has a row of figures for each of its resellers; the caller sees the sum of those in its scope.
#define FIGURES "f.partner_id = c.partner_id AND f.customer_id = c.customer_id AND {scope:f}"
#define EXPORTED                                                                                        \
    "SELECT c.customer_id, c.name, c.name_fold, c.domain, c.country, r.name, c.agreement, c.status, "   \
    "COALESCE((SELECT CAST(SUM(f.licenses) AS BIGINT) FROM customer_figures f WHERE " FIGURES           \
    "), 0), "                                                                                           \
    "COALESCE((SELECT CAST(SUM(f.monthly_minor) AS BIGINT) FROM customer_figures f WHERE " FIGURES      \
    "), 0), c.currency, c.created_at, c.billing, c.registration_number, c.vat_number FROM customers c " \
    "LEFT JOIN tenants r ON r.tenant_id = c.reseller_id WHERE c.relationship <> 'none' AND {scope:c} AND "

bool is_everybody(customers::Wanted const& wanted) {
    return wanted.text.find_first_not_of(" \t\r\n") == std::string::npos && !wanted.reseller &&
           !wanted.direct_only && !wanted.agreement && wanted.country.empty();
}

ExportPage everybody(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    auto const at = query.from.value_or(customers::Place{});
    ExportPage out;
    out.rows = tx.list<ExportedCustomer>(
        scope,
        EXPORTED "(c.name_fold, c.customer_id) > ($1, $2) ORDER BY c.name_fold, c.customer_id LIMIT $3",
        at.name_fold, at.id, query.limit);
    if (out.rows.size() == static_cast<std::size_t>(query.limit))
        out.rest = customers::Place{{}, {}, out.rows.back().name_fold, out.rows.back().id};
    return out;
}

}  // namespace

ExportPage export_page(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    if (is_everybody(query.wanted)) return everybody(tx, scope, query);
    auto hits = customers::search(tx, scope, query.wanted, query.from, false, query.limit);
    ExportPage out;
    // By their keys, and kept statements: the search is what a page costs.
    for (auto const& hit : hits.rows)
        if (auto row = tx.find<ExportedCustomer>(scope, EXPORTED "c.partner_id = $1 AND c.customer_id = $2",
                                                 hit.partner, hit.id))
            out.rows.push_back(*std::move(row));
    out.rest = std::move(hits.rest);
    return out;
}

}  // namespace entrepot::overview
