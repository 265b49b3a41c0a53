// Behind the links of invitations: who asks, for what, accept or refuse; and the link that is the same for
// all.
#include "access/account_store.hpp"
#include "agreements/accept_flow.hpp"
#include "agreements/asking_flow.hpp"
#include "agreements/routes.hpp"
#include "customers/relation_store.hpp"
#include "partners/invitation_flow.hpp"

namespace entrepot::agreements {

namespace {

using partners::Invitation;
using partners::InvitationKind;
using partners::InvitationState;

struct AnswerForm {
    bool delegated = false, authorises = false;
    std::optional<Acceptance> agreement;
    std::optional<std::string> accepted_by;
    static constexpr std::string_view schema_name = "InvitationAnswer";
    static constexpr auto fields() {
        using A = AnswerForm;
        return Fields{
            field("delegated", &A::delegated, "Whether delegated administration is granted, where asked for.")
                .or_default(),
            field("authorises", &A::authorises, "Of a reseller: that the provider may sell through it.")
                .or_default(),
            field("agreement", &A::agreement, "The acceptance of the agreement in the same act."),
            field("acceptedBy", &A::accepted_by, "Of an embedded text: the name of who accepts.")
                .at_most(100),
        };
    }
};

struct AnsweredView {
    InvitationState state = InvitationState::accepted;
    std::optional<Id<Tenant>> partner;
    static constexpr std::string_view schema_name = "InvitationAnswered";
    static constexpr auto fields() {
        return Fields{field("state", &AnsweredView::state, "accepted or refused."),
                      field("partnerId", &AnsweredView::partner, "Whose offer it was.")};
    }
};

struct StandingQuery {
    std::optional<Id<Tenant>> reseller;
    bool delegated = false;
    static constexpr std::string_view schema_name = "StandingRequestQuery";
    static constexpr auto fields() {
        return Fields{
            field("resellerId", &StandingQuery::reseller, "Who asks together with the partner."),
            field("delegated", &StandingQuery::delegated, "Whether rights are asked for.").or_default()};
    }
};

Invitation get_by_word(api::Context& context, std::string const& word) {
    auto found = partners::find_by_word(context.tx, context.gate, word);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

AskingView look(api::Context& context, std::string const& word) {
    auto const one = get_by_word(context, word);
    AskingView out;
    out.kind = one.kind;
    out.state = one.state_at(context.act.real_now);
    out.partner = asking_partner(context.tx, one.partner);
    if (one.reseller && one.kind == InvitationKind::relationship)
        out.reseller = asking_partner(context.tx, *one.reseller);
    out.invited_by = one.invited_by;
    out.delegated = one.delegated;
    out.expires = one.expires;
    if (one.kind == InvitationKind::partnership) return out;
    if (one.customer && one.kind != InvitationKind::relationship) out.customer_name = one.subject_name;
    out.agreement =
        current_text(context.act, one.customer ? access::get_tenant(context.tx, *one.customer).country
                                               : out.partner.country);
    if (one.shown.template_id)
        if (auto const text = find_text(one.shown.sha256))
            out.agreement = view_of_text(*text->of, text->language);
    return out;
}

// Who may answer: nobody for an attestation's page (the word is enough), else a customer's or a reseller's
// administrator. Relations and agreements bind the company: its global administrator (rules.md B4).
Caller const& answering(api::Context& context, Invitation const& one) {
    auto const& caller = context.caller();
    if (one.kind == InvitationKind::partnership) {
        context.require(Permission::manage_partnerships);
        return caller;
    }
    if (caller.kind != TenantKind::customer) throw Problem("only_for_customers");
    context.require(Permission::accept_as_customer);
    if (one.customer && one.kind != InvitationKind::relationship && *one.customer != caller.tenant)
        throw Problem("invitation_for_other");
    return caller;
}

std::string name_of(db::Tx& tx, Caller const& caller) {
    auto const person = access::find_user(tx, *caller.user);
    return person ? person->display_name() : std::string{};
}

void name_subject(db::Tx& tx, Invitation& one, Id<Tenant> customer) {
    one.customer = customer;
    one.subject_name = access::get_tenant(tx, customer).name;
}

Origin origin_of_answer(api::Context& context, Invitation const& one) {
    return origin_of(context, one.campaign ? Path::campaign : Path::invitation);
}

AnsweredView accept(api::Context& context, std::string const& word, AnswerForm const& form) {
    auto one = get_by_word(context, word);
    if (one.kind == InvitationKind::attestation) throw Problem("1000");
    auto const& caller = answering(context, one);
    if (one.kind == InvitationKind::partnership) {
        partners::accept_partnership(context.tx, context.act, one, form.authorises);
        return {InvitationState::accepted, one.partner};
    }
    partners::require_open(one, context.act.real_now);
    auto const given = form.agreement.value_or(Acceptance{});
    if (one.kind == InvitationKind::relationship) {
        accept_relationship(context.tx, context.act,
                            {one.partner, one.reseller, one.delegated && form.delegated}, given,
                            origin_of_answer(context, one));
        name_subject(context.tx, one, caller.tenant);
    } else {
        auto const relation = customers::find_relation(context.tx, one.partner, caller.tenant);
        if (!relation || relation->relationship != customers::Relationship::reseller) throw Problem("1000");
        accept_agreement(context.tx, context.act, *relation, given, origin_of_answer(context, one));
    }
    partners::mark_answered(context.tx, context.act, one, InvitationState::accepted,
                            name_of(context.tx, caller));
    return {InvitationState::accepted, one.partner};
}

AnsweredView refuse(api::Context& context, std::string const& word) {
    auto one = get_by_word(context, word);
    if (one.kind == InvitationKind::attestation) throw Problem("1000");
    auto const& caller = answering(context, one);
    if (one.kind == InvitationKind::partnership) {
        partners::refuse_partnership(context.tx, context.act, one);
        return {InvitationState::refused, one.partner};
    }
    partners::require_open(one, context.act.real_now);
    if (one.kind == InvitationKind::relationship) {
        name_subject(context.tx, one, caller.tenant);
    }
    partners::mark_answered(context.tx, context.act, one, InvitationState::refused,
                            name_of(context.tx, caller));
    return {InvitationState::refused, one.partner};
}

// The standing link names a partner and nothing secret: what it shows is a name.
AskingView look_at_partner(api::Context& context, Id<Tenant> const& id,
                           api::Query<StandingQuery> const& query) {
    auto const is_partner = [&](Id<Tenant> tenant, bool reseller) {
        auto const found = access::find_tenant(context.tx, tenant);
        return found && found->kind != TenantKind::customer &&
               (found->kind == TenantKind::indirect_reseller) == reseller;
    };
    if (!is_partner(id, false) || (query.reseller && !is_partner(*query.reseller, true)))
        throw Problem("1000");
    AskingView out;
    out.partner = asking_partner(context.tx, id);
    if (query.reseller) out.reseller = asking_partner(context.tx, *query.reseller);
    out.delegated = query.delegated;
    out.agreement = current_text(context.act, out.partner.country);
    return out;
}

}  // namespace

void add_link_routes(api::Router& router) {
    router.get("/ext/v1/invitation-links/{word}", look)
        .open("whoever holds the link's word may read who asks for what")
        .summary("What an invitation asks for");
    router.post("/ext/v1/invitation-links/{word}/acceptance", accept)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Accept an invitation: a relationship, the agreement, or a partnership");
    router.post("/ext/v1/invitation-links/{word}/refusal", refuse)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Refuse an invitation");
    router.get("/ext/v1/relationship-requests/{partner}", look_at_partner)
        .open("a partner's name stands in the link that it shares")
        .summary("What the link that is the same for every customer asks for");
}

}  // namespace entrepot::agreements
