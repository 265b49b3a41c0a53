// What the log keeps of a subscription: enough to say what was and what is.
#pragma once

#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

struct Sight {
    std::string name, friendly_name, item_id;
    std::int64_t quantity = 0;
    Status status = Status::none;
    bool auto_renew = false;
    BillingCycle billing_cycle = BillingCycle::unknown;
    std::string term;
    Id<Order> order;
    std::optional<Id<Subscription>> parent;

    static constexpr std::string_view schema_name = "SubscriptionSight";
    static constexpr auto fields() {
        return Fields{
            field("name", &Sight::name, "The offer's name."),
            field("friendlyName", &Sight::friendly_name, "What people call it."),
            field("itemId", &Sight::item_id, "What was ordered."),
            field("quantity", &Sight::quantity, "Seats."),
            field("status", &Sight::status, "Where it stands."),
            field("autoRenewEnabled", &Sight::auto_renew, "Whether it renews."),
            field("billingCycle", &Sight::billing_cycle, "How often it is billed."),
            field("termDuration", &Sight::term, "How long a term is."),
            field("orderId", &Sight::order, "The order that made it."),
            field("parentSubscriptionId", &Sight::parent, "The base of an add-on."),
        };
    }
};

inline Sight sight(Record const& record) {
    return {record.offer_name, record.friendly_name, record.item_id, record.quantity, record.status,
            record.auto_renew, record.billing_cycle, record.term,    record.order,    record.parent};
}

// before and after of subscription_changed; acts: quantity, rename, suspend, …
struct Changed {
    std::vector<std::string> acts;
    Sight before, after;

    static constexpr std::string_view schema_name = "SubscriptionChanged";
    static constexpr auto fields() {
        return Fields{field("acts", &Changed::acts, "What was done."),
                      field("before", &Changed::before, "How it was."),
                      field("after", &Changed::after, "How it is.")};
    }
};

}  // namespace entrepot::subscriptions
