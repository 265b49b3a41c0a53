// Whether a customer's account is approved: what a purchase asks (rules.md C14).
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// With its event; nothing where it stands there already.
void change_status(db::Tx& tx, Act const& act, Customer const& customer, Status status);

}  // namespace entrepot::customers
