// The SQL of carts and orders: see order_store.hpp.
#include "orders/order_store.hpp"

#include "base/fold.hpp"

namespace entrepot::orders {

Cart get_cart(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Id<Cart> id) {
    auto found = tx.find<Cart>(
        scope, "SELECT {*} FROM carts WHERE customer_id = $1 AND cart_id = $2 AND {scope}", customer, id);
    if (!found) throw Problem("800008");
    return *std::move(found);
}

std::vector<Cart> open_carts(db::Tx& tx, Scope const& scope, Id<Tenant> customer, Time now) {
    return tx.list<Cart>(
        scope,
        "SELECT {*} FROM carts WHERE customer_id = $1 AND status = $2 AND expires_at > $3 AND "
        "{scope} ORDER BY cart_id DESC LIMIT 50",
        customer, CartStatus::active, now);
}

void insert(db::Tx& tx, Scope const& scope, Cart const& cart) { tx.insert(scope, cart); }

void update(db::Tx& tx, Scope const& scope, Cart const& cart) {
    check(tx.update(scope, cart), "a cart that is changed is there");
}

void end_cart(db::Tx& tx, Scope const& scope, Cart const& cart, Time now) {
    auto const ended = tx.exec(scope,
                               "UPDATE carts SET status = $1, modified_at = $2 WHERE customer_id = $3 AND "
                               "cart_id = $4 AND status = $5 AND {scope}",
                               CartStatus::ordered, now, cart.customer, cart.id, CartStatus::active);
    if (ended == 0) throw Problem("800064");
}

void insert(db::Tx& tx, Scope const& scope, Order const& order) { tx.insert(scope, order); }

Order get_order(db::Tx& tx, Scope const& scope, Id<Tenant> customer, std::string_view id) {
    std::optional<Order> found;
    if (auto const guid = Uuid::parse(id))
        found = tx.find<Order>(scope,
                               "SELECT {*} FROM orders WHERE customer_id = $1 AND order_id = $2 AND {scope}",
                               customer, *guid);
    else
        found = tx.find<Order>(
            scope, "SELECT {*} FROM orders WHERE customer_id = $1 AND alternate_id = $2 AND {scope}",
            customer, lower_ascii(id));
    if (!found) throw Problem("20000");
    return *std::move(found);
}

std::vector<Order> list_orders(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx.list<Order>(
        scope, "SELECT {*} FROM orders WHERE customer_id = $1 AND {scope} ORDER BY created_at, order_id",
        customer);
}

}  // namespace entrepot::orders
