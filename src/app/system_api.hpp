// What belongs to the deployment and to no room: health, the OpenAPI document, its public face.
#pragma once

#include "api/router.hpp"

namespace entrepot::app {

void add_system_routes(api::Router& router);
// Made once, when every route is there.
void keep_openapi_document(std::string document);

}  // namespace entrepot::app
