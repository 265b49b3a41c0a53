// The endpoints of subscriptions.
#pragma once

#include "api/router.hpp"

namespace entrepot::subscriptions {

void add_routes(api::Router& router);

}  // namespace entrepot::subscriptions
