// Partnerships as rows.
#pragma once

#include <optional>

#include "db/tx.hpp"
#include "partners/partnership.hpp"

namespace entrepot::partners {

std::optional<Partnership> find_partnership(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);
// Adds the row, or brings the one that is there to this state.
void set_partnership(db::Tx& tx, Partnership const& partnership);

}  // namespace entrepot::partners
