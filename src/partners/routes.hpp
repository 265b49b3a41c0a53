// The endpoints of partners.
#pragma once

#include "api/router.hpp"

namespace entrepot::partners {

void add_profile_routes(api::Router& router);
void add_relationship_routes(api::Router& router);
void add_invitation_routes(api::Router& router);
void add_partnership_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_profile_routes(router);
    add_relationship_routes(router);
    add_invitation_routes(router);
    add_partnership_routes(router);
}

}  // namespace entrepot::partners
