// Changing what is known of a customer, in the caller's transaction.
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// The profile that is billed. Its company name is the invoice's and the list's; the legal name stays
// (rules.md C15). A refused account is looked at again (C14).
// `reason`: why the form of the address is set aside; the log keeps it.
Customer update_billing(db::Tx& tx, Act const& act, Customer const& before, BillingProfile const& asked,
                        bool sandbox, std::string const& reason = {});

struct CompanyChange {
    std::optional<std::string> legal_name, registration_number, vat_number;  // empty: none any more
};
Customer update_company(db::Tx& tx, Act const& act, Customer const& before, CompanyChange const& asked);

}  // namespace entrepot::customers
