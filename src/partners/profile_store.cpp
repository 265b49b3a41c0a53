// Profiles as rows: see profile_store.hpp.
#include "partners/profile_store.hpp"

#include "access/account_store.hpp"

namespace entrepot::partners {

Profiles get_profiles(db::Tx& tx, Id<Tenant> tenant) {
    auto found = tx.find<Profiles>(Scope::partner(tenant), "SELECT {*} FROM partner_profiles WHERE {tenant}");
    if (found) return *std::move(found);
    auto const users = access::users_of(tx, tenant);
    access::UserRecord const* administrator = nullptr;
    for (auto const& user : users)
        for (auto const role : user.roles)
            if (role == Role::global_admin && !administrator) administrator = &user;
    return usual_profiles(access::get_tenant(tx, tenant), administrator);
}

void save_profiles(db::Tx& tx, Scope const& scope, Profiles const& profiles) {
    if (!tx.try_insert(scope, profiles)) tx.update(scope, profiles);
}

}  // namespace entrepot::partners
