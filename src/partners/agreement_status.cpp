// The partner agreement's status: see agreement_status.hpp.
#include "partners/agreement_status.hpp"

#include <algorithm>

#include "base/problem.hpp"
#include "partners/relationship.hpp"

namespace entrepot::partners {

StatusAsked asked_for(std::optional<std::string> const& mpn_id, std::optional<std::string> const& tenant_id) {
    if (!mpn_id && !tenant_id) throw Problem("mpa_identifier_missing");
    if (mpn_id && tenant_id) throw Problem("mpa_identifier_wrong");
    if (mpn_id) {
        bool const digits =
            mpn_id->size() <= 10 && std::ranges::all_of(*mpn_id, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) throw Problem("mpa_identifier_wrong");
        return {*mpn_id, std::nullopt};
    }
    auto const tenant = Uuid::parse(*tenant_id);
    if (!tenant) throw Problem("mpa_identifier_wrong");
    return {"", Id<Tenant>(*tenant)};
}

void require_signed(StatusAsked const& asked, std::optional<access::TenantRecord> const& found,
                    access::TenantRecord const& caller) {
    // A customer's tenant is nobody's business here: it counts as unknown.
    if (!found || found->kind == TenantKind::customer)
        throw Problem(asked.tenant ? "mpa_tenant_unknown" : "mpa_mpn_unknown");
    if (found->kind != TenantKind::indirect_reseller) throw Problem("mpa_no_reseller");
    if (!is_in_market(caller.market, found->country)) throw Problem("mpa_other_region");
    if (!found->agreement_signed) throw Problem(asked.tenant ? "mpa_tenant_unsigned" : "mpa_mpn_unsigned");
}

}  // namespace entrepot::partners
