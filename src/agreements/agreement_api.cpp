// Templates that may be accepted, and the acceptances of a customer.
#include "access/account_store.hpp"
#include "agreements/agreement_store.hpp"
#include "agreements/attest_flow.hpp"
#include "agreements/customer_day.hpp"
#include "agreements/routes.hpp"
#include "base/fold.hpp"
#include "customers/customer_store.hpp"

namespace entrepot::agreements {

namespace {

struct TypeQuery {
    std::optional<std::string> type;
    static constexpr std::string_view schema_name = "AgreementTypeQuery";
    static constexpr auto fields() {
        return Fields{field("agreementType", &TypeQuery::type,
                            "MicrosoftCloudAgreement, MicrosoftCustomerAgreement or *; absent: the first.")};
    }

    std::optional<AgreementType> only() const {
        if (type == "*") return std::nullopt;
        auto const parsed = type ? json::parse_word<AgreementType>(*type) : AgreementType::cloud;
        if (!parsed) throw Problem("bad_parameter", {{"value", cut(*type, 100)}}).at("agreementType");
        return parsed;
    }
};

struct AgreementMetaData {
    Id<Template> template_id;
    AgreementType type = AgreementType::customer;
    std::string link;
    int rank = 0;
    static constexpr std::string_view schema_name = "AgreementMetaData";
    static constexpr auto fields() {
        using M = AgreementMetaData;
        return Fields{
            field("templateId", &M::template_id, "What an attestation names."),
            field("agreementType", &M::type, "Which agreement it is."),
            field("agreementLink", &M::link, "Where the text may be read."),
            field("versionRank", &M::rank, "Grows with each version of a type."),
        };
    }
};

// As a reader sees it: who signed is told to those who may see evidence (portal-map.md 3).
struct AgreementView {
    std::optional<Id<User>> user;
    std::optional<Contact> signatory;
    Id<Template> template_id;
    Time agreed;
    AgreementType type = AgreementType::customer;
    std::string link;
    static constexpr std::string_view schema_name = "CustomerAgreement";
    static constexpr auto fields() {
        using A = AgreementView;
        return Fields{field("userId", &A::user, "Who attested."),
                      field("primaryContact", &A::signatory,
                            "Who signed for the customer; absent for who may not see evidence."),
                      field("templateId", &A::template_id, "The template that was accepted."),
                      field("dateAgreed", &A::agreed, "When the customer accepted."),
                      field("type", &A::type, "Which agreement it is."),
                      field("agreementLink", &A::link, "Where the text may be read.")};
    }
};

struct DirectSignStatus {
    bool is_signed = false;
    static constexpr std::string_view schema_name = "DirectSignedCustomerAgreementStatus";
    static constexpr auto fields() {
        return Fields{
            field("isSigned", &DirectSignStatus::is_signed, "Whether the customer accepted by itself.")};
    }
};

std::string link_to(api::Context const& context, Uuid const& template_id, std::string_view language) {
    return context.public_url() + "/ext/v1/agreement-documents/" + template_id.text() + '.' +
           std::string(language) + ".pdf";
}

std::string_view reader_language(api::Context const& context) {
    return context.act.language == Language::fr ? "fr" : "en";
}

api::Collection<AgreementMetaData> metadata(api::Context& context, api::Query<TypeQuery> const& query) {
    auto const only = query.only();
    auto const country = access::get_tenant(context.tx, context.caller().tenant).country;
    api::Collection<AgreementMetaData> out;
    for (auto const type : {AgreementType::customer, AgreementType::cloud}) {
        if (only && *only != type) continue;
        auto const& latest = latest_in(country, context.now(), type);
        auto const language = text_language(latest, reader_language(context));
        out.items.push_back({latest.id, type, link_to(context, latest.id, language), latest.rank});
    }
    return out;
}

api::Collection<AgreementView> of_customer(api::Context& context, Id<Tenant> const& id,
                                           api::Query<TypeQuery> const& query) {
    auto const only = query.only();
    auto const customer = customers::get(context.tx, context.scope(), id);
    bool const told = context.may(Permission::see_evidence);
    api::Collection<AgreementView> out;
    for (auto const& one : attestations(context.tx, context.scope(), customer.partner, customer.id)) {
        if (only && *only != one.type) continue;
        out.items.push_back({one.user, told ? std::optional(one.signatory) : std::nullopt, one.template_id,
                             one.agreed, one.type, link_to(context, one.template_id, one.language)});
    }
    return out;
}

// The portal's session has a cross-site word, a token of the API has none.
Path path_of(api::Context const& context) { return context.caller().csrf.empty() ? Path::api : Path::portal; }

Agreement attest_for(api::Context& context, Id<Tenant> const& id, AgreementForm const& form) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    require_attester(context, form.attestation.has_value());
    auto facts = attesting_facts(context.tx, context.act, customer, origin_of(context, path_of(context)));
    auto agreement = form.attestation ? attest_shown(context.tx, context.act, form, facts)
                                      : attest(form, facts, templates());
    record(context.tx, context.act, agreement);
    agreement.link = link_to(context, agreement.template_id, agreement.language);
    return agreement;
}

DirectSignStatus direct_status(api::Context& context, Id<Tenant> const& id) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    return {is_signed_directly(context.tx, context.scope(), customer)};
}

}  // namespace

void add_agreement_routes(api::Router& router) {
    router.get("/v1/agreements", metadata)
        .allow(Permission::see_agreements)
        .summary("The latest template of each type of agreement");
    router.get("/v1/customers/{customer}/agreements", of_customer)
        .allow(Permission::see_agreements)
        .summary("What a partner attested for a customer, newest first");
    router.post("/v1/customers/{customer}/agreements", attest_for)
        .allow(Permission::see_agreements)
        .created()
        .summary("Attest that a customer accepted the agreement");
    router.get("/v1/customers/{customer}/directSignedMicrosoftCustomerAgreementStatus", direct_status)
        .allow(Permission::see_agreements)
        .summary("Whether the customer accepted the agreement by itself");
}

}  // namespace entrepot::agreements
