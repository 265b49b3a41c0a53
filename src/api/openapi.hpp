// The OpenAPI 3.1 document, made from the routes.
#pragma once

#include <string>

#include "api/router.hpp"

namespace entrepot::api {

std::string openapi_document(Router const& router);

}  // namespace entrepot::api
