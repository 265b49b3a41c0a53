// Passkeys over the API: proved at sign-in, set up when a person must have a factor, added by themselves.
#include "access/passkey.hpp"

#include "access/enrolment_api.hpp"
#include "access/passkey_flow.hpp"
#include "access/routes.hpp"

namespace entrepot::access {

namespace {

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

RelyingParty party_of(api::Context& context) { return relying_party(context.public_url()); }

PasskeyOffer offer_at_sign_in(api::Context& context, FactorTicket const& given) {
    auto const step = get_step(context.tx, context.gate, given.ticket,
                               {StepPurpose::second_factor, StepPurpose::enrolment}, context.act.real_now);
    return offer_passkey(context.tx, step, given.ticket, user_of(context.tx, step), party_of(context));
}

PasskeyOffer offer_to_me(api::Context& context) {
    auto const begun = begin_mine(context, StepPurpose::passkey);
    return offer_passkey(context.tx, begun.step, begun.ticket, user_of(context.tx, begun.step),
                         party_of(context));
}

Confirm by_answer(api::Context& context, NewPasskeyForm const& given) {
    return [&](db::Tx& tx, Act const& act, SignInStep const& step, UserRecord const& user) {
        return confirm_passkey(tx, context.gate, act, step, user, party_of(context),
                               {given.client_data, given.attestation, given.name.value_or("Passkey")});
    };
}

EnrolledView or_refused(std::optional<EnrolledView> enrolled) {
    if (!enrolled) throw Problem("passkey_refused");
    return *std::move(enrolled);
}

EnrolledView add_at_sign_in(api::Context& context, NewPasskeyForm const& given) {
    return or_refused(enrol_at_sign_in(context, given.ticket, by_answer(context, given), "fido"));
}

EnrolledView add_mine(api::Context& context, NewPasskeyForm const& given) {
    return or_refused(enrol_mine(context, given.ticket, StepPurpose::passkey, by_answer(context, given)));
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
    return go_on_proved(context, step, "fido");
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
