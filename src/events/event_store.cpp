// The event table.
#include "events/event.hpp"

namespace entrepot::events {

void append(db::Tx& tx, Act const& act, Owners const& owners, std::string_view type, Uuid subject,
            RawJson body) {
    tx.exec(act.scope(),
            "INSERT INTO events (id, partner_id, reseller_id, customer_id, type, subject, user_id, app_id, "
            "at, real_at, correlation_id, body, turn) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, {turn})",
            new_uuid(), owners.partner, owners.reseller, owners.customer, type, subject, act.caller.user,
            act.caller.app, act.now, act.real_now, act.correlation, body);
}

std::vector<Event> after(db::Tx& tx, Scope const& scope, Place place, int limit) {
    return tx.list<Event>(scope,
                          "SELECT {*} FROM events WHERE (turn, number) > ($1, $2) AND {settled} AND {scope} "
                          "ORDER BY turn, number LIMIT $3",
                          place.turn, place.number, limit);
}

}  // namespace entrepot::events
