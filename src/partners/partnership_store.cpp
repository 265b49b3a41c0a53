// The SQL of partnerships.
#include "partners/partnership_store.hpp"

namespace entrepot::partners {

std::optional<Partnership> find_partnership(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    return tx.find<Partnership>(Scope::partner(provider),
                                "SELECT {*} FROM partnerships WHERE reseller_id = $1 AND {tenant}", reseller);
}

}  // namespace entrepot::partners
