// What is exported of customers, page by page in the order of the list.
#pragma once

#include "overview/customer_list.hpp"
#include "overview/exported_customer.hpp"

namespace entrepot::overview {

struct ExportPage {
    std::vector<ExportedCustomer> rows;
    std::optional<customers::Place> rest;  // there may be more beyond this place
};
ExportPage export_page(db::Tx& tx, Scope const& scope, ListQuery const& query);

}  // namespace entrepot::overview
