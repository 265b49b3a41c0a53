// The endpoints of sign-in: portal sessions and tokens.
#pragma once

#include "api/router.hpp"

namespace entrepot::access {

void add_session_routes(api::Router& router);
void add_token_routes(api::Router& router);
void add_permission_routes(api::Router& router);
void add_authorize_routes(api::Router& router);
void add_device_routes(api::Router& router);
void add_discovery_routes(api::Router& router);
void add_app_routes(api::Router& router);
void add_token_rules_routes(api::Router& router);
inline void add_routes(api::Router& router) {
    add_session_routes(router);
    add_token_routes(router);
    add_permission_routes(router);
    add_authorize_routes(router);
    add_device_routes(router);
    add_discovery_routes(router);
    add_app_routes(router);
    add_token_rules_routes(router);
}

}  // namespace entrepot::access
