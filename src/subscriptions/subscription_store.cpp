// The SQL of subscriptions: see subscription_store.hpp.
#include "subscriptions/subscription_store.hpp"

#include <map>

#include "customers/customer_store.hpp"
#include "db/bulk.hpp"

namespace entrepot::subscriptions {

namespace {

struct FiguresRow {
    Id<Tenant> partner, customer, reseller;
    std::int64_t subscriptions = 0, licenses = 0, monthly_minor = 0;
    Currency currency;
    static constexpr std::string_view schema_name = "CustomerFiguresRow";
    static constexpr std::string_view table = "customer_figures";
    static constexpr auto fields() {
        using F = FiguresRow;
        return Fields{field("partnerId", &F::partner, ""),
                      field("customerId", &F::customer, ""),
                      field("resellerId", &F::reseller, "Zeros: none."),
                      field("subscriptions", &F::subscriptions, ""),
                      field("licenses", &F::licenses, ""),
                      field("monthlyMinor", &F::monthly_minor, ""),
                      field("currency", &F::currency, "")};
    }
};

}  // namespace

void insert(db::Tx& tx, Scope const& scope, Record const& record) { tx.insert(scope, record); }

void insert_all(db::Tx& tx, Scope const& scope, std::vector<Record> const& records) {
    db::insert_all(tx, scope, records);
    std::map<std::pair<Id<Tenant>, Id<Tenant>>, FiguresRow> figures;
    for (auto const& one : records) {
        auto const reseller = one.reseller.value_or(Id<Tenant>{});
        auto& row = figures[{one.customer, reseller}];
        auto const added = figures_of(one);
        row = {one.partner,
               one.customer,
               reseller,
               row.subscriptions + added.subscriptions,
               row.licenses + added.licenses,
               row.monthly_minor + added.monthly_minor,
               one.currency};
    }
    std::vector<FiguresRow> rows;
    for (auto const& [owner, row] : figures)
        if (row.subscriptions || row.licenses || row.monthly_minor) rows.push_back(row);
    db::insert_all(tx, scope, rows);
}

void update(db::Tx& tx, Scope const& scope, Record const& record) {
    check(tx.update(scope, record), "a subscription that is changed is there");
}

std::optional<Record> find(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> id) {
    return tx.find<Record>(
        scope, "SELECT {*} FROM subscriptions WHERE customer_id = $1 AND subscription_id = $2 AND {scope}",
        customer, id);
}

Record get(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> id) {
    if (auto found = find(tx, scope, customer, id)) return *std::move(found);
    throw Problem("20003");
}

std::vector<Record> list(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx.list<Record>(scope,
                           "SELECT {*} FROM subscriptions WHERE customer_id = $1 AND {scope} ORDER BY "
                           "created_at, subscription_id",
                           customer);
}

std::vector<Record> add_ons_of(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> base) {
    return tx.list<Record>(
        scope,
        "SELECT {*} FROM subscriptions WHERE customer_id = $1 AND parent_id = $2 AND {scope} "
        "ORDER BY created_at, subscription_id",
        customer, base);
}

Figures figures_of(Record const& record) {
    Figures out;
    out.subscriptions = record.status == Status::active;
    if (record.status == Status::active && record.family != Family::usage) out.licenses = record.quantity;
    out.monthly_minor = monthly_charge(record).minor;
    return out;
}

Figures operator+(Figures a, Figures const& b) {
    return {a.subscriptions + b.subscriptions, a.licenses + b.licenses, a.monthly_minor + b.monthly_minor};
}
Figures operator-(Figures a, Figures const& b) {
    return {a.subscriptions - b.subscriptions, a.licenses - b.licenses, a.monthly_minor - b.monthly_minor};
}

void add_part(db::Tx& tx, Scope const& scope, FiguresOwner const& owner, Figures const& difference) {
    if (difference.is_zero()) return;
    tx.exec(
        scope,
        "INSERT INTO customer_figures AS f (partner_id, customer_id, reseller_id, subscriptions, licenses, "
        "monthly_minor, currency) VALUES ($1, $2, $3, $4, $5, $6, $7) "
        "ON CONFLICT (partner_id, customer_id, reseller_id) DO UPDATE SET subscriptions = f.subscriptions + "
        "excluded.subscriptions, licenses = f.licenses + excluded.licenses, "
        "monthly_minor = f.monthly_minor + excluded.monthly_minor",
        owner.partner, owner.customer, owner.reseller.value_or(Id<Tenant>{}), difference.subscriptions,
        difference.licenses, difference.monthly_minor, owner.currency);
}

void add_figures(db::Tx& tx, Scope const& scope, FiguresOwner const& owner, Figures const& difference) {
    add_part(tx, scope, owner, difference);
    customers::add_figures(tx, owner.partner, owner.customer, difference.licenses, difference.monthly_minor);
}

Figures figures(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx
        .find<Figures>(scope,
                       "SELECT CAST(COALESCE(SUM(subscriptions), 0) AS BIGINT), CAST(COALESCE(SUM(licenses), "
                       "0) AS BIGINT), "
                       "CAST(COALESCE(SUM(monthly_minor), 0) AS BIGINT) FROM customer_figures WHERE "
                       "customer_id = $1 AND {scope}",
                       customer)
        .value_or(Figures{});
}

}  // namespace entrepot::subscriptions
