// Reading what somebody who is asked sees: the partner's public name, the text in force.
#pragma once

#include "agreements/asking_view.hpp"
#include "base/act.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

AskingPartner asking_partner(db::Tx& tx, Id<Tenant> id);
// The customer agreement in the reader's language, as it stands where the customer sits.
TextView current_text(Act const& act, std::string_view country);

}  // namespace entrepot::agreements
