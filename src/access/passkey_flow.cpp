// Passkeys over their stores: see passkey_flow.hpp.
#include "access/passkey_flow.hpp"

#include "access/second_factor_store.hpp"
#include "access/sign_in_guard_store.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

// Beside a TOTP secret in the same place; the challenge itself is no secret.
constexpr std::string_view challenge_mark = "challenge:";

std::string challenge_of(SignInStep const& step) {
    return step.sealed.starts_with(challenge_mark) ? step.sealed.substr(challenge_mark.size()) : "";
}

std::string plain(std::string const& text) { return from_base64url(text).value_or(""); }

// A challenge is answered once, well or badly.
void use_up(db::Tx& tx, SignInStep step) {
    step.sealed.clear();
    save_step_secret(tx, step);
}

}  // namespace

PasskeyOffer offer_passkey(db::Tx& tx, SignInStep step, std::string const& ticket, UserRecord const& user,
                           RelyingParty const& party) {
    PasskeyOffer out{ticket,
                     new_challenge(),
                     party.id,
                     base64url(user.id.view()),
                     user.user_name,
                     user.display_name(),
                     step.purpose != StepPurpose::second_factor,
                     {}};
    step.sealed = std::string(challenge_mark) + out.challenge;
    save_step_secret(tx, step);
    for (auto const& factor : factors_of(tx, user.tenant, user.id))
        if (factor.kind == FactorKind::passkey) out.credentials.push_back(factor.credential);
    return out;
}

std::optional<Enrolled> confirm_passkey(db::Tx& tx, Safe& safe, Act const& act, SignInStep const& step,
                                        UserRecord const& user, RelyingParty const& party,
                                        PasskeyAnswer const& answer) {
    auto const made =
        read_registration(party, challenge_of(step), plain(answer.client_data), plain(answer.attestation));
    // One credential, one person.
    if (!made || find_passkey(tx, made->credential)) {
        use_up(tx, step);
        note_wrong_code(tx, step);
        return std::nullopt;
    }
    if (!end_step(tx, step)) throw Problem("sign_in_step_over");
    return add_factor(tx, safe, act, user,
                      {Id<Factor>{new_uuid()}, user.tenant, user.id, FactorKind::passkey, answer.name,
                       made->credential, made->key, made->counter, act.real_now, act.real_now});
}

bool prove_passkey(db::Tx& tx, Safe& safe, SignInStep const& step, RelyingParty const& party,
                   PasskeySignature const& given, Time real_now) {
    charge_second_factor(tx, safe, step.user, real_now);
    auto const factor = find_passkey(tx, given.credential);
    bool good = factor && factor->user == step.user && factor->tenant == step.tenant;
    if (good) {
        auto const counter =
            read_assertion(party, challenge_of(step), factor->sealed, plain(given.client_data),
                           plain(given.authenticator_data), plain(given.signature));
        // A count that does not grow: a copy of the key is about (WebAuthn 6.1.1).
        good = counter && use_factor(tx, *factor, *counter, real_now);
    }
    if (!good) {
        use_up(tx, step);
        note_wrong_code(tx, step);
        return false;
    }
    absolve_second_factor(tx, safe, step.user);
    if (!end_step(tx, step)) throw Problem("sign_in_step_over");
    return true;
}

}  // namespace entrepot::access
