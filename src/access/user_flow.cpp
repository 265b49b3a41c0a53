// Acts on people: see user_flow.hpp.
#include "access/user_flow.hpp"

#include "access/account_store.hpp"
#include "access/consent_store.hpp"
#include "access/outside_account_store.hpp"
#include "access/second_factor_store.hpp"
#include "access/sign_in_guard_store.hpp"
#include "access/user_event.hpp"
#include "access/user_store.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

auto const bearer = Scope::everyone("whoever holds a link's word may choose that password");

std::string key_of(Safe& safe, std::string const& word) {
    return base64url(safe.digest("user-link:" + word));
}

void end_links(db::Tx& tx, UserRecord const& user, Time real_now) {
    tx.exec(Scope::partner(user.tenant),
            "UPDATE user_links SET replaced_at = $1 WHERE user_id = $2 AND used_at IS NULL AND "
            "replaced_at IS NULL AND {tenant}",
            real_now, user.id);
}

}  // namespace

void sign_out(db::Tx& tx, Act const& act, UserRecord const& user) {
    end_sessions_of(tx, user.id);
    end_families_of_user(tx, user.tenant, user.id, act.real_now);
}

IssuedUserLink issue_user_link(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user) {
    end_links(tx, user, act.real_now);
    auto const word = new_secret();
    UserLink link;
    link.key = key_of(safe, word);
    link.tenant = user.tenant;
    link.user = user.id;
    link.kind = user.password.empty() ? LinkKind::invitation : LinkKind::reset;
    link.created = act.real_now;
    link.expires = act.real_now + (link.kind == LinkKind::invitation ? hours{invitation_life} : reset_life);
    tx.insert(Scope::partner(user.tenant), link);
    record(tx, act, user, link.kind == LinkKind::invitation ? "user_invited" : "password_link_issued");
    return {word, link};
}

IssuedUserLink invite(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user) {
    insert_user(tx, user);
    record(tx, act, user, "user_added");
    return issue_user_link(tx, safe, act, user);
}

OpenLink get_open_link(db::Tx& tx, Safe& safe, std::string const& word, Time real_now) {
    auto const link = tx.find<UserLink>(bearer, "SELECT {*} FROM user_links WHERE key = $1 AND {tenant}",
                                        key_of(safe, word));
    if (!link) throw Problem("1000");
    auto const user = find_user(tx, link->user);
    bool const may = user && (user->status == UserStatus::invited || user->status == UserStatus::active);
    if (!may || link->used || link->replaced || link->expires <= real_now) throw Problem("user_link_over");
    return {*link, *user, get_tenant(tx, link->tenant)};
}

void choose_password(db::Tx& tx, Act const& act, OpenLink const& open, std::string const& stored) {
    auto const changed = tx.exec(
        Scope::partner(open.link.tenant),
        "UPDATE user_links SET used_at = $1 WHERE key = $2 AND used_at IS NULL AND replaced_at IS NULL AND "
        "{tenant}",
        act.real_now, open.link.key);
    if (changed != 1) throw Problem("user_link_over");
    set_password(tx, open.user, stored);
    sign_out(tx, act, open.user);
    forget_devices(tx, open.user.tenant, open.user.id);
    record(tx, act, open.user, "password_chosen");
}

UserRecord change_user(db::Tx& tx, Act const& act, UserRecord const& user, UserPatch const& patch) {
    check_may_touch(act.caller, user);
    Problems problems;
    auto const changed =
        changed_user(user, patch, act.caller, other_global_admins(tx, user.tenant, user.id), problems);
    problems.raise();
    update_user(tx, changed);
    if (changed.roles != user.roles) record(tx, act, changed, "user_roles_changed");
    if (changed.status != user.status)
        record(tx, act, changed, changed.status == UserStatus::disabled ? "user_disabled" : "user_enabled");
    bool const renamed = changed.first_name != user.first_name || changed.last_name != user.last_name ||
                         changed.email != user.email;
    if (renamed) record(tx, act, changed, "user_changed");
    if (changed.status == UserStatus::disabled) {
        sign_out(tx, act, user);
        end_links(tx, user, act.real_now);
    }
    return changed;
}

void delete_user(db::Tx& tx, Act const& act, UserRecord const& user) {
    check_may_touch(act.caller, user);
    if (act.caller.user == user.id) throw Problem("not_yourself");
    bool const last = has_role(user, Role::global_admin) && user.status == UserStatus::active &&
                      other_global_admins(tx, user.tenant, user.id) == 0;
    if (last) throw Problem("last_global_admin");
    auto gone = user;
    gone.user_name = user.id.text() + "@deleted.invalid";
    gone.password.clear();
    gone.status = UserStatus::deleted;
    update_user(tx, gone);
    sign_out(tx, act, user);
    delete_outside_accounts(tx, user.tenant, user.id);
    end_links(tx, user, act.real_now);
    delete_factors(tx, user.tenant, user.id);
    forget_devices(tx, user.tenant, user.id);
    record(tx, act, user, "user_deleted");
}

void reset_mfa(db::Tx& tx, Act const& act, UserRecord const& user) {
    check_may_touch(act.caller, user);
    delete_factors(tx, user.tenant, user.id);
    forget_devices(tx, user.tenant, user.id);
    sign_out(tx, act, user);
    record(tx, act, user, "second_factors_reset");
}

}  // namespace entrepot::access
