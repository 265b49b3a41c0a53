// Second factors over the API: proved at sign-in, set up when a person must, added and removed by themselves.
#include <algorithm>

#include "access/enrolment_api.hpp"
#include "access/routes.hpp"
#include "access/second_factor_store.hpp"
#include "access/user_event.hpp"

namespace entrepot::access {

namespace {

struct Proof {
    std::string ticket;
    std::optional<std::string> code, recovery_code;
    static constexpr std::string_view schema_name = "SecondFactorProof";
    static constexpr auto fields() {
        return Fields{field("ticket", &Proof::ticket, "Of the sign-in.").at_most(64),
                      field("code", &Proof::code, "Six figures of the app.").at_most(16),
                      field("recoveryCode", &Proof::recovery_code, "Instead: one of ten.").at_most(40)};
    }
};

struct Confirmation {
    std::string ticket, code;
    std::optional<std::string> name;
    static constexpr std::string_view schema_name = "TotpConfirmation";
    static constexpr auto fields() {
        return Fields{field("ticket", &Confirmation::ticket, "Of the offer.").at_most(64),
                      field("code", &Confirmation::code, "Six figures of the app.").at_most(16),
                      field("name", &Confirmation::name, "What to call it.").at_most(60)};
    }
};

struct FactorView {
    Id<Factor> id;
    FactorKind kind = FactorKind::totp;
    std::string name;
    Time created;
    std::optional<Time> used;
    static constexpr std::string_view schema_name = "SecondFactor";
    static constexpr auto fields() {
        using F = FactorView;
        return Fields{field("id", &F::id, "The factor."), field("kind", &F::kind, "totp or passkey."),
                      field("name", &F::name, "What the person calls it."),
                      field("createdAt", &F::created, "Real time."), field("usedAt", &F::used, "Real time.")};
    }
};

struct FactorsView {
    std::vector<FactorView> factors;
    int recovery_codes_left = 0;
    bool required = false;
    static constexpr std::string_view schema_name = "MySecondFactors";
    static constexpr auto fields() {
        using F = FactorsView;
        return Fields{field("factors", &F::factors, "What the person has."),
                      field("recoveryCodesLeft", &F::recovery_codes_left, "Of ten."),
                      field("required", &F::required, "Whether the organisation asks for one.")};
    }
};

UserRecord me(api::Context& context) {
    auto const user = context.caller().user ? find_user(context.tx, *context.caller().user) : std::nullopt;
    if (!user) throw Problem("needs_person");
    return *user;
}

api::Answer prove(api::Context& context, Proof const& proof) {
    auto const now = context.act.real_now;
    SignInStep step;
    bool good = false;
    context.database.write([&](db::Tx& tx) {
        step = get_step(tx, context.gate, proof.ticket, {StepPurpose::second_factor}, now);
        good = proof.recovery_code ? prove_recovery_code(tx, context.gate, step, *proof.recovery_code, now)
                                   : prove_code(tx, context.gate, step, proof.code.value_or(""), now);
    });
    if (!good) throw Problem("wrong_code").at(proof.recovery_code ? "recoveryCode" : "code");
    return go_on_proved(context, step, "otp");
}

TotpOffer offer_at_sign_in(api::Context& context, FactorTicket const& given) {
    auto const step =
        get_step(context.tx, context.gate, given.ticket, {StepPurpose::enrolment}, context.act.real_now);
    return offer_totp(context.tx, context.gate, step, given.ticket, user_of(context.tx, step));
}

Confirm by_code(api::Context& context, Confirmation const& given) {
    return [&](db::Tx& tx, Act const& act, SignInStep const& step, UserRecord const& user) {
        return confirm_totp(tx, context.gate, act, step, user, given.code,
                            given.name.value_or("Authenticator"));
    };
}

EnrolledView or_refused(std::optional<EnrolledView> enrolled) {
    if (!enrolled) throw Problem("wrong_code").at("code");
    return *std::move(enrolled);
}

EnrolledView confirm_at_sign_in(api::Context& context, Confirmation const& given) {
    return or_refused(enrol_at_sign_in(context, given.ticket, by_code(context, given), "otp"));
}

FactorsView my_factors(api::Context& context) {
    auto const user = me(context);
    FactorsView out;
    for (auto const& one : factors_of(context.tx, user.tenant, user.id))
        out.factors.push_back({one.id, one.kind, one.name, one.created, one.used});
    out.recovery_codes_left = static_cast<int>(unused_recovery_codes(context.tx, user.tenant, user.id));
    out.required = must_have_mfa(context.tx, get_tenant(context.tx, user.tenant), context.sandbox);
    return out;
}

TotpOffer offer_to_me(api::Context& context) {
    auto const begun = begin_mine(context, StepPurpose::totp);
    return offer_totp(context.tx, context.gate, begun.step, begun.ticket, user_of(context.tx, begun.step));
}

EnrolledView confirm_mine(api::Context& context, Confirmation const& given) {
    return or_refused(enrol_mine(context, given.ticket, StepPurpose::totp, by_code(context, given)));
}

void remove_mine(api::Context& context, Id<Factor> const& id) {
    auto const user = me(context);
    auto const factors = factors_of(context.tx, user.tenant, user.id);
    bool const mine =
        std::any_of(factors.begin(), factors.end(), [&](auto const& one) { return one.id == id; });
    if (!mine) throw Problem("1000");
    confirmed_session_of(context);
    bool const required = must_have_mfa(context.tx, get_tenant(context.tx, user.tenant), context.sandbox);
    if (required && factors.size() == 1) throw Problem("last_factor");
    if (!delete_factor(context.tx, user.tenant, user.id, id)) throw Problem("1000");
    if (factors.size() == 1) delete_factors(context.tx, user.tenant, user.id);  // its recovery codes
    record(context.tx, context.act, user, "second_factor_removed");
}

EnrolledView renew_codes(api::Context& context) {
    confirmed_session_of(context);
    auto const user = me(context);
    if (factors_of(context.tx, user.tenant, user.id).empty()) throw Problem("no_factor_yet");
    record(context.tx, context.act, user, "recovery_codes_made");
    return {make_recovery_codes(context.tx, context.gate, user.tenant, user.id, context.act.real_now),
            std::nullopt};
}

}  // namespace

void add_second_factor_routes(api::Router& router) {
    constexpr auto why = "whoever has the ticket proved the password";
    router.post("/ext/v1/session/second-factor", prove)
        .open(why)
        .heavy()
        .created()
        .answers_with<SessionView>(201)
        .summary("Prove a second factor; the sign-in ends with it");
    router.post("/ext/v1/session/enrolment", offer_at_sign_in)
        .open(why)
        .never_kept()
        .summary("Begin to set up the second factor that a person must have");
    router.post("/ext/v1/session/enrolment/confirmation", confirm_at_sign_in)
        .open(why)
        .heavy()
        .created()
        .summary("Confirm it with a code; the sign-in ends with it");
    router.get("/ext/v1/me/second-factors", my_factors)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("My second factors");
    router.post("/ext/v1/me/totp", offer_to_me)
        .allow(Permission::sign_in_only)
        .needs_person()
        .never_kept()
        .summary("Begin to add an authenticator app");
    router.post("/ext/v1/me/totp/confirmation", confirm_mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .heavy()
        .created()
        .summary("Confirm it with a code");
    router.del("/ext/v1/me/second-factors/{factor}", remove_mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Remove one of my second factors");
    router.post("/ext/v1/me/recovery-codes", renew_codes)
        .allow(Permission::sign_in_only)
        .needs_person()
        .never_kept()
        .created()
        .summary("Ten new recovery codes; the earlier ones end");
}

}  // namespace entrepot::access
