// The SQL of drafts and of the domains that they reserve.
#pragma once

#include <optional>
#include <vector>

#include "db/tx.hpp"
#include "onboarding/draft.hpp"

namespace entrepot::onboarding {

// Throws Problem 1000 (404) where there is none of this tenant, or its time is over.
Draft get_draft(db::Tx& tx, Scope const& scope, Id<Draft> id, Time real_now);
// Newest first, without state; after: the last row of the page before.
std::vector<Draft> list_drafts(db::Tx& tx, Scope const& scope, Time real_now,
                               std::optional<Draft> const& after, int limit);
int count_drafts(db::Tx& tx, Scope const& scope);
void delete_draft(db::Tx& tx, Scope const& scope, Id<Draft> id);

// Gives up what the draft held and holds the new domain, where it is free; false where it is not.
bool reserve_domain(db::Tx& tx, Draft const& draft, std::string const& domain, Time until, Time real_now);
void release_domain(db::Tx& tx, Id<Draft> id);
int count_reservations(db::Tx& tx, Scope const& scope, Time real_now);

// For the chore: lapsed drafts and reservations, a few hundred at a time.
std::int64_t end_old_drafts(db::Tx& tx, Time real_now);

}  // namespace entrepot::onboarding
