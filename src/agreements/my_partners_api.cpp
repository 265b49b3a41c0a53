// A customer's own page: its partners, their rights, what they ask for; accept, withdraw.
#include "access/account_store.hpp"
#include "agreements/accept_flow.hpp"
#include "agreements/agreement_store.hpp"
#include "agreements/asking_flow.hpp"
#include "agreements/routes.hpp"
#include "customers/relation_store.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"

namespace entrepot::agreements {

namespace {

struct MyPartner {
    AskingPartner partner;
    std::optional<AskingPartner> reseller;
    customers::Relationship relationship = customers::Relationship::reseller;
    bool delegated = false;
    customers::AgreementState agreement = customers::AgreementState::none;
    std::optional<Id<Agreement>> acceptance;
    std::optional<Time> agreed;
    std::optional<std::string> version, recorded_by;
    std::optional<Method> method;
    Time since;
    static constexpr std::string_view schema_name = "MyPartner";
    static constexpr auto fields() {
        using M = MyPartner;
        return Fields{
            field("partner", &M::partner, "Who sells."),
            field("reseller", &M::reseller, "Through whom."),
            field("relationship", &M::relationship, "reseller, or none when it ended."),
            field("delegated", &M::delegated, "Whether it may administer the account."),
            field("agreement", &M::agreement, "The customer agreement towards it."),
            field("agreementId", &M::acceptance, "The newest acceptance: names its receipt."),
            field("dateAgreed", &M::agreed, "When it was accepted."),
            field("version", &M::version, "Which version."),
            field("recordedBy", &M::recorded_by, "Who accepted or attested."),
            field("method", &M::method, "attested or direct."),
            field("since", &M::since, "Business time."),
        };
    }
};

struct MyInvitation {
    std::string word;
    AskingView asks;
    static constexpr std::string_view schema_name = "MyInvitation";
    static constexpr auto fields() {
        return Fields{field("word", &MyInvitation::word, "Of its link."),
                      field("asks", &MyInvitation::asks, "What it asks for.")};
    }
};

struct MyPartners {
    std::vector<MyPartner> partners;
    std::vector<MyInvitation> invitations;
    TextView agreement;
    bool may_answer = false;
    static constexpr std::string_view schema_name = "MyPartners";
    static constexpr auto fields() {
        using M = MyPartners;
        return Fields{
            field("partners", &M::partners, "All partners of the customer."),
            field("invitations", &M::invitations, "Open ones that are addressed to it."),
            field("agreement", &M::agreement, "The text in force."),
            field("mayAnswer", &M::may_answer, "Whether the caller may accept and withdraw."),
        };
    }
};

struct JoinForm {
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    bool delegated = false;
    std::optional<Acceptance> agreement;
    static constexpr std::string_view schema_name = "RelationshipAcceptance";
    static constexpr auto fields() {
        using J = JoinForm;
        return Fields{
            field("partnerId", &J::partner, "Who asks."),
            field("resellerId", &J::reseller, "Who asks together with it."),
            field("delegated", &J::delegated, "Whether delegated administration is granted.").or_default(),
            field("agreement", &J::agreement, "The acceptance of the agreement in the same act."),
        };
    }
};

void require_customer(api::Context const& context) {
    if (context.caller().kind != TenantKind::customer) throw Problem("only_for_customers");
}

MyPartner view_of(db::Tx& tx, customers::Customer const& one) {
    MyPartner out;
    out.partner = asking_partner(tx, one.partner);
    if (one.reseller) out.reseller = asking_partner(tx, *one.reseller);
    out.relationship = one.relationship;
    out.delegated = one.delegated && one.relationship == customers::Relationship::reseller;
    out.agreement = one.agreement;
    out.since = one.created;
    if (auto const newest = latest(tx, Scope::partner(one.partner), one)) {
        out.acceptance = newest->id;
        out.agreed = newest->agreed;
        out.version = newest->version;
        out.recorded_by = newest->attested_by;
        out.method = newest->method;
    }
    return out;
}

MyPartners mine(api::Context& context) {
    MyPartners out;
    out.agreement =
        current_text(context.act, access::get_tenant(context.tx, context.caller().tenant).country);
    if (context.caller().kind != TenantKind::customer) return out;  // a partner has none of its own
    out.may_answer = context.gate.may(context.caller(), Permission::accept_as_customer).allowed();
    for (auto const& one : customers::relations_of(context.tx, context.caller().tenant))
        out.partners.push_back(view_of(context.tx, one));
    partners::InvitationQuery query;
    query.state = partners::InvitationState::open;
    for (auto const& one : partners::invitations(context.tx, context.scope(), query, context.act.real_now)) {
        if (one.kind == partners::InvitationKind::attestation) continue;
        MyInvitation asked;
        asked.word = out.may_answer ? partners::write_word(one, context.gate) : "";
        asked.asks.kind = one.kind;
        asked.asks.partner = asking_partner(context.tx, one.partner);
        asked.asks.delegated = one.delegated;
        asked.asks.expires = one.expires;
        asked.asks.invited_by = one.invited_by;
        out.invitations.push_back(std::move(asked));
    }
    return out;
}

MyPartner join(api::Context& context, JoinForm const& form) {
    require_customer(context);
    auto const relation =
        accept_relationship(context.tx, context.act, {form.partner, form.reseller, form.delegated},
                            form.agreement.value_or(Acceptance{}), origin_of(context, Path::own_page));
    return view_of(context.tx, relation);
}

MyPartner accept_for(api::Context& context, Id<Tenant> const& partner, Acceptance const& given) {
    require_customer(context);
    auto relation = customers::find_relation(context.tx, partner, context.caller().tenant);
    if (!relation || relation->relationship != customers::Relationship::reseller) throw Problem("1000");
    accept_agreement(context.tx, context.act, *relation, given, origin_of(context, Path::own_page));
    relation->agreement = customers::AgreementState::accepted;
    return view_of(context.tx, *relation);
}

MyPartner withdraw(api::Context& context, Id<Tenant> const& partner) {
    require_customer(context);
    withdraw_rights(context.tx, context.act, partner);
    auto const relation = customers::find_relation(context.tx, partner, context.caller().tenant);
    check(relation.has_value(), "rights were withdrawn in a relation");
    return view_of(context.tx, *relation);
}

}  // namespace

void add_my_partners_routes(api::Router& router) {
    router.get("/ext/v1/my/partners", mine)
        .allow(Permission::sign_in_only)
        .summary("A customer's partners, with their rights and what they ask for");
    router.post("/ext/v1/my/partners", join)
        .allow(Permission::accept_as_customer)
        .needs_person()
        .created()
        .summary("Accept the relationship that a partner's standing link asks for");
    router.post("/ext/v1/my/partners/{partner}/agreement", accept_for)
        .allow(Permission::accept_as_customer)
        .needs_person()
        .created()
        .summary("Accept the customer agreement towards a partner");
    router.del("/ext/v1/my/partners/{partner}/delegated-rights", withdraw)
        .allow(Permission::accept_as_customer)
        .needs_person()
        .summary("Take a partner's right to administer the account back; the relation stays");
}

}  // namespace entrepot::agreements
