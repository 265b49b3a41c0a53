// Deleting a sandbox customer with everything that is its own (rules.md M10), in the caller's transaction.
#pragma once

#include <span>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::sandbox {

// Of this partner; the tenant goes with it where no other partner has it. The log keeps what happened.
void purge(db::Tx& tx, Act const& act, customers::Customer const& customer);

// The tables it empties; a test holds them against the schema.
std::span<char const* const> purged_tables();

}  // namespace entrepot::sandbox
