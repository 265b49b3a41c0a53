// The SQL of partner agreements: see partner_agreement_store.hpp.
#include "agreements/partner_agreement_store.hpp"

namespace entrepot::agreements {

std::vector<PartnerAgreement> partner_agreements(db::Tx& tx, Id<Tenant> tenant) {
    return tx.list<PartnerAgreement>(
        Scope::partner(tenant),
        "SELECT {*} FROM partner_agreements WHERE {tenant} ORDER BY real_at DESC, country LIMIT 300");
}

std::optional<PartnerAgreement> find_partner_agreement(db::Tx& tx, Id<Tenant> tenant, Id<Agreement> id) {
    return tx.find<PartnerAgreement>(
        Scope::partner(tenant), "SELECT {*} FROM partner_agreements WHERE agreement_id = $1 AND {tenant}",
        id);
}

bool sign(db::Tx& tx, PartnerAgreement const& agreement) {
    auto const scope = Scope::partner(agreement.tenant);
    if (!tx.try_insert(scope, agreement)) return false;
    tx.exec(scope, "UPDATE tenants SET agreement_signed = 1 WHERE {tenant}");
    return true;
}

}  // namespace entrepot::agreements
