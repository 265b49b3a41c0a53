// The SQL of second factors and recovery codes.
#pragma once

#include "access/second_factor.hpp"
#include "base/safe.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

std::vector<SecondFactor> factors_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user);
std::optional<SecondFactor> find_passkey(db::Tx& tx, std::string const& credential);
// False where that step or count was used already; an authenticator that does not count says 0 always.
bool use_factor(db::Tx& tx, SecondFactor const& factor, std::int64_t counter, Time real_now);
// False where the person has none of this id.
bool delete_factor(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<Factor> id);
void delete_factors(db::Tx& tx, Id<Tenant> tenant, Id<User> user);

// New ones; earlier ones end. The texts exist only in what is returned.
std::vector<std::string> make_recovery_codes(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user,
                                             Time real_now);
// True once for each code.
bool use_recovery_code(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user, std::string const& given,
                       Time real_now);
std::int64_t unused_recovery_codes(db::Tx& tx, Id<Tenant> tenant, Id<User> user);

}  // namespace entrepot::access
