// The endpoints of sign-in and of people: portal sessions, second factors, users, tokens.
#pragma once

#include "api/router.hpp"

namespace entrepot::access {

void add_session_routes(api::Router& router);
void add_second_factor_routes(api::Router& router);
void add_passkey_routes(api::Router& router);
void add_user_routes(api::Router& router);
void add_user_link_routes(api::Router& router);
void add_security_routes(api::Router& router);
void add_token_routes(api::Router& router);
void add_permission_routes(api::Router& router);
void add_authorize_routes(api::Router& router);
void add_device_routes(api::Router& router);
void add_discovery_routes(api::Router& router);
void add_app_routes(api::Router& router);
void add_token_rules_routes(api::Router& router);
void add_outside_routes(api::Router& router);
inline void add_routes(api::Router& router) {
    add_session_routes(router);
    add_second_factor_routes(router);
    add_passkey_routes(router);
    add_user_routes(router);
    add_user_link_routes(router);
    add_security_routes(router);
    add_token_routes(router);
    add_permission_routes(router);
    add_authorize_routes(router);
    add_device_routes(router);
    add_discovery_routes(router);
    add_app_routes(router);
    add_token_rules_routes(router);
    add_outside_routes(router);
}

}  // namespace entrepot::access
