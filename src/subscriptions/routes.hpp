// The endpoints of subscriptions.
#pragma once

#include "api/router.hpp"

namespace entrepot::subscriptions {

void add_subscription_routes(api::Router& router);
void add_relationship_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_subscription_routes(router);
    add_relationship_routes(router);
}

}  // namespace entrepot::subscriptions
