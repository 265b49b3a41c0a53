// The endpoints of a sandbox: its clock, the end of its customers, and states that a partner can get into.
#pragma once

#include "api/router.hpp"

namespace entrepot::sandbox {

void add_clock_routes(api::Router& router);
void add_customer_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_clock_routes(router);
    add_customer_routes(router);
}

}  // namespace entrepot::sandbox
