// An invitation as whoever invited sees it, with its link and mail to copy.
#pragma once

#include "events/mail.hpp"
#include "partners/invitation.hpp"

namespace entrepot::partners {

struct InvitationView {
    Id<Invitation> id;
    InvitationKind kind = InvitationKind::relationship;
    InvitationState state = InvitationState::open;
    bool delegated = false;
    std::optional<Id<Tenant>> reseller, customer;
    std::optional<std::string> name, reseller_name;
    Recipient recipient;
    std::string invited_by;
    Time created, expires;
    std::optional<Time> sent;
    std::int64_t times_sent = 0;
    std::optional<Time> answered;
    std::optional<std::string> answered_by, link;
    std::optional<events::MailText> mail;

    static constexpr std::string_view schema_name = "Invitation";
    static constexpr auto fields() {
        using V = InvitationView;
        return Fields{
            field("id", &V::id, "The invitation."),
            field("kind", &V::kind, "To what."),
            field("state", &V::state, "open, accepted, refused, revoked or expired."),
            field("delegated", &V::delegated, "Whether delegated administration is asked for."),
            field("resellerId", &V::reseller, "With or to which reseller."),
            field("customerId", &V::customer, "For or accepted by which customer."),
            field("name", &V::name, "Of the customer, or of the reseller of a partnership, where known."),
            field("resellerName", &V::reseller_name, "Of the reseller who asks along."),
            field("recipient", &V::recipient, "Who is written to."),
            field("invitedBy", &V::invited_by, "Who invited."),
            field("createdAt", &V::created, "Real time."),
            field("expiresAt", &V::expires, "Real time."),
            field("sentAt", &V::sent, "When it was last given to the mail."),
            field("timesSent", &V::times_sent, "How often."),
            field("answeredAt", &V::answered, "When it was answered."),
            field("answeredBy", &V::answered_by, "By whom."),
            field("link", &V::link, "The protected link; only while it is open, and not in lists."),
            field("mail", &V::mail, "What the mail says; as the link."),
        };
    }
};

inline InvitationView view_of(Invitation const& one, Time real_now) {
    InvitationView out;
    out.id = one.id;
    out.kind = one.kind;
    out.state = one.state_at(real_now);
    out.delegated = one.delegated;
    out.reseller = one.reseller;
    out.customer = one.customer;
    if (!one.subject_name.empty()) out.name = one.subject_name;
    out.recipient = one.recipient;
    out.invited_by = one.invited_by;
    out.created = one.created;
    out.expires = one.expires;
    out.sent = one.sent;
    out.times_sent = one.times_sent;
    out.answered = one.answered;
    if (!one.answered_by.empty()) out.answered_by = one.answered_by;
    return out;
}

// The page behind an invitation's link.
inline std::string link_of(std::string const& address, std::string const& word) {
    return address + "/invitation/" + word;
}

}  // namespace entrepot::partners
