// The SQL of outside accounts: see outside_account_store.hpp.
#include "access/outside_account_store.hpp"

namespace entrepot::access {

namespace {

Scope of(Id<Tenant> tenant) { return Scope::partner(tenant); }

}  // namespace

std::optional<OutsideAccount> find_outside_account(db::Tx& tx, Id<Tenant> tenant, std::string const& issuer,
                                                   std::string const& subject) {
    return tx.find<OutsideAccount>(
        of(tenant), "SELECT {*} FROM outside_accounts WHERE issuer = $1 AND subject = $2 AND {tenant}",
        issuer, subject);
}

std::vector<OutsideAccount> outside_accounts_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    return tx.list<OutsideAccount>(
        of(tenant),
        "SELECT {*} FROM outside_accounts WHERE user_id = $1 AND {tenant} ORDER BY account_id LIMIT 100",
        user);
}

bool insert_outside_account(db::Tx& tx, OutsideAccount const& account) {
    return tx.try_insert(of(account.tenant), account);
}

void note_outside_used(db::Tx& tx, OutsideAccount const& account, Time real_now) {
    tx.exec(of(account.tenant), "UPDATE outside_accounts SET used_at = $1 WHERE account_id = $2 AND {tenant}",
            real_now, account.id);
}

bool delete_outside_account(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<OutsideAccount> id) {
    return tx.exec(of(tenant),
                   "DELETE FROM outside_accounts WHERE account_id = $1 AND user_id = $2 AND {tenant}", id,
                   user) == 1;
}

void delete_outside_accounts(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    tx.exec(of(tenant), "DELETE FROM outside_accounts WHERE user_id = $1 AND {tenant}", user);
}

std::vector<UserRecord> users_with_address(db::Tx& tx, Id<Tenant> tenant, std::string const& address) {
    return tx.list<UserRecord>(of(tenant),
                               "SELECT {*} FROM users WHERE (user_name = $1 OR LOWER(email) = $1) AND "
                               "status <> 'deleted' AND {tenant} ORDER BY user_id LIMIT 2",
                               address);
}

}  // namespace entrepot::access
