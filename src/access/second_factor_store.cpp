// Second factors in the database: see second_factor_store.hpp.
#include "access/second_factor_store.hpp"

#include "base/base64.hpp"

namespace entrepot::access {

namespace {

auto const sign_in = Scope::everyone("a passkey says whose it is");

std::string key_of(Safe& safe, Id<User> user, std::string const& code) {
    return base64url(safe.digest("recovery:" + user.text() + ':' + code));
}

}  // namespace

std::vector<SecondFactor> factors_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    return tx.list<SecondFactor>(Scope::partner(tenant),
                                 "SELECT {*} FROM second_factors WHERE user_id = $1 AND {tenant} "
                                 "ORDER BY factor_id LIMIT 50",
                                 user);
}

std::optional<SecondFactor> find_passkey(db::Tx& tx, std::string const& credential) {
    return tx.find<SecondFactor>(
        sign_in, "SELECT {*} FROM second_factors WHERE credential = $1 AND kind = 'passkey' AND {tenant}",
        credential);
}

bool use_factor(db::Tx& tx, SecondFactor const& factor, std::int64_t counter, Time real_now) {
    return tx.exec(Scope::partner(factor.tenant),
                   "UPDATE second_factors SET counter = $1, used_at = $2 WHERE factor_id = $3 AND "
                   "(counter < $1 OR ($1 = 0 AND counter = 0)) AND {tenant}",
                   counter, real_now, factor.id) == 1;
}

bool delete_factor(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<Factor> id) {
    return tx.exec(Scope::partner(tenant),
                   "DELETE FROM second_factors WHERE factor_id = $1 AND user_id = $2 AND {tenant}", id,
                   user) == 1;
}

void delete_factors(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    tx.exec(Scope::partner(tenant), "DELETE FROM second_factors WHERE user_id = $1 AND {tenant}", user);
    tx.exec(Scope::partner(tenant), "DELETE FROM recovery_codes WHERE user_id = $1 AND {tenant}", user);
}

std::vector<std::string> make_recovery_codes(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user,
                                             Time real_now) {
    tx.exec(Scope::partner(tenant), "DELETE FROM recovery_codes WHERE user_id = $1 AND {tenant}", user);
    std::vector<std::string> out;
    for (int i = 0; i < recovery_codes_of_a_person; ++i) {
        out.push_back(new_recovery_code());
        tx.insert(Scope::partner(tenant),
                  RecoveryCode{key_of(safe, user, out.back()), tenant, user, real_now, std::nullopt});
    }
    return out;
}

bool use_recovery_code(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user, std::string const& given,
                       Time real_now) {
    return tx.exec(Scope::partner(tenant),
                   "UPDATE recovery_codes SET used_at = $1 WHERE key = $2 AND used_at IS NULL AND {tenant}",
                   real_now, key_of(safe, user, recovery_code_as_made(given))) == 1;
}

std::int64_t unused_recovery_codes(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    return tx
        .find<std::int64_t>(
            Scope::partner(tenant),
            "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL AND {tenant}", user)
        .value_or(0);
}

}  // namespace entrepot::access
