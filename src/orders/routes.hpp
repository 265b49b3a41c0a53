// The endpoints of carts and orders.
#pragma once

#include "api/router.hpp"

namespace entrepot::orders {

void add_cart_routes(api::Router& router);
void add_order_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_cart_routes(router);
    add_order_routes(router);
}

}  // namespace entrepot::orders
