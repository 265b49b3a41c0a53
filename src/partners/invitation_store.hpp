// The SQL of invitations.
#pragma once

#include <optional>
#include <vector>

#include "db/tx.hpp"
#include "partners/invitation.hpp"

namespace entrepot::partners {

void insert(db::Tx& tx, Scope const& scope, Invitation const& invitation);
// Within the scope of whoever invites, or of the customer it is for. Throws Problem 1000 (404).
Invitation get_invitation(db::Tx& tx, Scope const& scope, Id<Invitation> id);
// By the word of its link: whoever has it may look. Nothing for a word that is not, or no longer, the valid
// one.
std::optional<Invitation> find_by_word(db::Tx& tx, Safe& safe, std::string_view word);
// Every column that changes. Whoever answers has shown the word, or is the customer or partner itself.
void save(db::Tx& tx, Invitation const& invitation);

struct InvitationQuery {
    std::optional<InvitationKind> kind;
    std::optional<InvitationState> state;
    std::optional<Uuid> campaign;
    std::optional<Id<Tenant>> customer;
    std::optional<Id<Invitation>> before;  // where the page before ended
    int limit = 50;
};
// Newest first.
std::vector<Invitation> invitations(db::Tx& tx, Scope const& scope, InvitationQuery const& query,
                                    Time real_now);
// Open ones to a relationship or a partnership whose time ended after one moment and until another, the first
// to end first.
std::vector<Invitation> ending_invitations(db::Tx& tx, Scope const& scope, Time after, Time until, int limit);

}  // namespace entrepot::partners
