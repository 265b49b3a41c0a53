// docs/permissions.md: who may do what, from the table and the routes.
#pragma once

#include <string>

namespace entrepot::app {

std::string permissions_document();

}  // namespace entrepot::app
