// The SQL of sums: see subscription_tally_store.hpp.
#include "subscriptions/subscription_tally_store.hpp"

#include <map>

namespace entrepot::subscriptions {

namespace {

// A partner's total stands under no reseller. Writers of PostgreSQL each have a shard, or they would wait for
// one row.
void add(db::Tx& tx, Scope const& scope, Id<Tenant> reseller, Record const& of, Figures const& difference) {
    tx.exec(scope,
            "INSERT INTO subscription_tallies AS t (reseller_id, partner_id, item_id, shard, subscriptions, "
            "licenses, monthly_minor) VALUES ($1, $2, $3, {shard}, $4, $5, $6) "
            "ON CONFLICT (reseller_id, partner_id, item_id, shard) DO UPDATE SET "
            "subscriptions = t.subscriptions + excluded.subscriptions, "
            "licenses = t.licenses + excluded.licenses, "
            "monthly_minor = t.monthly_minor + excluded.monthly_minor",
            reseller, of.partner, of.item_id, difference.subscriptions, difference.licenses,
            difference.monthly_minor);
}

struct Row {
    std::string item_id;
    std::int64_t subscriptions = 0, licenses = 0, monthly_minor = 0;
    static constexpr std::string_view schema_name = "SubscriptionTallyRow";
    static constexpr auto fields() {
        return Fields{field("itemId", &Row::item_id, ""), field("subscriptions", &Row::subscriptions, ""),
                      field("licenses", &Row::licenses, ""), field("monthlyMinor", &Row::monthly_minor, "")};
    }
};

// A customer's own are few: counted as they are.
std::vector<ItemTally> tallies_of_customer(db::Tx& tx, Scope const& scope) {
    std::vector<ItemTally> out;
    for (auto const& row : tx.list<Row>(
             scope,
             "SELECT item_id, COUNT(*), CAST(SUM(CASE WHEN family = 'usage' THEN 0 ELSE quantity END) AS "
             "BIGINT), CAST(0 AS BIGINT) FROM subscriptions WHERE status = 'active' AND {scope} GROUP BY "
             "item_id"))
        out.push_back({row.item_id, {row.subscriptions, row.licenses, row.monthly_minor}});
    return out;
}

}  // namespace

void tally(db::Tx& tx, Scope const& scope, Record const& record, Figures const& difference) {
    if (difference.is_zero()) return;
    add(tx, scope, {}, record, difference);
    if (record.reseller) add(tx, scope, *record.reseller, record, difference);
}

void tally_all(db::Tx& tx, Scope const& scope, std::vector<Record> const& records) {
    std::map<std::tuple<Id<Tenant>, Id<Tenant>, std::string>, std::pair<Record const*, Figures>> sums;
    for (auto const& one : records) {
        auto& [of, sum] = sums[{one.partner, one.reseller.value_or(Id<Tenant>{}), one.item_id}];
        of = &one;
        sum = sum + figures_of(one);
    }
    for (auto const& [key, sum] : sums) tally(tx, scope, *sum.first, sum.second);
}

std::vector<ItemTally> tallies(db::Tx& tx, Scope const& scope) {
    if (scope.kind() == Scope::Kind::customer) return tallies_of_customer(tx, scope);
    auto const owner = scope.kind() == Scope::Kind::reseller ? Id<Tenant>{scope.tenant()} : Id<Tenant>{};
    std::vector<ItemTally> out;
    for (auto const& row :
         tx.list<Row>(scope,
                      "SELECT item_id, CAST(SUM(subscriptions) AS BIGINT), CAST(SUM(licenses) AS BIGINT), "
                      "CAST(SUM(monthly_minor) AS BIGINT) FROM subscription_tallies "
                      "WHERE reseller_id = $1 AND {scope} GROUP BY item_id",
                      owner))
        out.push_back({row.item_id, {row.subscriptions, row.licenses, row.monthly_minor}});
    return out;
}

Figures figures_through(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    return tx
        .find<Figures>(Scope::partner(provider),
                       "SELECT CAST(COALESCE(SUM(subscriptions), 0) AS BIGINT), CAST(COALESCE(SUM(licenses), "
                       "0) AS BIGINT), CAST(COALESCE(SUM(monthly_minor), 0) AS BIGINT) FROM "
                       "subscription_tallies WHERE reseller_id = $1 AND {scope}",
                       reseller)
        .value_or(Figures{});
}

}  // namespace entrepot::subscriptions
