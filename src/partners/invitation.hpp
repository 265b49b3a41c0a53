// Invitations by a protected link: to a customer, to become one or to accept the agreement; to a reseller, to
// become partners.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/caller.hpp"
#include "base/problem.hpp"
#include "base/safe.hpp"
#include "base/time.hpp"

namespace entrepot::partners {

enum class InvitationKind : std::uint8_t { relationship, agreement, attestation, partnership };
constexpr auto wire_names(InvitationKind) {
    using K = InvitationKind;
    return std::array{Wire{K::relationship, "relationship"}, Wire{K::agreement, "agreement"},
                      Wire{K::attestation, "attestation"}, Wire{K::partnership, "partnership"}};
}

// `expired` is never stored: it is what an open one is after its time.
enum class InvitationState : std::uint8_t { open, accepted, refused, revoked, expired };
constexpr auto wire_names(InvitationState) {
    using S = InvitationState;
    return std::array{Wire{S::open, "open"}, Wire{S::accepted, "accepted"}, Wire{S::refused, "refused"},
                      Wire{S::revoked, "revoked"}, Wire{S::expired, "expired"}};
}

struct Recipient {
    std::string name, email, language;
    static constexpr std::string_view schema_name = "InvitationRecipient";
    static constexpr auto fields() {
        return Fields{
            field("name", &Recipient::name, "Whom the mail speaks to.").at_most(200).or_default(),
            field("email", &Recipient::email, "Where it goes; empty: the link is only shown.")
                .at_most(254)
                .or_default(),
            field("language", &Recipient::language, "fr or en: that of the mail.").at_most(2).or_default()};
    }
};

// What an attestation's page showed, and who accepted there (rules.md A14).
struct Shown {
    std::optional<Uuid> template_id;
    std::string language, sha256, accepted_by, address, agent;
    static constexpr std::string_view schema_name = "ShownText";
    static constexpr auto fields() {
        return Fields{field("templateId", &Shown::template_id, "The template."),
                      field("language", &Shown::language, "Of the text.").or_default(),
                      field("sha256", &Shown::sha256, "Of the text.").or_default(),
                      field("acceptedBy", &Shown::accepted_by, "Who accepted.").or_default(),
                      field("address", &Shown::address, "From where.").or_default(),
                      field("agent", &Shown::agent, "With which program.").or_default()};
    }
};

struct Invitation {
    Id<Invitation> id;
    InvitationKind kind = InvitationKind::relationship;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller, customer;
    std::string subject_name;
    std::optional<Uuid> campaign;
    std::int64_t turn = 1;
    InvitationState state = InvitationState::open;
    bool delegated = false;
    Recipient recipient;
    std::string invited_by;
    Time created, expires;
    std::optional<Time> sent;
    std::int64_t times_sent = 0;
    std::optional<Time> answered;
    std::string answered_by;
    Shown shown;

    InvitationState state_at(Time real_now) const {
        return state == InvitationState::open && expires <= real_now ? InvitationState::expired : state;
    }

    static constexpr std::string_view schema_name = "InvitationRow";
    static constexpr std::string_view table = "invitations";
    static constexpr auto fields() {
        using I = Invitation;
        return Fields{
            field("invitationId", &I::id, "The invitation.").key(),
            field("kind", &I::kind, "To what."),
            field("partnerId", &I::partner, "Who will sell; of a partnership: the provider.").key(),
            field("resellerId", &I::reseller, "Through whom; of a partnership: who is invited."),
            field("customerId", &I::customer, "Known from the start, or who accepted."),
            field("subjectName", &I::subject_name, "The name of who is invited, where known."),
            field("campaignId", &I::campaign, "Of which it is a part."),
            field("turn", &I::turn, "Which link is the valid one."),
            field("state", &I::state, "Where it stands."),
            field("delegated", &I::delegated, "Whether delegated administration is asked for."),
            field("recipient", &I::recipient, "Who is written to."),
            field("invitedBy", &I::invited_by, "The person's name."),
            field("createdAt", &I::created, "Real time."),
            field("expiresAt", &I::expires, "Real time."),
            field("sentAt", &I::sent, "When it was last given to the mail."),
            field("timesSent", &I::times_sent, "How often."),
            field("answeredAt", &I::answered, "Real time."),
            field("answeredBy", &I::answered_by, "Who answered."),
            field("shown", &I::shown, "The text that was shown with an attestation."),
        };
    }
};

inline constexpr days invitation_life{30};

// The word of an invitation's link is worked out from its id, its turn and the key file: nothing that is
// stored opens it, and yet whoever invited can copy it again.
std::string write_word(Invitation const& invitation, Safe& safe);
// The id that a word speaks of; whether the word is the valid one is known with the row: see fits().
std::optional<Id<Invitation>> invitation_of(std::string_view word);
bool fits(std::string_view word, Invitation const& invitation, Safe& safe);

// Throws invitation_expired, invitation_revoked or invitation_answered where it can no longer be answered.
void require_open(Invitation const& invitation, Time real_now);

// The link that is the same for every customer (flows.md (c)): read, not written; it may be shared.
std::string standing_link(std::string const& address, Id<Tenant> partner,
                          std::optional<Id<Tenant>> const& reseller, bool delegated);

}  // namespace entrepot::partners
