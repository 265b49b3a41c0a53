// How much is subscribed to, by item, kept with each change: nobody sums up a million rows for a page.
#pragma once

#include "subscriptions/subscription_store.hpp"

namespace entrepot::subscriptions {

// Of one subscription that is new or changed.
void tally(db::Tx& tx, Scope const& scope, Record const& record, Figures const& difference);
// Of many new ones.
void tally_all(db::Tx& tx, Scope const& scope, std::vector<Record> const& records);

struct ItemTally {
    std::string item_id;
    Figures figures;
};
// What a partner or reseller has sold and is active.
std::vector<ItemTally> tallies(db::Tx& tx, Scope const& scope);
// What a provider has sold through one reseller, in sum.
Figures figures_through(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);

}  // namespace entrepot::subscriptions
