// The SQL of statements: see statement_store.hpp.
#include "overview/statement_store.hpp"

namespace entrepot::overview {

namespace {

subscriptions::Record record_of(StatementRow const& row) {
    subscriptions::Record out;
    out.family = row.family;
    out.status = row.status;
    out.is_trial = row.is_trial;
    out.quantity = row.quantity;
    out.billing_cycle = row.billing_cycle;
    out.unit_price_minor = row.unit_price_minor;
    out.currency = row.currency;
    return out;
}

}  // namespace

Money StatementRow::monthly() const { return subscriptions::monthly_charge(record_of(*this)); }

bool StatementRow::counts() const {
    return status == subscriptions::Status::active || subscriptions::is_billed(record_of(*this));
}

StatementPage statement_page(db::Tx& tx, Scope const& scope, Id<Tenant> provider, Id<Tenant> reseller,
                             StatementPlace const& after, int limit) {
    StatementPage out;
    // A stretch of customer_figures_of_reseller, and each customer's subscriptions by their key.
    out.rows = tx.list<StatementRow>(
        scope,
        "SELECT f.customer_id, c.name, c.domain, s.subscription_id, s.friendly_name, s.offer_name, s.family, "
        "s.status, s.is_trial, s.quantity, s.billing_cycle, s.unit_price_minor, s.currency "
        "FROM customer_figures f JOIN subscriptions s ON s.customer_id = f.customer_id AND s.partner_id = "
        "f.partner_id AND s.reseller_id = f.reseller_id JOIN customers c ON c.partner_id = f.partner_id AND "
        "c.customer_id = f.customer_id WHERE f.reseller_id = $1 AND f.partner_id = $2 AND f.customer_id >= "
        "$3 "
        "AND (f.customer_id > $3 OR s.subscription_id > $4) AND s.status IN ('active', 'suspended') AND "
        "{scope:f} ORDER BY f.customer_id, s.subscription_id LIMIT $5",
        reseller, provider, after.customer, after.subscription, limit);
    if (out.rows.size() == static_cast<std::size_t>(limit))
        out.rest = StatementPlace{out.rows.back().customer, out.rows.back().subscription};
    std::erase_if(out.rows, [](StatementRow const& row) { return !row.counts(); });
    return out;
}

}  // namespace entrepot::overview
