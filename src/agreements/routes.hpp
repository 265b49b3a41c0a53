// The endpoints of agreements.
#pragma once

#include "agreements/agreement.hpp"
#include "api/router.hpp"

namespace entrepot::agreements {

void add_agreement_routes(api::Router& router);
void add_document_routes(api::Router& router);
void add_template_routes(api::Router& router);
void add_receipt_routes(api::Router& router);
void add_partner_agreement_routes(api::Router& router);
void add_customer_agreement_routes(api::Router& router);
void add_attestation_routes(api::Router& router);
void add_link_routes(api::Router& router);
void add_my_partners_routes(api::Router& router);
void add_campaign_routes(api::Router& router);

// Until an operator can give its own: product.md, "Whose names are on it".
inline constexpr char const* deployment_name = "Entrepot";

// Where a request came from, as evidence keeps it.
inline Origin origin_of(api::Context const& context, Path path) {
    return origin_from(path, context.request.peer, context.request.header("X-Forwarded-For"),
                       context.request.header("User-Agent"));
}

// Who may attest; a person (rules.md M6), but where an attestation says what the customer accepted (A14).
void require_attester(api::Context const& context, bool app_may);

inline void add_routes(api::Router& router) {
    add_agreement_routes(router);
    add_document_routes(router);
    add_template_routes(router);
    add_receipt_routes(router);
    add_partner_agreement_routes(router);
    add_customer_agreement_routes(router);
    add_attestation_routes(router);
    add_link_routes(router);
    add_my_partners_routes(router);
    add_campaign_routes(router);
}

}  // namespace entrepot::agreements
