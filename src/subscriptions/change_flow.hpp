// Changing a subscription with its add-ons, its customer's figures and the log, in the caller's transaction.
#pragma once

#include "base/act.hpp"
#include "subscriptions/change.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::subscriptions {

// What the rule looks at besides the subscription; reads only what the ask needs.
Surroundings surroundings_of(db::Tx& tx, Act const& act, Record const& record, Ask const& ask);
// Writes what change() made of `before`.
void save(db::Tx& tx, Act const& act, Record const& before, Ask const& ask, Surroundings const& around,
          Change const& change);

}  // namespace entrepot::subscriptions
