// Inviting and answering: see invitation_flow.hpp.
#include "partners/invitation_flow.hpp"

#include "access/account_store.hpp"
#include "base/fold.hpp"
#include "events/event.hpp"
#include "events/mail_store.hpp"
#include "partners/partnership_store.hpp"
#include "partners/relationship_store.hpp"

namespace entrepot::partners {

namespace {

struct InvitationEvent {
    InvitationKind kind = InvitationKind::relationship;
    InvitationState state = InvitationState::open;
    bool delegated = false;
    static constexpr std::string_view schema_name = "InvitationEvent";
    static constexpr auto fields() {
        return Fields{field("kind", &InvitationEvent::kind, "To what."),
                      field("state", &InvitationEvent::state, "Where it stands."),
                      field("delegated", &InvitationEvent::delegated, "With delegated rights.")};
    }
};

void tell(db::Tx& tx, Act const& act, Invitation const& one, std::string_view type) {
    events::append(tx, act, {one.partner, one.reseller, one.customer}, type, one.id,
                   InvitationEvent{one.kind, one.state, one.delegated});
}

void tell(db::Tx& tx, Act const& act, Partnership const& one, std::string_view type) {
    events::append(tx, act, {one.provider, one.reseller, std::nullopt}, type, one.reseller, one);
}

std::string name_of(db::Tx& tx, Caller const& caller) {
    auto const person = caller.user ? access::find_user(tx, *caller.user) : std::nullopt;
    return person ? person->display_name() : access::get_tenant(tx, caller.tenant).name;
}

// The provider that a reseller asks together with: the one it names, or its only one.
Id<Tenant> provider_of(db::Tx& tx, Act const& act, InvitationForm const& form) {
    std::vector<Id<Tenant>> active;
    for (auto const& one : providers_of(tx, act.caller))
        if (one.state == PartnershipState::active) active.push_back(one.id);
    if (form.provider) {
        for (auto const& one : active)
            if (one == *form.provider) return one;
        throw Problem("provider_without_partnership").at("providerId");
    }
    if (active.size() != 1)
        throw Problem(active.empty() ? "provider_without_partnership" : "required").at("providerId");
    return active.front();
}

Invitation relationship(db::Tx& tx, Act const& act, InvitationForm const& form) {
    auto out = new_invitation(tx, act, InvitationKind::relationship, form.recipient);
    bool const by_reseller = act.caller.kind == TenantKind::indirect_reseller;
    if (by_reseller) {
        out.partner = provider_of(tx, act, form);
        out.reseller = act.caller.tenant;
    } else {
        out.reseller = form.reseller;
    }
    out.delegated = form.delegated;
    auto const reseller = out.reseller ? access::find_tenant(tx, *out.reseller) : std::nullopt;
    // C16: through a reseller it is no direct relation.
    if (!out.reseller && access::get_tenant(tx, out.partner).restricted)
        throw Problem("direct_bill_restricted");
    if (out.reseller && !reseller) throw Problem("reseller_without_partnership").at("resellerId");
    require_pair(tx, access::get_tenant(tx, out.partner), reseller, "resellerId");
    return out;
}

std::optional<access::TenantRecord> invited_reseller(db::Tx& tx, InvitationForm const& form) {
    if (form.reseller) {
        auto const found = access::find_tenant(tx, *form.reseller);
        if (!found || found->kind == TenantKind::customer)
            throw Problem("mpa_tenant_unknown").at("resellerId");
        return found;
    }
    if (!form.mpn_id || form.mpn_id->empty()) return std::nullopt;
    auto const found = access::find_tenant_by_mpn_id(tx, *form.mpn_id);
    if (!found) throw Problem("mpa_mpn_unknown").at("mpnId");
    return found;
}

// What was only asked for is over with its invitation.
void end_invited(db::Tx& tx, Act const& act, Invitation const& invitation) {
    if (!invitation.reseller) return;
    auto const known = find_partnership(tx, invitation.partner, *invitation.reseller);
    if (known && known->state == PartnershipState::invited)
        set_partnership(tx, {known->provider, known->reseller, PartnershipState::ended, act.now});
}

// B7: both sit in the same region; and a reseller is one.
void require_reseller(access::TenantRecord const& provider, access::TenantRecord const& reseller,
                      std::string const& path) {
    if (reseller.kind != TenantKind::indirect_reseller) throw Problem("mpa_no_reseller").at(path);
    if (!is_in_market(provider.market, reseller.country))
        throw Problem("reseller_other_region", {{"name", reseller.name}}).at(path);
}

Invitation partnership(db::Tx& tx, Act const& act, InvitationForm const& form) {
    check(act.caller.kind == TenantKind::indirect_provider, "providers invite resellers");
    auto const provider = access::get_tenant(tx, act.caller.tenant);
    auto const reseller = invited_reseller(tx, form);
    auto out = new_invitation(tx, act, InvitationKind::partnership, form.recipient);
    if (!reseller) return out;
    require_reseller(provider, *reseller, form.reseller ? "resellerId" : "mpnId");
    auto const known = find_partnership(tx, provider.id, reseller->id);
    if (known && known->state == PartnershipState::active)
        throw Problem("partnership_exists", {{"name", reseller->name}}).at("mpnId");
    set_partnership(tx, {provider.id, reseller->id, PartnershipState::invited, act.now});
    out.reseller = reseller->id;
    out.subject_name = reseller->name;
    return out;
}

}  // namespace

void require_pair(db::Tx& tx, access::TenantRecord const& partner,
                  std::optional<access::TenantRecord> const& reseller, std::string const& path) {
    if (!partner.agreement_signed) throw Problem("900124");
    if (!reseller) return;
    if (partner.kind != TenantKind::indirect_provider) throw Problem("reseller_needs_provider").at(path);
    auto const pair = find_partnership(tx, partner.id, reseller->id);
    if (!pair || pair->state != PartnershipState::active)
        throw Problem("reseller_without_partnership").at(path);
    if (!reseller->agreement_signed) throw Problem("900123", {{"name", reseller->name}}).at(path);
    require_reseller(partner, *reseller, path);
}

Invitation new_invitation(db::Tx& tx, Act const& act, InvitationKind kind, Recipient recipient) {
    Invitation out;
    out.id = Id<Invitation>(new_uuid());
    out.kind = kind;
    out.partner = act.caller.tenant;
    out.recipient = std::move(recipient);
    if (!out.recipient.email.empty() && !events::is_mail_address(out.recipient.email))
        throw Problem("email_malformed").at("recipient.email");
    auto& language = out.recipient.language;
    if (language.empty()) language = json::word(act.language);
    if (language != "fr" && language != "en")
        throw Problem("not_a_choice", {{"choices", "fr, en"}}).at("recipient.language");
    out.invited_by = name_of(tx, act.caller);
    out.created = act.real_now;
    out.expires = act.real_now + invitation_life;
    return out;
}

Invitation invite(db::Tx& tx, Act const& act, InvitationForm const& form) {
    if (form.kind != InvitationKind::relationship && form.kind != InvitationKind::partnership)
        throw Problem("not_a_choice", {{"choices", "relationship, partnership"}}).at("kind");
    auto out =
        form.kind == InvitationKind::partnership ? partnership(tx, act, form) : relationship(tx, act, form);
    insert(tx, act.scope(), out);
    tell(tx, act, out, "invitation_made");
    return out;
}

void send(db::Tx& tx, Safe& safe, Act const& act, Invitation& invitation, events::MailText const& text) {
    if (invitation.recipient.email.empty()) throw Problem("required").at("recipient.email");
    events::queue_mail(tx, safe, act, invitation.partner, invitation.recipient.email, text);
    invitation.sent = act.real_now;
    ++invitation.times_sent;
    save(tx, invitation);
}

void renew(db::Tx& tx, Act const& act, Invitation& invitation, bool new_link) {
    auto const state = invitation.state_at(act.real_now);
    if (state != InvitationState::open && state != InvitationState::expired)
        require_open(invitation, act.real_now);
    invitation.expires = act.real_now + invitation_life;
    if (new_link) ++invitation.turn;
    save(tx, invitation);
    tell(tx, act, invitation, "invitation_renewed");
}

void revoke(db::Tx& tx, Act const& act, Invitation& invitation) {
    auto const state = invitation.state_at(act.real_now);
    if (state == InvitationState::revoked) return;
    if (state != InvitationState::expired) require_open(invitation, act.real_now);
    mark_answered(tx, act, invitation, InvitationState::revoked, name_of(tx, act.caller));
    if (invitation.kind == InvitationKind::partnership) end_invited(tx, act, invitation);
}

void revoke_of_customer(db::Tx& tx, Act const& act, Id<Tenant> partner, Id<Tenant> customer) {
    InvitationQuery query;
    query.state = InvitationState::open;
    query.customer = customer;
    query.limit = 500;
    for (auto& one : invitations(tx, Scope::partner(partner), query, act.real_now))
        mark_answered(tx, act, one, InvitationState::revoked, name_of(tx, act.caller));
}

void mark_answered(db::Tx& tx, Act const& act, Invitation& invitation, InvitationState state,
                   std::string const& by) {
    invitation.state = state;
    invitation.answered = act.real_now;
    invitation.answered_by = by;
    save(tx, invitation);
    tell(tx, act, invitation, "invitation_" + json::word(state));
}

MailFacts mail_facts(db::Tx& tx, Invitation const& invitation, std::string const& link) {
    MailFacts out;
    out.partner = access::get_tenant(tx, invitation.partner).name;
    if (invitation.reseller && invitation.kind != InvitationKind::partnership) {
        out.together = out.partner;
        out.partner = access::get_tenant(tx, *invitation.reseller).name;
    }
    out.customer = invitation.subject_name;
    out.link = link;
    return out;
}

void accept_partnership(db::Tx& tx, Act const& act, Invitation& invitation, bool authorises) {
    if (act.caller.kind != TenantKind::indirect_reseller) throw Problem("invitation_for_resellers");
    if (invitation.reseller && *invitation.reseller != act.caller.tenant)
        throw Problem("invitation_for_other");
    require_open(invitation, act.real_now);
    if (!authorises) throw Problem("authorisation_needed").at("authorises");
    auto const provider = access::get_tenant(tx, invitation.partner);
    require_reseller(provider, access::get_tenant(tx, act.caller.tenant), "authorises");
    Partnership const made{provider.id, act.caller.tenant, PartnershipState::active, act.now};
    set_partnership(tx, made);
    invitation.reseller = act.caller.tenant;
    invitation.subject_name = access::get_tenant(tx, act.caller.tenant).name;
    mark_answered(tx, act, invitation, InvitationState::accepted, name_of(tx, act.caller));
    tell(tx, act, made, "partnership_begun");
}

void refuse_partnership(db::Tx& tx, Act const& act, Invitation& invitation) {
    if (invitation.reseller && *invitation.reseller != act.caller.tenant)
        throw Problem("invitation_for_other");
    require_open(invitation, act.real_now);
    mark_answered(tx, act, invitation, InvitationState::refused, name_of(tx, act.caller));
    end_invited(tx, act, invitation);
}

namespace {

// Nobody begins again what was ended with a link that is still out.
void end_open_invitations(db::Tx& tx, Act const& act, Partnership const& ended, InvitationState state) {
    InvitationQuery query;
    query.kind = InvitationKind::partnership;
    query.state = InvitationState::open;
    query.limit = 500;
    for (auto& one : invitations(tx, act.scope(), query, act.real_now))
        if (one.partner == ended.provider && one.reseller == ended.reseller)
            mark_answered(tx, act, one, state, name_of(tx, act.caller));
}

}  // namespace

void end_partnership(db::Tx& tx, Act const& act, Id<Tenant> other) {
    bool const by_provider = act.caller.kind == TenantKind::indirect_provider;
    auto const provider = by_provider ? act.caller.tenant : other;
    auto const reseller = by_provider ? other : act.caller.tenant;
    auto known = find_partnership(tx, provider, reseller);
    if (!known) throw Problem("1000");
    if (known->state == PartnershipState::ended) return;
    known->state = PartnershipState::ended;
    set_partnership(tx, *known);
    end_open_invitations(tx, act, *known, by_provider ? InvitationState::revoked : InvitationState::refused);
    tell(tx, act, *known, "partnership_ended");
}

}  // namespace entrepot::partners
