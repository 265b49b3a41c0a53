// The link between an indirect provider and its resellers (rules.md B9).
#pragma once

#include <array>

#include "access/account.hpp"

namespace entrepot::partners {

enum class PartnershipState : std::uint8_t { invited, active, ended };
constexpr auto wire_names(PartnershipState) {
    return std::array{Wire{PartnershipState::invited, "invited"}, Wire{PartnershipState::active, "active"},
                      Wire{PartnershipState::ended, "ended"}};
}

struct Partnership {
    Id<Tenant> provider, reseller;
    PartnershipState state = PartnershipState::active;
    Time created;
    static constexpr std::string_view schema_name = "Partnership";
    static constexpr std::string_view table = "partnerships";
    static constexpr auto fields() {
        return Fields{field("tenantId", &Partnership::provider, "The indirect provider.").key(),
                      field("resellerId", &Partnership::reseller, "The indirect reseller.").key(),
                      field("state", &Partnership::state, "Where it stands."),
                      field("createdAt", &Partnership::created, "Business time.")};
    }
};

}  // namespace entrepot::partners
