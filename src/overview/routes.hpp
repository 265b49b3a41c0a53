// The endpoints behind the portal's first pages.
#pragma once

#include "api/router.hpp"

namespace entrepot::overview {

void add_customer_export_routes(api::Router& router);
void add_customer_list_routes(api::Router& router);
void add_customer_page_routes(api::Router& router);
void add_overview_routes(api::Router& router);
void add_price_list_routes(api::Router& router);
void add_reseller_terms_routes(api::Router& router);
void add_statement_routes(api::Router& router);

inline void add_routes(api::Router& router) {
    add_customer_export_routes(router);
    add_customer_list_routes(router);
    add_customer_page_routes(router);
    add_overview_routes(router);
    add_price_list_routes(router);
    add_reseller_terms_routes(router);
    add_statement_routes(router);
}

}  // namespace entrepot::overview
