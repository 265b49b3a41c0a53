// Planting the seeded world: tenants, people, customers with their history, in the caller's transaction.
#pragma once

#include "base/safe.hpp"
#include "db/tx.hpp"
#include "sandbox/world_data.hpp"

namespace entrepot::sandbox {

// The accounts that were made, with their secrets. Throws Problem where the data breaks a rule of the
// product.
Accounts plant(db::Tx& tx, Safe& safe, SeedTenants const& partners,
               std::vector<SeedCustomer> const& customers);

}  // namespace entrepot::sandbox
