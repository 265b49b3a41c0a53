// Who signs in through an outside provider: found by what was linked before, by a verified address, or added.
#pragma once

#include "access/outside_account.hpp"
#include "base/act.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

// Throws what the sign-in page shows. The link, and who is added, are in the log.
UserRecord person_signing_in(db::Tx& tx, Act const& act, OutsideProvider const& provider,
                             OutsidePerson const& person);
// Who is signed in says that this account is theirs too. Throws outside_linked_elsewhere where it is
// another's, outside_other_account where they have one.
void link_account(db::Tx& tx, Act const& act, OutsideProvider const& provider, UserRecord const& user,
                  OutsidePerson const& person);
void unlink_account(db::Tx& tx, Act const& act, UserRecord const& user, Id<OutsideAccount> id);
// The tenant that the file names, by domain or id. Throws outside_tenant_unknown.
TenantRecord tenant_of(db::Tx& tx, OutsideProvider const& provider);

}  // namespace entrepot::access
