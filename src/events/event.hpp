// The ordered log: every change is an event, written in the transaction that makes it
// (product.md, principle 5).
#pragma once

#include "base/act.hpp"
#include "db/tx.hpp"

namespace entrepot::events {

// Whose the change is; the reader's scope is held against these.
struct Owners {
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller, customer;
};

// Where a reader stands in the log. Turns grow. On PostgreSQL the events of one turn appear together, and
// only those are read before which nothing can appear any more, so that a slow writer is never skipped.
struct Place {
    std::int64_t turn = 0, number = 0;
};

struct Event {
    std::int64_t turn = 0, number = 0;
    Id<Event> id;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller, customer;
    std::string type;  // customer_added, agreement_attested, order_placed, …
    Uuid subject;      // the id of what changed
    std::optional<Id<User>> user;
    std::optional<Id<App>> app;
    Time at, real_at;  // business and real time
    Uuid correlation;
    RawJson body;  // what a reader needs to know, without secrets

    static constexpr std::string_view schema_name = "Event";
    static constexpr std::string_view table = "events";
    static constexpr auto fields() {
        return Fields{
            field("turn", &Event::turn, "Its place in the log: by turn, then by number."),
            field("number", &Event::number, "The second part of its place."),
            field("id", &Event::id, "The event."),
            field("partnerId", &Event::partner, "The partner whose change it is."),
            field("resellerId", &Event::reseller, "The reseller concerned."),
            field("customerId", &Event::customer, "The customer concerned."),
            field("type", &Event::type, "What happened."),
            field("subject", &Event::subject, "The id of what changed."),
            field("userId", &Event::user, "Who did it."),
            field("appId", &Event::app, "Through which app."),
            field("at", &Event::at, "Business time."),
            field("realAt", &Event::real_at, "Real time."),
            field("correlationId", &Event::correlation, "The request's correlation id."),
            field("body", &Event::body, "What changed."),
        };
    }
};

// The scope is that of the act; `body` is any struct with fields().
void append(db::Tx& tx, Act const& act, Owners const& owners, std::string_view type, Uuid subject,
            RawJson body);

template <class Body>
void append(db::Tx& tx, Act const& act, Owners const& owners, std::string_view type, Uuid subject,
            Body const& body) {
    append(tx, act, owners, type, subject, RawJson{json::write(body)});
}

// Up to `limit` events after a place, in the log's order.
std::vector<Event> after(db::Tx& tx, Scope const& scope, Place place, int limit);

}  // namespace entrepot::events
