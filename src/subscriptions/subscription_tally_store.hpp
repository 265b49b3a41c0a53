// How much is subscribed to, by item, kept with each change: nobody sums up a million rows for a page.
#pragma once

#include <map>

#include "subscriptions/subscription_store.hpp"

namespace entrepot::subscriptions {

// Of one subscription that is new or changed.
void tally(db::Tx& tx, Record const& record, Figures const& difference);
// Of several: summed up before they are written.
class TallyBook {
public:
    void count(Record const& record, Figures const& difference);
    void write(db::Tx& tx) const;

private:
    std::map<std::tuple<Id<Tenant>, Id<Tenant>, std::string>, Figures> sums_;  // reseller, partner, item
};

struct ItemTally {
    std::string item_id;
    Figures figures;
};
// What a partner or reseller has sold and is active.
std::vector<ItemTally> tallies(db::Tx& tx, Scope const& scope);
// What a provider has sold through one reseller, in sum.
Figures figures_through(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);

}  // namespace entrepot::subscriptions
