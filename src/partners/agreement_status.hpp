// Whether an indirect reseller signed the partner agreement, and why that cannot be told (rules.md B11 to
// B13).
#pragma once

#include <optional>
#include <string>

#include "access/account.hpp"

namespace entrepot::partners {

// Exactly one of the two.
struct StatusAsked {
    std::string mpn_id;
    std::optional<Id<Tenant>> tenant;
};
// Throws Problem mpa_identifier_missing (2001) or mpa_identifier_wrong (2000).
StatusAsked asked_for(std::optional<std::string> const& mpn_id, std::optional<std::string> const& tenant_id);

// Throws a Problem of the 22xx codes where the identifier names no reseller of the caller's region that has
// signed (wire.md 7).
void require_signed(StatusAsked const& asked, std::optional<access::TenantRecord> const& found,
                    access::TenantRecord const& caller);

}  // namespace entrepot::partners
