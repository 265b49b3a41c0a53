// Signings-in between the password and the second factor, and the record of those that ended well.
#pragma once

#include <string>
#include <vector>

#include "access/account.hpp"
#include "base/safe.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

struct SignIn;

// enrolment: the person has no second factor yet and must have one. totp, passkey: who is signed in adds one.
enum class StepPurpose : std::uint8_t { second_factor, enrolment, totp, passkey, outside };
constexpr auto wire_names(StepPurpose) {
    using P = StepPurpose;
    return std::array{Wire{P::second_factor, "secondFactor"}, Wire{P::enrolment, "enrolment"},
                      Wire{P::totp, "totp"}, Wire{P::passkey, "passkey"}, Wire{P::outside, "outside"}};
}

constexpr auto step_life = minutes{15};
constexpr int tries_of_a_step = 5;

struct SignInStep {
    std::string key;
    Id<Tenant> tenant;
    Id<User> user;
    StepPurpose purpose = StepPurpose::second_factor;
    std::vector<std::string> methods;
    std::string sealed;
    int failures = 0;
    Time expires;

    static constexpr std::string_view schema_name = "SignInStepRow";
    static constexpr std::string_view table = "sign_in_steps";
    static constexpr auto fields() {
        using S = SignInStep;
        return Fields{
            field("key", &S::key, "A keyed digest of the ticket.").key(),
            field("tenantId", &S::tenant, "The user's tenant."),
            field("userId", &S::user, "Who."),
            field("purpose", &S::purpose, "What is to be done."),
            field("methods", &S::methods, "What was proved so far."),
            field("sealed", &S::sealed, "A secret that is not confirmed yet, or a challenge.").hidden(),
            field("failures", &S::failures, "Wrong codes."),
            field("expiresAt", &S::expires, "Real time."),
        };
    }
};

// The ticket: whoever holds it goes on from there.
std::string begin_step(db::Tx& tx, Safe& safe, SignInStep step, Time real_now);
// Throws sign_in_step_over (401) for one that ended, failed too often or has another purpose.
SignInStep get_step(db::Tx& tx, Safe& safe, std::string const& ticket,
                    std::vector<StepPurpose> const& purposes, Time real_now);
void save_step_secret(db::Tx& tx, SignInStep const& step);
void note_wrong_code(db::Tx& tx, SignInStep const& step);
// False where another was faster.
bool end_step(db::Tx& tx, SignInStep const& step);
std::int64_t end_old_steps(db::Tx& tx, Time real_now);

struct SignInRecord {
    Id<SignIn> id;
    Id<Tenant> tenant;
    Id<User> user;
    std::vector<std::string> methods;
    bool with_mfa = false;
    std::string device, address;
    Time at;
    static constexpr std::string_view schema_name = "SignInRecord";
    static constexpr std::string_view table = "sign_ins";
    static constexpr auto fields() {
        using S = SignInRecord;
        return Fields{field("signInId", &S::id, "The sign-in.").key(),
                      field("tenantId", &S::tenant, "The user's tenant."),
                      field("userId", &S::user, "Who."),
                      field("methods", &S::methods, "What they proved."),
                      field("withMfa", &S::with_mfa, "Whether that is multifactor."),
                      field("device", &S::device, "The browser, in words."),
                      field("address", &S::address, "From where."),
                      field("at", &S::at, "Real time.")};
    }
};
std::vector<SignInRecord> sign_ins_without_mfa(db::Tx& tx, Id<Tenant> tenant, Time since, int limit);
std::int64_t count_sign_ins(db::Tx& tx, Id<Tenant> tenant, bool with_mfa, Time since);
std::int64_t end_old_sign_ins(db::Tx& tx, Time real_now);

// Who must have a second factor: default asks it of partners outside a sandbox.
enum class MfaPolicy : std::uint8_t { usual, required, optional };
constexpr auto wire_names(MfaPolicy) {
    return std::array{Wire{MfaPolicy::usual, "default"}, Wire{MfaPolicy::required, "required"},
                      Wire{MfaPolicy::optional, "optional"}};
}
MfaPolicy mfa_policy(db::Tx& tx, Id<Tenant> tenant);
void save_mfa_policy(db::Tx& tx, Id<Tenant> tenant, MfaPolicy policy);

}  // namespace entrepot::access
