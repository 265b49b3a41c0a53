// The credit limit of a reseller at a purchase (rules.md E12): what counts, and the refusal.
#pragma once

#include "base/act.hpp"
#include "partners/reseller_terms.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::subscriptions {

// What the reseller's subscriptions cost by the month at list prices, from the kept sums.
Money sold_through(db::Tx& tx, partners::Credit const& credit);
// Seats that are added are a purchase; fewer ones, and what runs on, are none. Throws 900121.
void require_credit(db::Tx& tx, Act const& act, Record const& before, Record const& after);

Problem over_limit(Money over, Language language);

}  // namespace entrepot::subscriptions
