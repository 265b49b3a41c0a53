// The endpoints of imports, and what works on them.
#pragma once

#include "api/router.hpp"

namespace entrepot::imports {

void add_import_routes(api::Router& router);
void add_row_routes(api::Router& router);
void add_run_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_import_routes(router);
    add_row_routes(router);
    add_run_routes(router);
}

}  // namespace entrepot::imports
