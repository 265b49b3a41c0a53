// A purchase around its pure rules: what they need is read, what they made is written, in one transaction.
#pragma once

#include <map>

#include "catalog/catalogue_store.hpp"
#include "orders/order.hpp"
#include "orders/order_store.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::orders {

// Limits of the resellers that a purchase may fall to.
using Credits = std::map<Id<Tenant>, partners::Credit>;

struct Buying {
    customers::Customer customer;
    Facts facts;
    catalog::Snapshot catalogue;
    Credits credits = {};

    Plan place(std::vector<Line> const& lines) const { return orders::place(lines, facts, *catalogue); }
};
// Throws 1000 for a customer out of sight, 900124 where the seller has not signed its own partner agreement.
Buying begin_buying(db::Tx& tx, Act const& act, Id<Tenant> customer);
// The same for a customer that is being made in this transaction and owns nothing.
Buying begin_buying(db::Tx& tx, Act const& act, customers::Customer customer,
                    access::TenantRecord const& seller);

// Finds the resellers that lines name by MPN id, and looks at the customer's own where a line names none
// (B11). 800015, 800016, 2072, 900123 into `problems`, at `member` of the line; a direct-bill partner's line
// is refused by itself. Their limits come into `buying`.
void resolve_resellers(db::Tx& tx, Buying& buying, std::vector<Line>& lines, std::string_view member,
                       Problems& problems);

// How far an allowed plan would carry a reseller beyond its limit (rules.md E12), or nothing; the plan
// remembers against which limits it was held.
std::optional<Money> beyond_credit(db::Tx& tx, Buying const& buying, Plan& plan);
void require_credit(db::Tx& tx, Act const& act, Buying const& buying, Plan& plan);  // 900121

// Orders, subscriptions, the customer's figures and events, at the act's business time. The plan must be
// allowed; its subscriptions get their ids.
std::vector<Order> record(db::Tx& tx, Act const& act, customers::Customer const& customer, Plan& plan,
                          std::optional<Uuid> cart, bool attested);
// The same, attested and without a cart, for a customer that was written in this act with totals_of(plan).
std::vector<Order> record_first(db::Tx& tx, Act const& act, customers::Customer const& customer, Plan& plan);
subscriptions::Figures totals_of(Plan const& plan);

}  // namespace entrepot::orders
