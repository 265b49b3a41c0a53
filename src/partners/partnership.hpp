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

// One of them with the partner on its other side.
struct PartnershipView {
    Id<Tenant> id;
    std::string name;
    TenantKind kind = TenantKind::indirect_reseller;
    std::optional<std::string> mpn_id;
    std::string country, domain, email;
    bool agreement_signed = false;
    PartnershipState state = PartnershipState::active;
    Time since;
    std::int64_t customers = 0;
    static constexpr std::string_view schema_name = "PartnershipView";
    static constexpr auto fields() {
        using V = PartnershipView;
        return Fields{
            field("id", &V::id, "The other partner's tenant."),
            field("name", &V::name, "Its legal name."),
            field("kind", &V::kind, "What it is."),
            field("mpnId", &V::mpn_id, "Its partner id."),
            field("country", &V::country, "Two letters."),
            field("domain", &V::domain, "Its primary domain."),
            field("email", &V::email, "Where it is written to."),
            field("agreementSigned", &V::agreement_signed, "Whether it signed the partner agreement."),
            field("state", &V::state, "invited, active or ended."),
            field("since", &V::since, "Business time: of the invitation, or of the beginning."),
            field("customers", &V::customers, "How many customers go through both."),
        };
    }
};

}  // namespace entrepot::partners
