// The SQL of subscriptions and of the figures that lists of customers show.
#pragma once

#include "db/tx.hpp"
#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

void insert(db::Tx& tx, Scope const& scope, Record const& record);
// The only ones of customers that were written with their totals, and the parts of their resellers; tallied
// apart.
void insert_all(db::Tx& tx, Scope const& scope, std::vector<Record> const& records);
// check()s that it is there.
void update(db::Tx& tx, Scope const& scope, Record const& record);

std::optional<Record> find(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> id);
Record get(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> id);  // 20003
std::vector<Record> list(db::Tx& tx, Scope const& scope, Id<Tenant> customer);         // oldest first
std::vector<Record> add_ons_of(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Subscription> base);

// What one subscription adds to its customer's figures, and differences of such.
struct Figures {
    std::int64_t subscriptions = 0, licenses = 0, monthly_minor = 0;
    bool operator==(Figures const&) const = default;
    bool is_zero() const { return *this == Figures{}; }

    static constexpr std::string_view schema_name = "CustomerFigures";
    static constexpr auto fields() {
        return Fields{
            field("subscriptions", &Figures::subscriptions, "Active ones."),
            field("licenses", &Figures::licenses, "Seats of active ones."),
            field("monthlyMinor", &Figures::monthly_minor, "Recurring charges by the month, before tax."),
        };
    }
};
Figures figures_of(Record const& record);
Figures operator+(Figures a, Figures const& b);
Figures operator-(Figures a, Figures const& b);

struct FiguresOwner {
    Id<Tenant> partner, customer;
    std::optional<Id<Tenant>> reseller;  // the subscriptions': one customer may have several
    Currency currency;
};
inline FiguresOwner owner_of(Record const& record) {
    return {record.partner, record.customer, record.reseller, record.currency};
}
// The reseller's part and the customer's total; does nothing for a difference of nothing.
void add_figures(db::Tx& tx, Scope const& scope, FiguresOwner const& owner, Figures const& difference);
// The reseller's part alone, of a customer that is written with its total.
void add_part(db::Tx& tx, Scope const& scope, FiguresOwner const& owner, Figures const& difference);
// What the scope sees of it; zero for a customer that never bought.
Figures figures(db::Tx& tx, Scope const& scope, Id<Tenant> customer);

}  // namespace entrepot::subscriptions
