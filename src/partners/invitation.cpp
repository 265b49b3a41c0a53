// Words, links and states of invitations: see invitation.hpp.
#include "partners/invitation.hpp"

#include "base/base64.hpp"
#include "base/words.hpp"

namespace entrepot::partners {

namespace {

constexpr std::size_t proof_size = 16;  // 128 bits that nobody guesses

// Takes as long wherever the first difference stands.
bool same(std::string_view a, std::string_view b) {
    unsigned char difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

}  // namespace

std::string write_word(Invitation const& invitation, Safe& safe) {
    auto const proof =
        safe.digest("invitation\n" + invitation.id.text() + '\n' + std::to_string(invitation.turn));
    return base64url(std::string(invitation.id.view()) + proof.substr(0, proof_size));
}

std::optional<Id<Invitation>> invitation_of(std::string_view word) {
    auto const bytes = from_base64url(word);
    if (!bytes || bytes->size() != 16 + proof_size) return std::nullopt;
    return Id<Invitation>(Uuid::from_bytes(std::string_view(*bytes).substr(0, 16)));
}

bool fits(std::string_view word, Invitation const& invitation, Safe& safe) {
    return same(word, write_word(invitation, safe));
}

void require_open(Invitation const& invitation, Time real_now) {
    switch (invitation.state_at(real_now)) {
        case InvitationState::open: return;
        case InvitationState::expired:
            throw Problem("invitation_expired", moment("when", invitation.expires));
        case InvitationState::revoked: throw Problem("invitation_revoked");
        case InvitationState::accepted:
        case InvitationState::refused:
            throw Problem("invitation_answered", moment("when", invitation.answered.value_or(Time{})));
    }
}

std::string standing_link(std::string const& address, Id<Tenant> partner,
                          std::optional<Id<Tenant>> const& reseller, bool delegated) {
    auto const kind = reseller ? "IndirectResellerRelationship" : "ResellerRelationship";
    auto out = address + "/Adminportal/Home?invType=" + kind + "&partnerId=" + partner.text();
    if (reseller) out += "&indirectCSPId=" + reseller->text();
    return out + "&msppId=0&DAP=" + (delegated ? "true" : "false") + "#/BillingAccounts/partner-invitation";
}

}  // namespace entrepot::partners
