// The SQL of carts and orders.
#pragma once

#include "db/tx.hpp"
#include "orders/cart.hpp"

namespace entrepot::orders {

Cart get_cart(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Cart> id);  // 800008
// Kept for later and not yet expired, the newest first; at most 50.
std::vector<Cart> open_carts(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Time now);
void insert(db::Tx& tx, Scope const& scope, Cart const& cart);
void update(db::Tx& tx, Scope const& scope, Cart const& cart);
// 800064 where somebody else ended it since it was read.
void end_cart(db::Tx& tx, Scope const& scope, Cart const& cart, Time now);

void insert(db::Tx& tx, Scope const& scope, Order const& order);
Order get_order(db::Tx& tx, Scope const& scope, Id<Tenant> customer, std::string_view id);  // 20000
std::vector<Order> list_orders(db::Tx& tx, Scope const& scope, Id<Tenant> customer);        // oldest first

}  // namespace entrepot::orders
