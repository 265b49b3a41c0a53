// The endpoints of agreements.
#pragma once

#include "api/router.hpp"

namespace entrepot::agreements {

void add_agreement_routes(api::Router& router);
void add_document_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_agreement_routes(router);
    add_document_routes(router);
}

}  // namespace entrepot::agreements
