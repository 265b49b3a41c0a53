// Profiles as rows: see profile_store.hpp.
#include "partners/profile_store.hpp"

#include "access/account_store.hpp"

namespace entrepot::partners {

namespace {

struct SupportRow {
    SupportProfile support;
    static constexpr std::string_view schema_name = "PartnerSupportRow";
    static constexpr auto fields() { return Fields{field("support", &SupportRow::support, "")}; }
};

}  // namespace

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

SupportProfile get_support(db::Tx& tx, Id<Tenant> tenant) {
    auto found =
        tx.find<SupportRow>(Scope::partner(tenant), "SELECT {*} FROM partner_profiles WHERE {tenant}");
    if (found) return std::move(found->support);
    return usual_profiles(access::get_tenant(tx, tenant), nullptr).support;
}

void save_profiles(db::Tx& tx, Scope const& scope, Profiles const& profiles) {
    if (!tx.try_insert(scope, profiles)) tx.update(scope, profiles);
}

}  // namespace entrepot::partners
