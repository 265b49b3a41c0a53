// The event table.
#include "events/event.hpp"

namespace entrepot::events {

namespace {

// What is written of an event: number and turn are the log's.
struct Entry {
    Id<Event> id;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller, customer;
    std::string type;
    Uuid subject;
    std::optional<Id<User>> user;
    std::optional<Id<App>> app;
    Time at, real_at;
    Uuid correlation;
    RawJson body;

    static constexpr std::string_view schema_name = "EventEntry";
    static constexpr std::string_view table = "events";
    static constexpr auto fields() {
        return Fields{field("id", &Entry::id, ""),
                      field("partnerId", &Entry::partner, ""),
                      field("resellerId", &Entry::reseller, ""),
                      field("customerId", &Entry::customer, ""),
                      field("type", &Entry::type, ""),
                      field("subject", &Entry::subject, ""),
                      field("userId", &Entry::user, ""),
                      field("appId", &Entry::app, ""),
                      field("at", &Entry::at, ""),
                      field("realAt", &Entry::real_at, ""),
                      field("correlationId", &Entry::correlation, ""),
                      field("body", &Entry::body, "")};
    }
};

}  // namespace

void append(db::Tx& tx, Act const& act, Owners const& owners, std::string_view type, Uuid subject,
            RawJson body) {
    tx.append(Scope::partner(owners.partner),
              Entry{Id<Event>{new_uuid()}, owners.partner, owners.reseller, owners.customer,
                    std::string(type), subject, act.caller.user, act.caller.app, act.now, act.real_now,
                    act.correlation, std::move(body)});
}

std::vector<Event> after(db::Tx& tx, Scope const& scope, Place place, int limit) {
    return tx.list<Event>(scope,
                          "SELECT {*} FROM events WHERE (turn, number) > ($1, $2) AND {settled} AND {scope} "
                          "ORDER BY turn, number LIMIT $3",
                          place.turn, place.number, limit);
}

}  // namespace entrepot::events
