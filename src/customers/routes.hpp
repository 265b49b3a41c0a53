// The endpoints of customers: profiles, and the checks before one is added.
#pragma once

#include "api/router.hpp"

namespace entrepot::customers {

void add_customer_routes(api::Router& router);
void add_validation_routes(api::Router& router);
void add_form_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_customer_routes(router);
    add_validation_routes(router);
    add_form_routes(router);
}

}  // namespace entrepot::customers
