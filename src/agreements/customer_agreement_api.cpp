// The agreement of one customer for its partner's page: where it stands, every acceptance, who was asked.
#include "agreements/agreement_store.hpp"
#include "agreements/asking_flow.hpp"
#include "agreements/routes.hpp"
#include "api/problem_answer.hpp"
#include "customers/customer_store.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"

namespace entrepot::agreements {

namespace {

struct AcceptanceView {
    Id<Agreement> id;
    AgreementType type = AgreementType::customer;
    Method method = Method::attested;
    std::string version, language, sha256, document_uri;
    std::optional<Contact> signatory;
    Time agreed, recorded;
    std::optional<std::string> recorded_by;
    std::optional<Id<User>> user;
    Path path = Path::unknown;
    static constexpr std::string_view schema_name = "AcceptanceView";
    static constexpr auto fields() {
        using A = AcceptanceView;
        return Fields{
            field("id", &A::id, "The record: names its receipt."),
            field("type", &A::type, "Which agreement it is."),
            field("method", &A::method, "attested or direct."),
            field("version", &A::version, "Of the text."),
            field("language", &A::language, "In which it was shown."),
            field("sha256", &A::sha256, "Of the text."),
            field("documentUri", &A::document_uri, "The text as PDF."),
            field("primaryContact", &A::signatory,
                  "Who signed for the customer; absent for who may not see evidence."),
            field("dateAgreed", &A::agreed, "When it was accepted."),
            field("recordedAt", &A::recorded, "When it was recorded, business time."),
            field("recordedBy", &A::recorded_by, "Who attested or accepted; absent as the signatory is."),
            field("userId", &A::user, "The same by id."),
            field("path", &A::path, "By which way it came in."),
        };
    }
};

struct AgreementPage {
    customers::AgreementState state = customers::AgreementState::none;
    bool signed_directly = false, outdated = false;
    TextView current;
    std::vector<AcceptanceView> acceptances;
    std::vector<partners::InvitationView> invitations;
    static constexpr std::string_view schema_name = "CustomerAgreementPage";
    static constexpr auto fields() {
        using A = AgreementPage;
        return Fields{
            field("state", &A::state, "none, invited or accepted: what a purchase asks."),
            field("signedDirectly", &A::signed_directly, "Whether the customer accepted by its own hand."),
            field("outdated", &A::outdated, "Whether the newest acceptance is of a version that has ended."),
            field("current", &A::current, "The text in force."),
            field("acceptances", &A::acceptances, "All of them, newest first."),
            field("invitations", &A::invitations, "Who was asked to accept, newest first."),
        };
    }
};

struct AskForm {
    partners::Recipient recipient;
    std::optional<std::string> note;
    bool send_mail = false;
    static constexpr std::string_view schema_name = "AgreementInvitationForm";
    static constexpr auto fields() {
        using A = AskForm;
        return Fields{
            field("recipient", &A::recipient, "Who is written to; the customer's contact where absent.")
                .or_default(),
            field("note", &A::note, "Stands above the mail's text.").at_most(2000),
            field("sendMail", &A::send_mail, "Whether the server sends it.").or_default()};
    }
};

// Who signed is told to those who may see evidence (portal-map.md 3).
AcceptanceView view_of(Agreement const& one, bool told) {
    bool const by_signatory = one.method == Method::direct;
    return {one.id,
            one.type,
            one.method,
            one.version,
            one.language,
            one.sha256,
            "/ext/v1/agreement-documents/" + one.template_id.text() + '.' + one.language + ".pdf",
            told ? std::optional(one.signatory) : std::nullopt,
            one.agreed,
            one.created,
            told || !by_signatory ? std::optional(one.attested_by) : std::nullopt,
            one.user,
            one.origin.path};
}

AgreementPage page(api::Context& context, Id<Tenant> const& id) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    AgreementPage out;
    out.state = customer.agreement;
    out.current = current_text(context.act, customer.country);
    auto all = acceptances(context.tx, context.scope(), id);
    // A reseller of two providers reads what belongs to the relation that it sees (decision 16); the customer
    // all.
    auto const elsewhere = [&](Agreement const& one) { return one.partner != customer.partner; };
    if (context.caller().kind != TenantKind::customer) std::erase_if(all, elsewhere);
    bool const told = context.may(Permission::see_evidence);
    for (auto const& one : all) {
        out.acceptances.push_back(view_of(one, told));
        out.signed_directly = out.signed_directly || (one.method == Method::direct && !elsewhere(one));
    }
    for (auto const& one : all)
        if (one.type == AgreementType::customer && !elsewhere(one)) {
            out.outdated = one.template_id != out.current.template_id || one.agreed < Time{renew_before()};
            break;
        }
    if (!context.gate.may(context.caller(), Permission::see_invitations).allowed()) return out;
    partners::InvitationQuery query;
    query.customer = id;
    for (auto const& one : partners::invitations(context.tx, context.scope(), query, context.act.real_now)) {
        if (one.kind != partners::InvitationKind::agreement) continue;
        auto& view = out.invitations.emplace_back(partners::view_of(one, context.act.real_now));
        if (view.state != partners::InvitationState::open) continue;
        view.link = partners::link_of(context.public_url(), partners::write_word(one, context.gate));
    }
    return out;
}

// A11: the customer is asked to accept by its own hand; until then it cannot buy.
partners::InvitationView ask(api::Context& context, Id<Tenant> const& id, AskForm const& form) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    auto recipient = form.recipient;
    if (recipient.email.empty()) {
        recipient.email = customer.billing.email;
        recipient.name =
            customer.billing.first_name.value_or("") + ' ' + customer.billing.last_name.value_or("");
        recipient.language = customer.billing.language == "fr" ? "fr" : "en";
    }
    auto made = partners::new_invitation(context.tx, context.act, partners::InvitationKind::agreement,
                                         std::move(recipient));
    made.partner = customer.partner;
    made.reseller = customer.reseller;
    made.customer = customer.id;
    made.subject_name = customer.name;
    partners::insert(context.tx, context.scope(), made);
    if (customer.agreement == customers::AgreementState::none)
        customers::set_agreement(context.tx, Scope::partner(customer.partner), customer.id,
                                 customers::AgreementState::invited);
    auto out = partners::view_of(made, context.act.real_now);
    out.link = partners::link_of(context.public_url(), partners::write_word(made, context.gate));
    auto facts = partners::mail_facts(context.tx, made, *out.link);
    facts.version = current_text(context.act, customer.country).version;
    out.mail = partners::mail_of(made, facts, form.note.value_or(""));
    if (!form.send_mail) return out;
    partners::send(context.tx, context.gate, context.act, made, *out.mail);
    out.sent = made.sent;
    out.times_sent = made.times_sent;
    return out;
}

}  // namespace

void add_customer_agreement_routes(api::Router& router) {
    router.get("/ext/v1/customers/{customer}/agreement", page)
        .allow(Permission::see_agreements)
        .summary("Where a customer's agreement stands, with every acceptance");
    router.post("/ext/v1/customers/{customer}/agreement-invitations", ask)
        .allow(Permission::request_relationship)
        .needs_person()
        .created()
        .summary("Ask a customer to accept the agreement by its own hand");
}

}  // namespace entrepot::agreements
