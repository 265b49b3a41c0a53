// Relations between an indirect provider and its resellers as both sides see them, and what speaks against a
// reseller.
#pragma once

#include <string>
#include <vector>

#include "base/caller.hpp"
#include "partners/partnership.hpp"

namespace entrepot::partners {

enum class RelationshipType : std::uint8_t {
    is_indirect_reseller_of,
    is_indirect_cloud_solution_provider_of
};
constexpr auto wire_names(RelationshipType) {
    using R = RelationshipType;
    return std::array{
        Wire{R::is_indirect_reseller_of, "is_indirect_reseller_of"},
        Wire{R::is_indirect_cloud_solution_provider_of, "is_indirect_cloud_solution_provider_of"},
    };
}

// The other side of a partnership.
struct Counterpart {
    Id<Tenant> id;
    std::string name;
    std::optional<std::string> mpn_id;
    std::string country;
    bool agreement_signed = false;
    PartnershipState state = PartnershipState::active;

    static constexpr std::string_view schema_name = "Counterpart";
    static constexpr auto fields() {
        using C = Counterpart;
        return Fields{
            field("tenantId", &C::id, "The other partner's tenant."),
            field("name", &C::name, "Its legal name."),
            field("mpnId", &C::mpn_id, "Its partner id."),
            field("country", &C::country, "Two letters."),
            field("agreementSigned", &C::agreement_signed, "Whether it signed the partner agreement."),
            field("state", &C::state, "Where the partnership stands."),
        };
    }
};

// A partner's market is its region: reseller and provider share it (rules.md B7). An empty one is the whole
// world.
bool is_in_market(std::vector<std::string> const& market, std::string_view country);

// Codes of data/problems for why no new business can be done through a reseller; empty where it can (B9, B7,
// B11).
std::vector<std::string> obstacles(Counterpart const& reseller, std::vector<std::string> const& market);

// Search as in every list: each word of `query` begins a word of the name; or the start of the partner id, or
// the id.
bool is_meant(Counterpart const& one, std::string_view query);

}  // namespace entrepot::partners
