// The SQL of sums: see subscription_tally_store.hpp.
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::subscriptions {

namespace {

// A partner's total stands under no reseller.
struct SoldRow {
    Id<Tenant> reseller, partner;
    std::string item_id;
    std::int64_t subscriptions = 0, licenses = 0, monthly_minor = 0;
    static constexpr std::string_view schema_name = "SubscriptionTally";
    static constexpr std::string_view table = "subscription_tallies";
    static constexpr auto fields() {
        using R = SoldRow;
        return Fields{
            field("resellerId", &R::reseller, "").key(), field("partnerId", &R::partner, "").key(),
            field("itemId", &R::item_id, "").key(),      field("subscriptions", &R::subscriptions, "").sum(),
            field("licenses", &R::licenses, "").sum(),   field("monthlyMinor", &R::monthly_minor, "").sum()};
    }
};

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

void TallyBook::count(Record const& record, Figures const& difference) {
    if (difference.is_zero()) return;
    auto const add = [&](Id<Tenant> reseller) {
        auto& sum = sums_[{reseller, record.partner, record.item_id}];
        sum = sum + difference;
    };
    add({});
    if (record.reseller) add(*record.reseller);
}

void TallyBook::write(db::Tx& tx) const {
    std::map<Id<Tenant>, std::vector<SoldRow>> of_partners;
    for (auto const& [key, sum] : sums_) {
        auto const& [reseller, partner, item] = key;
        of_partners[partner].push_back(
            {reseller, partner, item, sum.subscriptions, sum.licenses, sum.monthly_minor});
    }
    for (auto const& [partner, rows] : of_partners) tx.add_up<SoldRow>(Scope::partner(partner), rows);
}

void tally(db::Tx& tx, Record const& record, Figures const& difference) {
    TallyBook book;
    book.count(record, difference);
    book.write(tx);
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
