// Invitations for whoever invites: make, list, look at again, send again, revoke; and the standing link.
#include <algorithm>

#include "access/account_store.hpp"
#include "base/fold.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"
#include "partners/relationship_store.hpp"
#include "partners/routes.hpp"

namespace entrepot::partners {

namespace {

struct RelationshipRequest {
    std::string url;
    static constexpr std::string_view schema_name = "CustomerRelationshipRequest";
    static constexpr std::string_view object_type = "RelationshipRequest";
    static constexpr auto fields() {
        return Fields{field("url", &RelationshipRequest::url,
                            "The same for every customer: its global administrator opens it.")};
    }
};

struct ListQuery {
    std::optional<InvitationKind> kind;
    std::optional<InvitationState> state;
    std::optional<Id<Tenant>> customer;
    std::optional<int> size;
    std::string cursor;
    static constexpr std::string_view schema_name = "InvitationQuery";
    static constexpr auto fields() {
        using Q = ListQuery;
        return Fields{field("kind", &Q::kind, "Only of this kind."),
                      field("state", &Q::state, "Only in this state."),
                      field("customerId", &Q::customer, "Only for this customer."),
                      field("size", &Q::size, "Up to 100."),
                      field("cursor", &Q::cursor, "Where the page before ended.").or_default()};
    }
};

struct ResendForm {
    bool new_link = false, send_mail = false;
    std::optional<std::string> note;
    static constexpr std::string_view schema_name = "InvitationRenewal";
    static constexpr auto fields() {
        using F = ResendForm;
        return Fields{field("newLink", &F::new_link, "The link that went out before ends.").or_default(),
                      field("sendMail", &F::send_mail, "Whether the server sends it.").or_default(),
                      field("note", &F::note, "Stands above the mail's text.").at_most(2000)};
    }
};

// D9: in the US Government cloud a customer has one partner only.
void require_multi_partner(api::Context const& context) {
    if (context.cloud == "usgov") throw Problem("900127");
}

struct StandingParameters {
    std::optional<Id<Tenant>> provider;
    static constexpr std::string_view schema_name = "RelationshipRequestParameters";
    static constexpr auto fields() {
        return Fields{field("providerId", &StandingParameters::provider,
                            "For a reseller of several providers: together with which; absent: the first by "
                            "name.")};
    }
};

RelationshipRequest relationship_request(api::Context& context, api::Query<StandingParameters> const& asked) {
    require_multi_partner(context);
    auto const address = context.public_url();
    bool const direct = context.caller().kind != TenantKind::indirect_reseller;
    // C16: the link is the request.
    if (direct && access::get_tenant(context.tx, context.caller().tenant).restricted)
        throw Problem("direct_bill_restricted");
    if (direct) return {standing_link(address, context.caller().tenant, std::nullopt, false)};
    // A reseller asks together with its provider.
    for (auto const& one : providers_of(context.tx, context.caller()))
        if (one.state == PartnershipState::active && (!asked.provider || one.id == *asked.provider))
            return {standing_link(address, one.id, context.caller().tenant, false)};
    if (asked.provider) throw Problem("provider_without_partnership").at("providerId");
    throw Problem("provider_without_partnership");
}

std::string link_to(api::Context const& context, Invitation const& one) {
    return link_of(context.public_url(), write_word(one, context.gate));
}

// Whoever has the address of an attestation's page can accept on it, without signing in: it is for those who
// may attest, and for no reseller (rules.md A3, A4).
bool may_pass_on(api::Context const& context, Invitation const& one) {
    if (one.kind != InvitationKind::attestation) return true;
    auto const verdict = context.verdict(Permission::attest_agreement);
    return std::ranges::all_of(verdict.reasons, [](auto const& why) { return why.code == "needs_person"; });
}

InvitationView whole(api::Context& context, Invitation const& one, std::string const& note = {}) {
    auto out = view_of(one, context.act.real_now);
    if (one.reseller && one.kind != InvitationKind::partnership)
        out.reseller_name = access::get_tenant(context.tx, *one.reseller).name;
    if (out.state != InvitationState::open || !may_pass_on(context, one)) return out;
    out.link = link_to(context, one);
    out.mail = mail_of(one, mail_facts(context.tx, one, *out.link), note);
    return out;
}

InvitationView make(api::Context& context, InvitationForm const& form) {
    require_multi_partner(context);
    if (form.kind == InvitationKind::partnership) context.require(Permission::invite_partner);
    auto invitation = invite(context.tx, context.act, form);
    auto out = whole(context, invitation, form.note.value_or(""));
    if (form.send_mail) {
        send(context.tx, context.gate, context.act, invitation, *out.mail);
        out.sent = invitation.sent;
        out.times_sent = invitation.times_sent;
    }
    return out;
}

api::Cursored<InvitationView> list(api::Context& context, api::Query<ListQuery> const& asked) {
    auto const size = std::min(api::page_size(asked.size, 50), 100);
    InvitationQuery query{asked.kind, asked.state, {}, asked.customer, {}, size + 1};
    if (!asked.cursor.empty()) {
        auto const keys = api::read_cursor(asked.cursor);
        if (!keys || keys->size() != 1 || keys->front().size() != 16)
            throw Problem("bad_parameter", {{"value", cut(asked.cursor, 100)}}).at("cursor");
        query.before = Id<Invitation>(Uuid::from_bytes(keys->front()));
    }
    auto found = invitations(context.tx, context.scope(), query, context.act.real_now);
    api::Cursored<InvitationView> out;
    if (found.size() > static_cast<std::size_t>(size)) {
        found.resize(static_cast<std::size_t>(size));
        out.next = api::make_cursor({std::string(found.back().id.view())});
    }
    std::map<Uuid, std::string> names;  // of the few resellers that a page names
    auto const name = [&](std::optional<Id<Tenant>> const& id) -> std::optional<std::string> {
        if (!id) return std::nullopt;
        auto const at = names.find(*id);
        if (at != names.end()) return at->second;
        return names.emplace(*id, access::get_tenant(context.tx, *id).name).first->second;
    };
    for (auto const& one : found) {
        auto& view = out.items.emplace_back(view_of(one, context.act.real_now));
        if (one.kind != InvitationKind::partnership) view.reseller_name = name(one.reseller);
    }
    return out;
}

InvitationView show(api::Context& context, Id<Invitation> const& id) {
    return whole(context, get_invitation(context.tx, context.scope(), id));
}

// Who may ask for it may send it again and take it back.
Invitation own(api::Context& context, Id<Invitation> const& id) {
    auto out = get_invitation(context.tx, context.scope(), id);
    bool const of_others = out.kind == InvitationKind::partnership && out.partner != context.caller().tenant;
    if (of_others || !may_pass_on(context, out)) throw Problem("1000");
    return out;
}

InvitationView resend(api::Context& context, Id<Invitation> const& id, ResendForm const& form) {
    auto invitation = own(context, id);
    renew(context.tx, context.act, invitation, form.new_link);
    auto out = whole(context, invitation, form.note.value_or(""));
    if (!form.send_mail) return out;
    send(context.tx, context.gate, context.act, invitation, *out.mail);
    out.sent = invitation.sent;
    out.times_sent = invitation.times_sent;
    return out;
}

InvitationView take_back(api::Context& context, Id<Invitation> const& id) {
    auto invitation = own(context, id);
    revoke(context.tx, context.act, invitation);
    return whole(context, invitation);
}

}  // namespace

void add_invitation_routes(api::Router& router) {
    router.get("/v1/customers/relationshiprequests", relationship_request)
        .allow(Permission::request_relationship)
        .needs_person()
        .summary("The link through which a customer accepts the caller as its reseller");
    router.post("/ext/v1/invitations", make)
        .allow(Permission::request_relationship)
        .needs_person()
        .created()
        .summary("Invite a customer to a relationship, or a reseller to a partnership");
    router.get("/ext/v1/invitations", list)
        .allow(Permission::see_invitations)
        .summary("Invitations, newest first");
    router.get("/ext/v1/invitations/{invitation}", show)
        .allow(Permission::see_invitations)
        .summary("An invitation with its link and mail to copy");
    router.post("/ext/v1/invitations/{invitation}/renewals", resend)
        .allow(Permission::request_relationship)
        .summary("Give an invitation a new end, a new link, or send it again");
    router.post("/ext/v1/invitations/{invitation}/revocation", take_back)
        .allow(Permission::request_relationship)
        .summary("Take an invitation back: its link ends");
}

}  // namespace entrepot::partners
