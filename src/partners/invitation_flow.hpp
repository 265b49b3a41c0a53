// Inviting customers and resellers, sending again, revoking; and a reseller's answer to a provider.
#pragma once

#include "access/account.hpp"
#include "base/act.hpp"
#include "partners/invitation_mail.hpp"
#include "partners/invitation_store.hpp"

namespace entrepot::partners {

struct InvitationForm {
    InvitationKind kind = InvitationKind::relationship;
    Recipient recipient;
    bool delegated = false;
    std::optional<Id<Tenant>> provider, reseller;
    std::optional<std::string> mpn_id, note;
    bool send_mail = false;

    static constexpr std::string_view schema_name = "InvitationForm";
    static constexpr auto fields() {
        using F = InvitationForm;
        return Fields{
            field("kind", &F::kind, "relationship (to a customer) or partnership (to a reseller)."),
            field("recipient", &F::recipient, "Who is written to.").or_default(),
            field("delegated", &F::delegated, "Whether delegated administration is asked for.").or_default(),
            field("providerId", &F::provider, "Of a reseller: with which provider."),
            field("resellerId", &F::reseller, "Of a provider: with or to which reseller."),
            field("mpnId", &F::mpn_id, "Of a partnership: the reseller's partner id instead.").at_most(10),
            field("note", &F::note, "Stands above the mail's text.").at_most(2000),
            field("sendMail", &F::send_mail, "Whether the server sends it; else it is only shown.")
                .or_default(),
        };
    }
};

// Checks and writes the row; for a partnership with a known reseller its state too. Throws Problem.
Invitation invite(db::Tx& tx, Act const& act, InvitationForm const& form);
// A row with what every kind has: id, times, who invites.
Invitation new_invitation(db::Tx& tx, Act const& act, InvitationKind kind, Recipient recipient);

// Gives the mail to the postman and counts it. Throws Problem where there is no address.
void send(db::Tx& tx, Safe& safe, Act const& act, Invitation& invitation, events::MailText const& text);
// A new end and, where asked for, a new link: the old one is then no longer valid.
void renew(db::Tx& tx, Act const& act, Invitation& invitation, bool new_link);
void revoke(db::Tx& tx, Act const& act, Invitation& invitation);
// Those that a customer could still answer to this partner: the relation ended.
void revoke_of_customer(db::Tx& tx, Act const& act, Id<Tenant> partner, Id<Tenant> customer);
void mark_answered(db::Tx& tx, Act const& act, Invitation& invitation, InvitationState state,
                   std::string const& by);

// The words of its mail for whoever invited.
MailFacts mail_facts(db::Tx& tx, Invitation const& invitation, std::string const& link);

// B9: a reseller ticks that it authorises the provider, and only then may the provider sell through it.
void accept_partnership(db::Tx& tx, Act const& act, Invitation& invitation, bool authorises);
void refuse_partnership(db::Tx& tx, Act const& act, Invitation& invitation);
// Either side ends it; customers and delegated rights stay (rules.md B18).
void end_partnership(db::Tx& tx, Act const& act, Id<Tenant> other);

// What stands in the way of asking a customer as one: partnership, partner agreement, region. Throws Problem.
void require_pair(db::Tx& tx, access::TenantRecord const& partner,
                  std::optional<access::TenantRecord> const& reseller, std::string const& path);

}  // namespace entrepot::partners
