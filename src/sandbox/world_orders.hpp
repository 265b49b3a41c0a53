// The orders of the seeded world, placed on their days by the same rules as everybody's.
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"
#include "sandbox/world_data.hpp"

namespace entrepot::sandbox {

// `act` is its partner's; throws Problem where the data breaks a rule.
void seed_orders(db::Tx& tx, Act act, customers::Customer const& customer, std::vector<SeedOrder> const& orders,
                 Time now);

}  // namespace entrepot::sandbox
