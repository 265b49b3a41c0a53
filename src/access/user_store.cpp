// People in the database: see user_store.hpp.
#include "access/user_store.hpp"

#include "access/account_store.hpp"

namespace entrepot::access {

std::vector<UserRecord> list_users(db::Tx& tx, Id<Tenant> tenant, std::string const& after, int limit) {
    return tx.list<UserRecord>(Scope::partner(tenant),
                               "SELECT {*} FROM users WHERE user_name > $1 AND status <> 'deleted' AND "
                               "{tenant} ORDER BY user_name LIMIT $2",
                               after, limit);
}

UserRecord get_user(db::Tx& tx, Id<Tenant> tenant, Id<User> id) {
    auto found = tx.find<UserRecord>(
        Scope::partner(tenant),
        "SELECT {*} FROM users WHERE user_id = $1 AND status <> 'deleted' AND {tenant}", id);
    if (!found) throw Problem("1000");
    return *found;
}

void insert_user(db::Tx& tx, UserRecord const& user) {
    if (!tx.try_insert(Scope::partner(user.tenant), user)) throw Problem("user_name_taken").at("userName");
}

void update_user(db::Tx& tx, UserRecord const& user) { tx.update(Scope::partner(user.tenant), user); }

void set_password(db::Tx& tx, UserRecord const& user, std::string const& stored) {
    tx.exec(Scope::partner(user.tenant),
            "UPDATE users SET password = $1, status = 'active' WHERE user_id = $2 AND {tenant}", stored,
            user.id);
}

void note_reset_asked(db::Tx& tx, UserRecord const& user, Time real_now) {
    tx.exec(Scope::partner(user.tenant), "UPDATE users SET reset_asked = $1 WHERE user_id = $2 AND {tenant}",
            real_now, user.id);
}

std::int64_t other_global_admins(db::Tx& tx, Id<Tenant> tenant, Id<User> except) {
    std::int64_t count = 0;
    for (auto const& one : users_of(tx, tenant))
        count += one.id != except && has_role(one, Role::global_admin);
    return count;
}

std::vector<Id<User>> users_with_factors(db::Tx& tx, Id<Tenant> tenant) {
    return tx.list<Id<User>>(Scope::partner(tenant),
                             "SELECT DISTINCT user_id FROM second_factors WHERE {tenant} LIMIT 10000");
}

}  // namespace entrepot::access
