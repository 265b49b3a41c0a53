// Partnerships as rows.
#pragma once

#include <optional>

#include "db/tx.hpp"
#include "partners/partnership.hpp"

namespace entrepot::partners {

std::optional<Partnership> find_partnership(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);

}  // namespace entrepot::partners
