// The orders of the seeded world, placed on their days by the same rules as everybody's.
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"
#include "sandbox/world_data.hpp"
#include "subscriptions/subscription.hpp"

namespace entrepot::sandbox {

// `act` is its partner's; throws Problem where the data breaks a rule.
void seed_orders(db::Tx& tx, Act act, customers::Customer const& customer,
                 std::optional<access::TenantRecord> const& reseller, std::vector<SeedOrder> const& orders);

// What has happened to a subscription of the past: its term was renewed, or its trial ended.
void age(subscriptions::Record& record, Time now);

}  // namespace entrepot::sandbox
