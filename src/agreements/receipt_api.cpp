// Receipts of acceptances as JSON and PDF, and the key that checks them.
#include "access/gate.hpp"
#include "agreements/agreement_store.hpp"
#include "agreements/partner_agreement_store.hpp"
#include "agreements/receipt_pdf.hpp"
#include "agreements/routes.hpp"
#include "base/base64.hpp"

namespace entrepot::agreements {

namespace {

struct EvidenceKeyView {
    std::string kind = "OKP", curve = "Ed25519", use = "sig", x, fingerprint;
    static constexpr std::string_view schema_name = "EvidenceKey";
    static constexpr auto fields() {
        using E = EvidenceKeyView;
        return Fields{field("kty", &E::kind, "OKP."), field("crv", &E::curve, "Ed25519."),
                      field("use", &E::use, "sig."), field("x", &E::x, "The public key, base64url."),
                      field("fingerprint", &E::fingerprint, "Its SHA-256, in groups of four.")};
    }
};

struct EvidenceKeys {
    std::vector<EvidenceKeyView> keys;
    static constexpr std::string_view schema_name = "EvidenceKeys";
    static constexpr auto fields() {
        return Fields{field("keys", &EvidenceKeys::keys, "Public keys of receipts.")};
    }
};

access::EvidenceKey const& key_of(api::Context& context) {
    return dynamic_cast<access::Keeper&>(context.gate).evidence();
}

std::string title_of(Id<Template> id, std::string const& language) {
    auto const* one = find_any_template(id);
    return one && one->texts.contains(language) ? text_of(*one, language).title : std::string{};
}

Receipt receipt_of_partner(PartnerAgreement const& one) {
    Receipt out;
    out.deployment = deployment_name;
    out.agreement = one.id;
    out.type = partner_agreement_type;
    out.version = one.version;
    out.language = one.language;
    out.text_sha256 = one.sha256;
    if (auto const text = find_text(one.sha256)) {
        out.template_id = text->of->id;
        out.title = text_of(*text->of, text->language).title;
    }
    out.method = Method::direct;
    out.signatory = one.signatory;
    out.accepting = {one.tenant, one.tenant_name};
    out.user = one.user;
    out.recorded_by = one.signatory.first_name + ' ' + one.signatory.last_name;
    out.agreed = out.business_time = one.signed_at;
    out.recorded = one.real_signed;
    out.origin = one.origin;
    return out;
}

Receipt get_receipt(api::Context& context, Id<Agreement> id) {
    if (auto const found = find_agreement(context.tx, context.scope(), id))
        return receipt_of(*found, title_of(found->template_id, found->language), deployment_name);
    auto const signature = find_partner_agreement(context.tx, context.caller().tenant, id);
    if (!signature) throw Problem("1000");
    return receipt_of_partner(*signature);
}

// {agreement id}.json or .pdf
api::Answer receipt(api::Context& context, std::string const& name) {
    auto const dot = name.find('.');
    auto const id = Uuid::parse(std::string_view(name).substr(0, dot));
    auto const form = dot == std::string::npos ? "" : name.substr(dot);
    if (!id || (form != ".json" && form != ".pdf")) throw Problem("1000");
    auto const found = get_receipt(context, Id<Agreement>(*id));
    auto const& key = key_of(context);
    api::Answer answer;
    answer.body = form == ".json" ? sealed_json(found, key)
                                  : sealed_pdf(render_receipt(found, key.public_key()), found, key);
    if (form == ".pdf") answer.content_type = "application/pdf";
    context.header("Content-Disposition", "attachment; filename=\"receipt-" + id->text() + form + '"');
    return answer;
}

EvidenceKeys keys(api::Context& context) {
    auto const& key = key_of(context).public_key();
    EvidenceKeys out;
    out.keys.push_back({.x = base64url(key), .fingerprint = access::fingerprint(key)});
    return out;
}

}  // namespace

void add_receipt_routes(api::Router& router) {
    router.get("/ext/v1/agreement-receipts/{receipt}", receipt)
        .allow(Permission::see_evidence)
        .heavy()
        .summary("The signed receipt of an acceptance, as JSON or PDF");
    router.get("/ext/v1/evidence-keys", keys)
        .open("whoever holds a receipt may check it")
        .summary("The public keys that check receipts");
}

}  // namespace entrepot::agreements
