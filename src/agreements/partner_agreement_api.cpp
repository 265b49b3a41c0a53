// The partner agreement for the partner itself: its text, who signed it where, and signing.
#include "access/account_store.hpp"
#include "agreements/partner_agreement_store.hpp"
#include "agreements/receipt.hpp"
#include "agreements/routes.hpp"
#include "events/event.hpp"

namespace entrepot::agreements {

namespace {

struct SignatureView {
    Id<Agreement> id;
    std::string country, version, language, sha256, signatory, email;
    Time signed_at;
    static constexpr std::string_view schema_name = "PartnerSignature";
    static constexpr auto fields() {
        using V = SignatureView;
        return Fields{
            field("id", &V::id, "The record: names its receipt."),
            field("country", &V::country, "Of which region."),
            field("version", &V::version, "Of the text."),
            field("language", &V::language, "In which the text was shown."),
            field("sha256", &V::sha256, "Of that text."),
            field("signatory", &V::signatory, "Who signed."),
            field("email", &V::email, "Their address."),
            field("signedAt", &V::signed_at, "Business time."),
        };
    }
};

struct StatusView {
    bool is_signed = false, may_sign = false;
    std::string country, version, title, language, sha256, document_uri;
    std::vector<SignatureView> signatures;
    static constexpr std::string_view schema_name = "PartnerAgreementStatus";
    static constexpr auto fields() {
        using V = StatusView;
        return Fields{
            field("isSigned", &V::is_signed, "Whether new business may go through the partner."),
            field("maySign", &V::may_sign, "Whether it is open and the caller may sign it."),
            field("country", &V::country, "The partner's region."),
            field("version", &V::version, "Of the text in force."),
            field("title", &V::title, "In the reader's language."),
            field("language", &V::language, "Of the text."),
            field("sha256", &V::sha256, "Of the text: a signature names what was read."),
            field("documentUri", &V::document_uri, "The text as PDF."),
            field("signatures", &V::signatures, "What was signed, newest first."),
        };
    }
};

struct SignForm {
    std::string sha256, language;
    bool accepts = false;
    static constexpr std::string_view schema_name = "PartnerAgreementSignature";
    static constexpr auto fields() {
        return Fields{field("textSha256", &SignForm::sha256, "Of the text that was shown.").at_most(64),
                      field("language", &SignForm::language, "Of the text that was shown.").at_most(20),
                      field("accepts", &SignForm::accepts, "That the partner accepts it.").or_default()};
    }
};

Template const& in_force() { return partner_templates().back(); }

SignatureView view_of(PartnerAgreement const& one) {
    return {one.id,
            one.country,
            one.version,
            one.language,
            one.sha256,
            one.signatory.first_name + ' ' + one.signatory.last_name,
            one.signatory.email,
            one.signed_at};
}

StatusView status(api::Context& context) {
    auto const tenant = access::get_tenant(context.tx, context.caller().tenant);
    auto const& text = in_force();
    StatusView out;
    out.is_signed = tenant.agreement_signed;
    out.country = tenant.country;
    out.version = text.version;
    out.language = text_language(text, context.act.language == Language::fr ? "fr" : "en");
    out.title = text_of(text, out.language).title;
    out.sha256 = text_sha256(text, out.language);
    out.document_uri = "/ext/v1/agreement-documents/" + text.id.text() + '.' + out.language + ".pdf";
    bool here = false;
    for (auto const& one : partner_agreements(context.tx, tenant.id)) {
        out.signatures.push_back(view_of(one));
        here = here || one.country == tenant.country;
    }
    out.may_sign = !here && context.gate.may(context.caller(), Permission::sign_partner_agreement).allowed();
    return out;
}

SignatureView sign_it(api::Context& context, SignForm const& form) {
    auto const tenant = access::get_tenant(context.tx, context.caller().tenant);
    auto const person = access::find_user(context.tx, *context.caller().user);
    check(person.has_value(), "the person who calls exists");
    auto const& text = in_force();
    if (!form.accepts) throw Problem("acceptance_needed").at("accepts");
    if (!text.texts.contains(form.language) || text_sha256(text, form.language) != form.sha256)
        throw Problem("text_changed").at("textSha256");
    PartnerAgreement made;
    made.tenant = tenant.id;
    made.country = tenant.country;
    made.id = Id<Agreement>(new_uuid());
    made.user = person->id;
    made.signatory = {person->first_name, person->last_name, person->email, std::nullopt};
    made.tenant_name = tenant.name;
    made.version = text.version;
    made.language = form.language;
    made.sha256 = form.sha256;
    made.origin = origin_of(context, Path::portal);
    made.signed_at = context.now();
    made.real_signed = context.act.real_now;
    if (!sign(context.tx, made)) throw Problem("partner_agreement_signed").at("accepts");
    // A reseller's signature concerns its providers as well; the log keeps it as its own.
    events::append(
        context.tx, context.act,
        {tenant.id, tenant.kind == TenantKind::indirect_reseller ? std::optional(tenant.id) : std::nullopt,
         std::nullopt},
        "partner_agreement_signed", made.id, made);
    return view_of(made);
}

}  // namespace

void add_partner_agreement_routes(api::Router& router) {
    router.get("/ext/v1/partner-agreement", status)
        .allow(Permission::see_partner_agreement)
        .summary("The partner agreement: text and signatures of the caller's organisation");
    router.post("/ext/v1/partner-agreement/signatures", sign_it)
        .allow(Permission::sign_partner_agreement)
        .needs_person()
        .created()
        .summary("Sign the partner agreement for the caller's region");
}

}  // namespace entrepot::agreements
