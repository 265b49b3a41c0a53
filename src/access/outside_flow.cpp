// Finding, linking and adding people of outside providers: see outside_flow.hpp.
#include "access/outside_flow.hpp"

#include "access/account_store.hpp"
#include "access/outside_account_store.hpp"
#include "access/user_event.hpp"
#include "access/user_store.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr std::size_t longest_name = 50;

OutsideAccount account_of(Act const& act, OutsideProvider const& provider, UserRecord const& user,
                          OutsidePerson const& person) {
    return {Id<OutsideAccount>{new_uuid()},
            user.tenant,
            user.id,
            provider.issuer,
            person.subject,
            person.email_verified ? cut(lower_ascii(person.email), 256) : "",
            act.real_now,
            act.real_now};
}

// What stands before the @ where the provider tells no name.
std::string name_or(std::string const& told, std::string const& address) {
    return cut(told.empty() ? address.substr(0, address.find('@')) : told, longest_name);
}

UserRecord added(db::Tx& tx, Act const& act, TenantRecord const& tenant, OutsideProvider const& provider,
                 OutsidePerson const& person, std::string const& address) {
    NewUser form;
    form.user_name = address;
    form.first_name = name_or(person.given_name, address);
    form.last_name = name_or(person.family_name, address);
    form.language = act.language == Language::fr ? "fr" : "en";
    form.roles = provider.roles_of_new_people;
    Problems problems;
    auto user = make_user(form, tenant, Id<User>{new_uuid()}, act.real_now, problems);
    // The same as for who is invited: the domain of another organisation is not ours to name people in.
    auto const owner = find_tenant_by_domain(tx, address.substr(address.find('@') + 1));
    if (!problems.empty() || (owner && owner->id != tenant.id) || find_user_by_name(tx, address))
        throw Problem("outside_nobody", {{"provider", provider.label}, {"address", address}});
    user.status = UserStatus::active;
    insert_user(tx, user);
    record(tx, as_person(act, user, tenant.kind), user, "user_added", provider.name);
    return user;
}

UserRecord by_address(db::Tx& tx, Act const& act, TenantRecord const& tenant, OutsideProvider const& provider,
                      OutsidePerson const& person) {
    auto const address = verified_address(provider, person);
    auto const people = users_with_address(tx, tenant.id, address);
    if (people.empty() && !provider.roles_of_new_people.empty())
        return added(tx, act, tenant, provider, person, address);
    return one_of(people, provider, address);
}

}  // namespace

TenantRecord tenant_of(db::Tx& tx, OutsideProvider const& provider) {
    auto const id = Uuid::parse(provider.tenant);
    auto const found = id ? find_tenant(tx, Id<Tenant>{*id}) : find_tenant_by_domain(tx, provider.tenant);
    if (!found) throw Problem("outside_tenant_unknown", {{"provider", provider.label}});
    return *found;
}

UserRecord person_signing_in(db::Tx& tx, Act const& act, OutsideProvider const& provider,
                             OutsidePerson const& person) {
    auto const tenant = tenant_of(tx, provider);
    if (auto const known = find_outside_account(tx, tenant.id, provider.issuer, person.subject)) {
        auto const user = get_user(tx, tenant.id, known->user);
        if (user.status == UserStatus::disabled) throw Problem("account_disabled");
        note_outside_used(tx, *known, act.real_now);
        return user;
    }
    if (provider.match == Matching::link) throw Problem("outside_not_linked", {{"provider", provider.label}});
    auto user = by_address(tx, act, tenant, provider, person);
    if (user.status == UserStatus::disabled) throw Problem("account_disabled");
    link_account(tx, as_person(act, user, tenant.kind), provider, user, person);
    if (user.status == UserStatus::invited) {
        // The provider vouches for them: the invitation is answered.
        user.status = UserStatus::active;
        update_user(tx, user);
        record(tx, as_person(act, user, tenant.kind), user, "user_enabled", provider.name);
    }
    return user;
}

void link_account(db::Tx& tx, Act const& act, OutsideProvider const& provider, UserRecord const& user,
                  OutsidePerson const& person) {
    auto const known = find_outside_account(tx, user.tenant, provider.issuer, person.subject);
    if (known && known->user == user.id) return;
    if (known) throw Problem("outside_linked_elsewhere", {{"provider", provider.label}});
    // An address that has passed to another account there does not open the first one's account here.
    if (!insert_outside_account(tx, account_of(act, provider, user, person)))
        throw Problem("outside_other_account", {{"provider", provider.label}});
    record(tx, act, user, "outside_account_linked", provider.name);
}

void unlink_account(db::Tx& tx, Act const& act, UserRecord const& user, Id<OutsideAccount> id) {
    auto const mine = outside_accounts_of(tx, user.tenant, user.id);
    if (user.password.empty() && mine.size() == 1 && mine.front().id == id) throw Problem("outside_last_way");
    if (!delete_outside_account(tx, user.tenant, user.id, id)) throw Problem("1000");
    record(tx, act, user, "outside_account_unlinked");
}

}  // namespace entrepot::access
