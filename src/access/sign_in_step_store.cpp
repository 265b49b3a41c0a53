// Begun and ended signings-in: see sign_in_step_store.hpp.
#include "access/sign_in_step_store.hpp"

#include <algorithm>

#include "access/vault.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

auto const before_sign_in = Scope::everyone("whoever holds a ticket goes on with its sign-in");

constexpr auto sign_in_memory = days{180};

std::string key_of(Safe& safe, std::string const& ticket) {
    return base64url(safe.digest("sign-in-step:" + ticket));
}

}  // namespace

std::string begin_step(db::Tx& tx, Safe& safe, SignInStep step, Time real_now) {
    auto const ticket = new_secret();
    step.key = key_of(safe, ticket);
    step.expires = real_now + step_life;
    tx.insert(Scope::partner(step.tenant), step);
    return ticket;
}

SignInStep get_step(db::Tx& tx, Safe& safe, std::string const& ticket,
                    std::vector<StepPurpose> const& purposes, Time real_now) {
    auto const found = tx.find<SignInStep>(
        before_sign_in, "SELECT {*} FROM sign_in_steps WHERE key = $1 AND expires_at > $2 AND {tenant}",
        key_of(safe, ticket), real_now);
    bool const fits = found && found->failures < tries_of_a_step &&
                      std::find(purposes.begin(), purposes.end(), found->purpose) != purposes.end();
    if (!fits) throw Problem("sign_in_step_over");
    return *found;
}

void save_step_secret(db::Tx& tx, SignInStep const& step) {
    tx.exec(Scope::partner(step.tenant), "UPDATE sign_in_steps SET sealed = $1 WHERE key = $2 AND {tenant}",
            step.sealed, step.key);
}

void note_wrong_code(db::Tx& tx, SignInStep const& step) {
    tx.exec(Scope::partner(step.tenant),
            "UPDATE sign_in_steps SET failures = failures + 1 WHERE key = $1 AND {tenant}", step.key);
}

bool end_step(db::Tx& tx, SignInStep const& step) {
    return tx.exec(Scope::partner(step.tenant), "DELETE FROM sign_in_steps WHERE key = $1 AND {tenant}",
                   step.key) == 1;
}

std::int64_t end_old_steps(db::Tx& tx, Time real_now) {
    return tx.exec(before_sign_in,
                   "DELETE FROM sign_in_steps WHERE key IN (SELECT key FROM sign_in_steps WHERE "
                   "expires_at <= $1 AND {tenant} LIMIT 500)",
                   real_now);
}

std::vector<SignInRecord> sign_ins_without_mfa(db::Tx& tx, Id<Tenant> tenant, Time since, int limit) {
    return tx.list<SignInRecord>(Scope::partner(tenant),
                                 "SELECT {*} FROM sign_ins WHERE with_mfa = 0 AND at > $1 AND {tenant} "
                                 "ORDER BY at DESC LIMIT $2",
                                 since, limit);
}

std::int64_t count_sign_ins(db::Tx& tx, Id<Tenant> tenant, bool with_mfa, Time since) {
    return tx
        .find<std::int64_t>(Scope::partner(tenant),
                            "SELECT COUNT(*) FROM sign_ins WHERE with_mfa = $1 AND at > $2 AND {tenant}",
                            with_mfa, since)
        .value_or(0);
}

std::int64_t end_old_sign_ins(db::Tx& tx, Time real_now) {
    return tx.exec(before_sign_in,
                   "DELETE FROM sign_ins WHERE sign_in_id IN (SELECT sign_in_id FROM sign_ins WHERE "
                   "at < $1 AND {tenant} LIMIT 500)",
                   real_now - sign_in_memory);
}

MfaPolicy mfa_policy(db::Tx& tx, Id<Tenant> tenant) {
    return tx.find<MfaPolicy>(Scope::partner(tenant), "SELECT policy FROM mfa_policies WHERE {tenant}")
        .value_or(MfaPolicy::usual);
}

void save_mfa_policy(db::Tx& tx, Id<Tenant> tenant, MfaPolicy policy) {
    tx.exec(Scope::partner(tenant),
            "INSERT INTO mfa_policies (tenant_id, policy) VALUES ($1, $2) "
            "ON CONFLICT (tenant_id) DO UPDATE SET policy = excluded.policy",
            tenant, policy);
}

}  // namespace entrepot::access
