// The SQL of partner agreements.
#pragma once

#include <vector>

#include "agreements/partner_agreement.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

// Of a partner, newest first.
std::vector<PartnerAgreement> partner_agreements(db::Tx& tx, Id<Tenant> tenant);
std::optional<PartnerAgreement> find_partner_agreement(db::Tx& tx, Id<Tenant> tenant, Id<Agreement> id);
// False where this region is signed for already. The tenant counts as signed from then on.
bool sign(db::Tx& tx, PartnerAgreement const& agreement);

}  // namespace entrepot::agreements
