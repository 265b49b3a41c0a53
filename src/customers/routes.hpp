// The endpoints of customers: profiles, and the checks before one is added.
#pragma once

#include "api/router.hpp"

namespace entrepot::customers {

void add_customer_routes(api::Router& router);
void add_validation_routes(api::Router& router);
void add_form_routes(api::Router& router);
void add_profile_routes(api::Router& router);
void add_qualification_routes(api::Router& router);
void add_review_routes(api::Router& router);
void add_eligibility_routes(api::Router& router);
void add_duplicate_routes(api::Router& router);
void add_partner_profile_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_customer_routes(router);
    add_validation_routes(router);
    add_form_routes(router);
    add_profile_routes(router);
    add_qualification_routes(router);
    add_review_routes(router);
    add_eligibility_routes(router);
    add_duplicate_routes(router);
    add_partner_profile_routes(router);
}

}  // namespace entrepot::customers
