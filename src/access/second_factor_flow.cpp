// Second factors over their stores: see second_factor_flow.hpp.
#include "access/second_factor_flow.hpp"

#include <algorithm>

#include "access/second_factor_store.hpp"
#include "access/sign_in_guard_store.hpp"
#include "access/user_event.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

constexpr std::size_t factors_of_a_person = 10;

std::string figures(std::string_view code) {
    std::string out;
    for (char const c : code)
        if (c >= '0' && c <= '9') out += c;
    return out;
}

std::string opened(Safe& safe, std::string const& sealed) {
    auto const bytes = from_base64url(sealed);
    auto const plain = bytes ? safe.open(*bytes) : std::nullopt;
    check(plain.has_value(), "a sealed factor opens with the key of this deployment");
    return *plain;
}

bool settle(db::Tx& tx, Safe& safe, SignInStep const& step, bool good) {
    if (!good) {
        note_wrong_code(tx, step);
        return false;
    }
    absolve_second_factor(tx, safe, step.user);
    if (!end_step(tx, step)) throw Problem("sign_in_step_over");
    return true;
}

}  // namespace

TotpOffer offer_totp(db::Tx& tx, Safe& safe, SignInStep step, std::string const& ticket,
                     UserRecord const& user) {
    auto const secret = new_totp_secret();
    step.sealed = base64url(safe.seal(secret));
    save_step_secret(tx, step);
    auto const uri = otpauth_uri("Entrepot", user.user_name, secret);
    return {ticket, base32(secret), uri, qr_code(uri), step.expires};
}

std::optional<Enrolled> confirm_totp(db::Tx& tx, Safe& safe, Act const& act, SignInStep const& step,
                                     UserRecord const& user, std::string const& code,
                                     std::string const& name) {
    // Nothing was offered yet, or a passkey was.
    if (step.sealed.empty() || step.sealed.starts_with("challenge:")) throw Problem("sign_in_step_over");
    auto const accepted = accepted_step(opened(safe, step.sealed), figures(code), act.real_now, 0);
    if (!accepted) {
        note_wrong_code(tx, step);
        return std::nullopt;
    }
    if (!end_step(tx, step)) throw Problem("sign_in_step_over");
    return add_factor(tx, safe, act, user,
                      {Id<Factor>{new_uuid()},
                       user.tenant,
                       user.id,
                       FactorKind::totp,
                       name,
                       {},
                       step.sealed,
                       *accepted,
                       act.real_now,
                       act.real_now});
}

Enrolled add_factor(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user,
                    SecondFactor const& factor) {
    auto const earlier = factors_of(tx, user.tenant, user.id);
    if (earlier.size() >= factors_of_a_person)
        throw Problem("too_many_factors", {{"max", std::to_string(factors_of_a_person)}});
    tx.insert(Scope::partner(user.tenant), factor);
    record(tx, act, user, "second_factor_added", json::word(factor.kind));
    if (!earlier.empty()) return {};
    return {make_recovery_codes(tx, safe, user.tenant, user.id, act.real_now)};
}

bool prove_code(db::Tx& tx, Safe& safe, SignInStep const& step, std::string const& code, Time real_now) {
    charge_second_factor(tx, safe, step.user, real_now);
    bool good = false;
    for (auto const& factor : factors_of(tx, step.tenant, step.user)) {
        if (factor.kind != FactorKind::totp || good) continue;
        auto const accepted =
            accepted_step(opened(safe, factor.sealed), figures(code), real_now, factor.counter);
        good = accepted && use_factor(tx, factor, *accepted, real_now);
    }
    return settle(tx, safe, step, good);
}

bool prove_recovery_code(db::Tx& tx, Safe& safe, SignInStep const& step, std::string const& code,
                         Time real_now) {
    charge_second_factor(tx, safe, step.user, real_now);
    return settle(tx, safe, step, use_recovery_code(tx, safe, step.tenant, step.user, code, real_now));
}

}  // namespace entrepot::access
