// The SQL of invitations: see invitation_store.hpp.
#include "partners/invitation_store.hpp"

namespace entrepot::partners {

namespace {

auto const bearer = Scope::everyone("whoever holds a link's word may read it and answer");

}  // namespace

void insert(db::Tx& tx, Scope const& scope, Invitation const& invitation) { tx.insert(scope, invitation); }

Invitation get_invitation(db::Tx& tx, Scope const& scope, Id<Invitation> id) {
    auto found =
        tx.find<Invitation>(scope, "SELECT {*} FROM invitations WHERE invitation_id = $1 AND {scope}", id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

std::optional<Invitation> find_by_word(db::Tx& tx, Safe& safe, std::string_view word) {
    auto const id = invitation_of(word);
    if (!id) return std::nullopt;
    auto found =
        tx.find<Invitation>(bearer, "SELECT {*} FROM invitations WHERE invitation_id = $1 AND {scope}", *id);
    if (!found || !fits(word, *found, safe)) return std::nullopt;
    return found;
}

void save(db::Tx& tx, Invitation const& one) {
    tx.exec(
        bearer,
        "UPDATE invitations SET reseller_id = $1, customer_id = $2, turn = $3, state = $4, expires_at = $5, "
        "sent_at = $6, times_sent = $7, answered_at = $8, answered_by = $9, shown = $10, recipient = $11, "
        "subject_name = $12 WHERE invitation_id = $13 AND {scope}",
        one.reseller, one.customer, one.turn, one.state, one.expires, one.sent, one.times_sent, one.answered,
        one.answered_by, one.shown, one.recipient, one.subject_name, one.id);
}

std::vector<Invitation> invitations(db::Tx& tx, Scope const& scope, InvitationQuery const& query,
                                    Time real_now) {
    // What is not asked for is a condition that always holds: one statement for every question.
    auto const kind = query.kind ? json::word(*query.kind) : "";
    auto const state = query.state.value_or(InvitationState::open);
    bool const expired = state == InvitationState::expired;
    auto const stored = !query.state ? "" : expired ? "open" : json::word(state);
    auto const from = expired ? Time{} : query.state == InvitationState::open ? real_now : Time{};
    auto const until = expired ? real_now : no_end;
    Uuid last;
    last.bytes.fill(0xff);
    return tx.list<Invitation>(
        scope,
        "SELECT {*} FROM invitations WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR state = $2) "
        "AND expires_at > $3 AND expires_at <= $4 AND ($5 = 0 OR campaign_id = $6) "
        "AND ($7 = 0 OR customer_id = $8) AND invitation_id < $9 AND {scope} "
        "ORDER BY invitation_id DESC LIMIT $10",
        kind, stored, from, until, std::int64_t{query.campaign.has_value()}, query.campaign.value_or(Uuid{}),
        std::int64_t{query.customer.has_value()}, query.customer.value_or(Id<Tenant>{}),
        query.before ? Uuid(*query.before) : last, std::int64_t{query.limit});
}

std::vector<Invitation> ending_invitations(db::Tx& tx, Scope const& scope, Time after, Time until,
                                           int limit) {
    return tx.list<Invitation>(
        scope,
        "SELECT {*} FROM invitations WHERE state = 'open' AND kind IN ('relationship', 'partnership') "
        "AND expires_at > $1 AND expires_at <= $2 AND {scope} ORDER BY expires_at LIMIT $3",
        after, until, std::int64_t{limit});
}

}  // namespace entrepot::partners
