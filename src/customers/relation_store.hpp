// A customer's relations with its partners, seen from the customer: one row each.
#pragma once

#include <vector>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// All of them, ended ones too, in the order in which they began.
std::vector<Customer> relations_of(db::Tx& tx, CustomerId customer);
std::optional<Customer> find_relation(db::Tx& tx, Id<Tenant> partner, CustomerId customer);
// B5: the relation stays, only the partner's rights in the account change.
void set_delegated(db::Tx& tx, Id<Tenant> partner, CustomerId customer, bool delegated);

}  // namespace entrepot::customers
