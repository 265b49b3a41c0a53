// The SQL of a partner's profiles.
#pragma once

#include "db/tx.hpp"
#include "partners/profile.hpp"

namespace entrepot::partners {

// As they stand; the usual ones where nothing was ever changed.
Profiles get_profiles(db::Tx& tx, Id<Tenant> tenant);
SupportProfile get_support(db::Tx& tx, Id<Tenant> tenant);  // of those alone
void save_profiles(db::Tx& tx, Scope const& scope, Profiles const& profiles);

}  // namespace entrepot::partners
