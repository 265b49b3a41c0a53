// What the US Government cloud leaves out (rules.md D9, A13; wire.md 1.1).
#pragma once

#include <string>

#include "api/router.hpp"

namespace entrepot::app {

// Marks the routes that do not exist in this cloud; they answer 900127 and are not in its document.
void leave_out(api::Router& router, std::string const& cloud);

}  // namespace entrepot::app
