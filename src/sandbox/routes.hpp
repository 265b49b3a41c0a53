// The endpoints of a sandbox: its clock.
#pragma once

#include "api/router.hpp"

namespace entrepot::sandbox {

void add_routes(api::Router& router);

}  // namespace entrepot::sandbox
