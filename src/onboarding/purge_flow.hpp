// Deleting a customer with everything that is its own, in the caller’s transaction: in a sandbox (rules.md
// M10), and where an import is undone.
#pragma once

#include <span>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::onboarding {

// Of this partner; the tenant goes with it where no other partner has it. The log keeps what happened.
void purge(db::Tx& tx, Act const& act, customers::Customer const& customer);

// The tables it empties; a test holds them against the schema.
std::span<char const* const> purged_tables();

}  // namespace entrepot::onboarding
