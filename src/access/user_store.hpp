// The SQL of people as their administrators see them.
#pragma once

#include "access/user.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

// By user name, after one; without those who were deleted.
std::vector<UserRecord> list_users(db::Tx& tx, Id<Tenant> tenant, std::string const& after, int limit);
// Throws 1000 (404) for one that is another tenant's, deleted, or nobody.
UserRecord get_user(db::Tx& tx, Id<Tenant> tenant, Id<User> id);
// Throws user_name_taken (409): names are one in the deployment.
void insert_user(db::Tx& tx, UserRecord const& user);
void update_user(db::Tx& tx, UserRecord const& user);
void set_password(db::Tx& tx, UserRecord const& user, std::string const& stored);
void note_reset_asked(db::Tx& tx, UserRecord const& user, Time real_now);
// Active global admins of the tenant besides this person.
std::int64_t other_global_admins(db::Tx& tx, Id<Tenant> tenant, Id<User> except);
// Who of the tenant's people has a second factor.
std::vector<Id<User>> users_with_factors(db::Tx& tx, Id<Tenant> tenant);

}  // namespace entrepot::access
