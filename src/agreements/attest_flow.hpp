// Recording an attestation: the row, the customer's state and the event, in the caller's transaction.
#pragma once

#include "agreements/agreement.hpp"
#include "base/act.hpp"
#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

// What attest() needs to know. check()s that a person calls.
Attesting attesting_facts(db::Tx& tx, Act const& act, customers::Customer const& customer);

// Only the customer agreement makes its customer one that has accepted.
void record(db::Tx& tx, Act const& act, Agreement const& agreement);

// A1: throws Problem 13605 (403) where the customer has accepted nothing yet. For every purchase.
void require_accepted(customers::Customer const& customer);

}  // namespace entrepot::agreements
