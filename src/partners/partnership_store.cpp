// The SQL of partnerships.
#include "partners/partnership_store.hpp"

namespace entrepot::partners {

std::optional<Partnership> find_partnership(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    return tx.find<Partnership>(Scope::partner(provider),
                                "SELECT {*} FROM partnerships WHERE reseller_id = $1 AND {tenant}", reseller);
}

void set_partnership(db::Tx& tx, Partnership const& one) {
    tx.exec(Scope::partner(one.provider),
            "INSERT INTO partnerships (tenant_id, reseller_id, state, created_at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (tenant_id, reseller_id) DO UPDATE SET state = excluded.state, "
            "created_at = excluded.created_at",
            one.provider, one.reseller, one.state, one.created);
}

}  // namespace entrepot::partners
