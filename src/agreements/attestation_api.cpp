// The newer sequence of attesting (rules.md A14): an attestation id, the text shown to the customer, who
// accepts it on that page; then the agreement with that id.
#include <algorithm>

#include "access/account_store.hpp"
#include "agreements/asking_flow.hpp"
#include "agreements/customer_day.hpp"
#include "agreements/routes.hpp"
#include "customers/customer_store.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"

namespace entrepot::agreements {

namespace {

using partners::Invitation;
using partners::InvitationKind;
using partners::InvitationState;

struct AttestationForm {
    std::optional<std::string> language;
    static constexpr std::string_view schema_name = "AttestationForm";
    static constexpr auto fields() {
        return Fields{field("language", &AttestationForm::language,
                            "In which the text is shown; the customer's where absent.")
                          .at_most(20)};
    }
};

struct AttestationView {
    Id<Invitation> id;
    Id<Tenant> customer;
    std::string type, language, text_sha256, status;
    std::optional<std::string> embed_uri;
    Uuid template_id;
    Time expires;
    std::optional<Time> accepted;
    std::optional<std::string> accepted_by;
    static constexpr std::string_view schema_name = "Attestation";
    static constexpr auto fields() {
        using A = AttestationView;
        return Fields{
            field("attestationId", &A::id, "What the agreement names."),
            field("customerId", &A::customer, "For whom."),
            field("agreementType", &A::type, "MicrosoftCustomerAgreement."),
            field("templateId", &A::template_id, "The template."),
            field("language", &A::language, "Of the text."),
            field("textSha256", &A::text_sha256, "Of the text that is shown."),
            field("embedUri", &A::embed_uri, "The page to show to the customer, whole or in a frame."),
            field("status", &A::status, "open, accepted, revoked or expired."),
            field("expiresAt", &A::expires, "Real time."),
            field("acceptedAt", &A::accepted, "Real time."),
            field("acceptedBy", &A::accepted_by, "The name given on the page."),
        };
    }
};

struct EmbeddedForm {
    bool accepts = false;
    std::string accepted_by, sha256;
    static constexpr std::string_view schema_name = "EmbeddedAcceptance";
    static constexpr auto fields() {
        using E = EmbeddedForm;
        return Fields{
            field("accepts", &E::accepts, "That the customer accepts the text.").or_default(),
            field("acceptedBy", &E::accepted_by, "The name of who accepts.").at_least(1).at_most(100),
            field("textSha256", &E::sha256, "Of the text that was shown.").at_most(64)};
    }
};

AttestationView view_of(api::Context const& context, Invitation const& one) {
    AttestationView out;
    out.id = one.id;
    out.customer = *one.customer;
    out.type = json::word(AgreementType::customer);
    out.template_id = one.shown.template_id.value_or(Uuid{});
    out.language = one.shown.language;
    out.text_sha256 = one.shown.sha256;
    out.embed_uri = partners::link_of(context.public_url(), partners::write_word(one, context.gate));
    out.status = json::word(one.state_at(context.act.real_now));
    out.expires = one.expires;
    if (one.state == InvitationState::accepted) {
        out.accepted = one.answered;
        out.accepted_by = one.shown.accepted_by;
    }
    return out;
}

bool may_attest(api::Context const& context) {
    auto const verdict = context.verdict(Permission::attest_agreement);
    return std::ranges::all_of(verdict.reasons, [](auto const& one) { return one.code == "needs_person"; });
}

AttestationView begin(api::Context& context, Id<Tenant> const& id, AttestationForm const& form) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    require_attester(context, true);
    auto const& text = latest_in(customer.country, context.now());
    auto made = partners::new_invitation(context.tx, context.act, InvitationKind::attestation, {});
    made.partner = customer.partner;
    made.reseller = customer.reseller;
    made.customer = customer.id;
    made.subject_name = customer.name;
    made.shown.template_id = text.id;
    made.shown.language = text_language(text, form.language.value_or(customer.billing.culture));
    made.shown.sha256 = text_sha256(text, made.shown.language);
    partners::insert(context.tx, context.scope(), made);
    return view_of(context, made);
}

AttestationView show(api::Context& context, Id<Tenant> const& customer, Id<Invitation> const& id) {
    auto const one = partners::get_invitation(context.tx, context.scope(), id);
    if (one.kind != InvitationKind::attestation || one.customer != customer) throw Problem("1000");
    auto out = view_of(context, one);
    // Whoever has the page's address can accept on it: only who may attest passes it on.
    if (!context.caller().is_partner() || !may_attest(context)) out.embed_uri.reset();
    return out;
}

// On the embedded page: whoever the partner shows it to has the word; there is no sign-in.
AttestationView accept_embedded(api::Context& context, std::string const& word, EmbeddedForm const& form) {
    auto found = partners::find_by_word(context.tx, context.gate, word);
    if (!found || found->kind != InvitationKind::attestation) throw Problem("1000");
    partners::require_open(*found, context.act.real_now);
    if (!form.accepts) throw Problem("acceptance_needed").at("accepts");
    if (form.sha256 != found->shown.sha256) throw Problem("text_changed").at("textSha256");
    auto const origin = origin_of(context, Path::embedded);
    found->shown.accepted_by = form.accepted_by;
    found->shown.address = origin.address;
    found->shown.agent = origin.agent;
    partners::mark_answered(context.tx, context.act, *found, InvitationState::accepted, form.accepted_by);
    return view_of(context, *found);
}

}  // namespace

void require_attester(api::Context const& context, bool app_may) {
    auto verdict = context.verdict(Permission::attest_agreement);
    if (app_may) std::erase_if(verdict.reasons, [](auto const& one) { return one.code == "needs_person"; });
    if (!verdict.allowed()) throw api::Refused(std::move(verdict));
}

void add_attestation_routes(api::Router& router) {
    router.post("/v1/customers/{customer}/attestations", begin)
        .allow(Permission::see_agreements)
        .created()
        .summary("Begin an attestation: a text to show to the customer");
    router.get("/v1/customers/{customer}/attestations/{attestation}", show)
        .allow(Permission::see_agreements)
        .summary("Whether the customer accepted the text that it was shown");
    router.post("/ext/v1/attestation-pages/{word}/acceptance", accept_embedded)
        .open("whoever is shown the text holds the link's word")
        .summary("Accept the text on the page that a partner shows");
}

}  // namespace entrepot::agreements
