// Passkeys over the API: proved at sign-in, set up when a person must have a factor, added by themselves.
#include "access/passkey.hpp"

#include "access/gate.hpp"
#include "access/passkey_flow.hpp"
#include "access/routes.hpp"
#include "access/second_factor_store.hpp"
#include "access/session.hpp"
#include "access/user_event.hpp"

namespace entrepot::access {

namespace {

struct PasskeyTicket {
    std::string ticket;
    static constexpr std::string_view schema_name = "PasskeyTicket";
    static constexpr auto fields() {
        return Fields{field("ticket", &PasskeyTicket::ticket, "Of the sign-in.").at_most(64)};
    }
};

struct NewPasskeyForm {
    std::string ticket, client_data, attestation;
    std::optional<std::string> name;
    static constexpr std::string_view schema_name = "NewPasskey";
    static constexpr auto fields() {
        using N = NewPasskeyForm;
        return Fields{
            field("ticket", &N::ticket, "Of the offer.").at_most(64),
            field("clientDataJSON", &N::client_data, "As the browser gives it, base64url.").at_most(4096),
            field("attestationObject", &N::attestation, "As the browser gives it, base64url.").at_most(16384),
            field("name", &N::name, "What to call it.").at_most(60)};
    }
};

struct ProvedPasskey {
    std::string ticket, id, client_data, authenticator_data, signature;
    static constexpr std::string_view schema_name = "PasskeyProof";
    static constexpr auto fields() {
        using P = ProvedPasskey;
        return Fields{
            field("ticket", &P::ticket, "Of the sign-in.").at_most(64),
            field("id", &P::id, "The credential, base64url.").at_most(1400),
            field("clientDataJSON", &P::client_data, "As the browser gives it, base64url.").at_most(4096),
            field("authenticatorData", &P::authenticator_data, "As the browser gives it, base64url.")
                .at_most(4096),
            field("signature", &P::signature, "As the browser gives it, base64url.").at_most(2048)};
    }
};

struct AddedPasskey {
    std::vector<std::string> recovery_codes;
    std::optional<SessionView> session;
    static constexpr std::string_view schema_name = "AddedPasskey";
    static constexpr auto fields() {
        using A = AddedPasskey;
        return Fields{field("recoveryCodes", &A::recovery_codes, "Shown this once; with the first factor."),
                      field("session", &A::session, "Where a sign-in ended with it.")};
    }
};

UserRecord user_of(db::Tx& tx, SignInStep const& step) {
    auto const user = find_user(tx, step.user);
    if (!user || user->status != UserStatus::active) throw Problem("sign_in_step_over");
    return *user;
}

RelyingParty party_of(api::Context& context) { return relying_party(context.public_url()); }

PasskeyOffer offer_at_sign_in(api::Context& context, PasskeyTicket const& given) {
    auto const step = get_step(context.tx, context.gate, given.ticket,
                               {StepPurpose::second_factor, StepPurpose::enrolment}, context.act.real_now);
    return offer_passkey(context.tx, step, given.ticket, user_of(context.tx, step), party_of(context));
}

PasskeyOffer offer_to_me(api::Context& context) {
    auto const session = confirmed_session_of(context);
    SignInStep const wanted{{}, session.tenant, session.user, StepPurpose::passkey, {}, {}, 0, {}};
    auto const ticket = begin_step(context.tx, context.gate, wanted, context.act.real_now);
    auto const step =
        get_step(context.tx, context.gate, ticket, {StepPurpose::passkey}, context.act.real_now);
    return offer_passkey(context.tx, step, ticket, user_of(context.tx, step), party_of(context));
}

AddedPasskey add(api::Context& context, NewPasskeyForm const& given, StepPurpose purpose, SignInStep& step) {
    std::optional<Enrolled> enrolled;
    context.database.write([&](db::Tx& tx) {
        step = get_step(tx, context.gate, given.ticket, {purpose}, context.act.real_now);
        bool const mine = purpose == StepPurpose::enrolment || context.caller().user == step.user;
        if (!mine) throw Problem("sign_in_step_over");
        auto const user = user_of(tx, step);
        auto const act = as_person(context.act, user, get_tenant(tx, user.tenant).kind);
        enrolled = confirm_passkey(tx, context.gate, act, step, user, party_of(context),
                                   {given.client_data, given.attestation, given.name.value_or("Passkey")});
    });
    if (!enrolled) throw Problem("passkey_refused");
    return {enrolled->recovery_codes, std::nullopt};
}

AddedPasskey add_at_sign_in(api::Context& context, NewPasskeyForm const& given) {
    SignInStep step;
    auto out = add(context, given, StepPurpose::enrolment, step);
    step.methods.insert(step.methods.end(), {"fido", "mfa"});
    out.session = open_session(context, user_of(context.tx, step), step.methods);
    return out;
}

AddedPasskey add_mine(api::Context& context, NewPasskeyForm const& given) {
    session_of(context);
    SignInStep step;
    return add(context, given, StepPurpose::passkey, step);
}

api::Answer prove(api::Context& context, ProvedPasskey const& given) {
    SignInStep step;
    bool good = false;
    context.database.write([&](db::Tx& tx) {
        step = get_step(tx, context.gate, given.ticket, {StepPurpose::second_factor}, context.act.real_now);
        good = prove_passkey(tx, context.gate, step, party_of(context),
                             {given.id, given.client_data, given.authenticator_data, given.signature},
                             context.act.real_now);
    });
    if (!good) throw Problem("passkey_refused");
    step.methods.insert(step.methods.end(), {"fido", "mfa"});
    return go_on(context, user_of(context.tx, step), step.methods);
}

}  // namespace

void add_passkey_routes(api::Router& router) {
    constexpr auto why = "whoever has the ticket proved the password";
    router.post("/ext/v1/session/passkey-offer", offer_at_sign_in)
        .open(why)
        .never_kept()
        .summary("What to ask the browser for: a passkey to prove, or a new one");
    router.post("/ext/v1/session/passkey", prove)
        .open(why)
        .heavy()
        .created()
        .answers_with<SessionView>(201)
        .summary("Prove a passkey; the sign-in ends with it");
    router.post("/ext/v1/session/enrolment/passkey", add_at_sign_in)
        .open(why)
        .heavy()
        .created()
        .summary("Add a passkey as the second factor that a person must have; the sign-in ends with it");
    router.post("/ext/v1/me/passkeys/offer", offer_to_me)
        .allow(Permission::sign_in_only)
        .needs_person()
        .never_kept()
        .summary("Begin to add a passkey");
    router.post("/ext/v1/me/passkeys", add_mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .heavy()
        .created()
        .summary("Add the passkey that the browser made");
}

}  // namespace entrepot::access
