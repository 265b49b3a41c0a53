// The clouds: what the US Government cloud leaves out (rules.md D9, A13; wire.md 1.1), and that a deployment
// stays in the one it began in (D8, D10).
#pragma once

#include <string>

#include "api/router.hpp"
#include "db/database.hpp"

namespace entrepot::app {

// Marks the routes that do not exist in this cloud; they answer 900127 and are not in its document.
void leave_out(api::Router& router, std::string const& cloud);

// Keeps the cloud of a deployment that never told it; throws db::Unavailable with a message for the operator
// where it is of another one.
void keep_cloud(db::Database& database, std::string const& cloud);

}  // namespace entrepot::app
