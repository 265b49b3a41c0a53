// The endpoints of the catalogue: offers, products, the portal's view, the inventory check.
#pragma once

#include "api/router.hpp"

namespace entrepot::catalog {

void add_offer_routes(api::Router& router);
void add_product_routes(api::Router& router);
void add_shelf_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_offer_routes(router);
    add_product_routes(router);
    add_shelf_routes(router);
}

}  // namespace entrepot::catalog
