// The endpoints of onboarding: the act, its drafts, its secrets.
#pragma once

#include "api/router.hpp"

namespace entrepot::onboarding {

void add_draft_routes(api::Router& router);
void add_secret_routes(api::Router& router);
void add_onboarding_routes(api::Router& router);
void add_first_partner_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_draft_routes(router);
    add_secret_routes(router);
    add_onboarding_routes(router);
    add_first_partner_routes(router);
}

}  // namespace entrepot::onboarding
