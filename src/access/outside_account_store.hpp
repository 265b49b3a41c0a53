// The SQL of outside accounts, within the tenant whose people the provider signs in.
#pragma once

#include "access/outside_account.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

std::optional<OutsideAccount> find_outside_account(db::Tx& tx, Id<Tenant> tenant, std::string const& issuer,
                                                   std::string const& subject);
std::vector<OutsideAccount> outside_accounts_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user);
// False where the person has another account of this provider, or it is linked to another person.
bool insert_outside_account(db::Tx& tx, OutsideAccount const& account);
void note_outside_used(db::Tx& tx, OutsideAccount const& account, Time real_now);
bool delete_outside_account(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<OutsideAccount> id);
void delete_outside_accounts(db::Tx& tx, Id<Tenant> tenant, Id<User> user);
// Those of the tenant who have the address, as user name or to be written to; at most two.
std::vector<UserRecord> users_with_address(db::Tx& tx, Id<Tenant> tenant, std::string const& address);

}  // namespace entrepot::access
