// The SQL of counts: see customer_tally_store.hpp.
#include "customers/customer_tally_store.hpp"

namespace entrepot::customers {

namespace {

// A partner's total stands under no reseller. Those who have not accepted are a sum over all months: month 0
// has what changed since they came.
struct Row {
    Id<Tenant> reseller, partner;
    std::int64_t month = 0, customers = 0, not_accepted = 0;
    static constexpr std::string_view schema_name = "CustomerTally";
    static constexpr std::string_view table = "customer_tallies";
    static constexpr auto fields() {
        return Fields{field("resellerId", &Row::reseller, "").key(),
                      field("partnerId", &Row::partner, "").key(), field("month", &Row::month, "").key(),
                      field("customers", &Row::customers, "").sum(),
                      field("notAccepted", &Row::not_accepted, "").sum()};
    }
};

#define TALLY \
    "INSERT INTO customer_tallies AS t (reseller_id, partner_id, month, shard, customers, not_accepted) "
#define ADDED                                                             \
    " ON CONFLICT (reseller_id, partner_id, month, shard) DO UPDATE SET " \
    "customers = t.customers + excluded.customers, not_accepted = t.not_accepted + excluded.not_accepted"

struct MonthRow {
    std::int64_t month = 0, customers = 0, not_accepted = 0;
    static constexpr std::string_view schema_name = "CustomerTallyRow";
    static constexpr auto fields() {
        return Fields{field("month", &MonthRow::month, ""), field("customers", &MonthRow::customers, ""),
                      field("notAccepted", &MonthRow::not_accepted, "")};
    }
};

}  // namespace

std::int64_t month_number(Time time) {
    std::chrono::year_month_day const day{std::chrono::floor<days>(time)};
    return int(day.year()) * 12 + static_cast<int>(unsigned(day.month())) - 1;
}

void tally(db::Tx& tx, Customer const& customer) {
    TallyBook book;
    book.count(customer);
    book.write(tx);
}

void untally(db::Tx& tx, Customer const& customer) {
    std::vector<Row> rows;
    auto const take = [&](Id<Tenant> reseller) {
        rows.push_back({reseller, customer.partner, month_number(customer.created), -1, 0});
        if (customer.agreement != AgreementState::accepted)
            rows.push_back({reseller, customer.partner, 0, 0, -1});
    };
    take({});
    if (customer.reseller) take(*customer.reseller);
    tx.add_up<Row>(Scope::partner(customer.partner), rows);
}

void TallyBook::count(Customer const& customer) {
    count(customer, {});
    if (customer.reseller) count(customer, *customer.reseller);
}

void TallyBook::count(Customer const& customer, Id<Tenant> reseller) {
    auto& sum = sums_[{reseller, customer.partner, month_number(customer.created)}];
    ++sum.customers;
    sum.not_accepted += customer.agreement != AgreementState::accepted;
}

void TallyBook::write(db::Tx& tx) const {
    std::map<Id<Tenant>, std::vector<Row>> of_partners;
    for (auto const& [key, sum] : sums_) {
        auto const& [reseller, partner, month] = key;
        of_partners[partner].push_back({reseller, partner, month, sum.customers, sum.not_accepted});
    }
    for (auto const& [partner, rows] : of_partners) tx.add_up<Row>(Scope::partner(partner), rows);
}

void tally_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState next) {
#define DIFFERENCE                                                                                    \
    "partner_id, 0, {shard}, 0, CASE WHEN $2 = 'accepted' THEN 0 ELSE 1 END - CASE WHEN agreement = " \
    "'accepted' THEN 0 ELSE 1 END FROM customers WHERE customer_id = $1 AND {scope}"
    tx.exec(scope, TALLY "SELECT $3, " DIFFERENCE ADDED, id, next, Id<Tenant>{});
    tx.exec(scope, TALLY "SELECT reseller_id, " DIFFERENCE " AND reseller_id IS NOT NULL" ADDED, id, next);
}

Tallies tallies(db::Tx& tx, Scope const& scope, Time now, int months) {
    if (scope.kind() == Scope::Kind::customer)
        return {.by_month = std::vector<std::int64_t>(static_cast<std::size_t>(months))};
    auto const owner = scope.kind() == Scope::Kind::reseller ? Id<Tenant>{scope.tenant()} : Id<Tenant>{};
    auto const rows =
        tx.list<MonthRow>(scope,
                          "SELECT month, CAST(SUM(customers) AS BIGINT), CAST(SUM(not_accepted) AS BIGINT) "
                          "FROM customer_tallies WHERE reseller_id = $1 AND {scope} GROUP BY month",
                          owner);
    Tallies out;
    out.by_month.resize(static_cast<std::size_t>(months));
    auto const first = month_number(now) - months + 1;
    for (auto const& row : rows) {
        out.customers += row.customers;
        out.not_accepted += row.not_accepted;
        if (row.month >= first && row.month < first + months)
            out.by_month[static_cast<std::size_t>(row.month - first)] += row.customers;
    }
    return out;
}

}  // namespace entrepot::customers
