// A subscription: its row, and the words that carts, orders and subscriptions share.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "catalog/item.hpp"

namespace entrepot::subscriptions {

struct Subscription;
struct Order;

// The order of these words is their number on the wire, which .NET may send.
enum class Status : std::uint8_t { none, active, suspended, deleted, expired, pending, disabled };
constexpr auto wire_names(Status) {
    using S = Status;
    return std::array{Wire{S::none, "none"},           Wire{S::active, "active"},
                      Wire{S::suspended, "suspended"}, Wire{S::deleted, "deleted"},
                      Wire{S::expired, "expired"},     Wire{S::pending, "pending"},
                      Wire{S::disabled, "disabled"}};
}

using catalog::BillingCycle;
// 0 where nothing recurs.
int months_of(BillingCycle cycle);

// Whose rules a subscription follows: how long it may be cancelled, whether its seats may be fewer, whether a
// suspended one is billed (rules.md F10, G1 to G9).
enum class Family : std::uint8_t { classic, new_commerce, software, perpetual, usage };
constexpr auto wire_names(Family) {
    using F = Family;
    return std::array{Wire{F::classic, "classic"}, Wire{F::new_commerce, "new_commerce"},
                      Wire{F::software, "software"}, Wire{F::perpetual, "perpetual"},
                      Wire{F::usage, "usage"}};
}

// Seats added after the purchase: they have a cancellation window of their own (G7).
struct Addition {
    Time at;
    std::int64_t quantity = 0;
    Time cancellable_until;
    bool operator==(Addition const&) const = default;

    static constexpr std::string_view schema_name = "SubscriptionAddition";
    static constexpr auto fields() {
        return Fields{
            field("at", &Addition::at, "When they were added."),
            field("quantity", &Addition::quantity, "How many."),
            field("cancellableUntil", &Addition::cancellable_until, "Until when they may be taken back."),
        };
    }
};

struct Record {
    Id<Tenant> customer;
    Id<Subscription> id;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    Id<Order> order;
    Family family = Family::new_commerce;
    std::string item_id, offer_name, friendly_name;
    std::int64_t quantity = 0;
    std::optional<Id<Subscription>> parent;
    Status status = Status::active;
    bool auto_renew = false;
    BillingCycle billing_cycle = BillingCycle::monthly;
    std::string term, renewal_term, partner_on_record;
    bool is_trial = false;
    std::int64_t unit_price_minor = 0;
    Currency currency;
    Time created, started, commitment_ends;
    std::optional<Time> cancellable_until;
    std::vector<Addition> additions;
    std::vector<std::string> suspension_reasons;
    std::int64_t version = 1;

    Money unit_price() const { return {unit_price_minor, currency}; }

    static constexpr std::string_view schema_name = "SubscriptionRecord";
    static constexpr std::string_view table = "subscriptions";
    static constexpr auto fields() {
        return Fields{
            field("customerId", &Record::customer, "Whose it is.").key(),
            field("subscriptionId", &Record::id, "The subscription.").key(),
            field("partnerId", &Record::partner, "Who sells it."),
            field("resellerId", &Record::reseller, "The reseller concerned."),
            field("orderId", &Record::order, "The order that made it."),
            field("family", &Record::family, "Whose rules it follows."),
            field("itemId", &Record::item_id, "The offer or catalogue item, as it was ordered."),
            field("offerName", &Record::offer_name, "The offer's name at the time of purchase."),
            field("friendlyName", &Record::friendly_name, "What people call it; empty: as the offer."),
            field("quantity", &Record::quantity, "Seats."),
            field("parentId", &Record::parent, "The base of an add-on."),
            field("status", &Record::status, "Where it stands."),
            field("autoRenew", &Record::auto_renew, "Whether its term is followed by another."),
            field("billingCycle", &Record::billing_cycle, "How often it is billed."),
            field("term", &Record::term, "P1M, P1Y, P3Y; empty: for ever."),
            field("renewalTerm", &Record::renewal_term, "The next term, where another was asked for."),
            field("partnerOnRecord", &Record::partner_on_record, "The reseller's MPN id, or empty."),
            field("isTrial", &Record::is_trial, "Whether it is a trial."),
            field("unitPriceMinor", &Record::unit_price_minor, "One unit, one billing period, before tax."),
            field("currency", &Record::currency, "Of the price."),
            field("createdAt", &Record::created, "Business time."),
            field("startedAt", &Record::started, "When its term began."),
            field("commitmentEndsAt", &Record::commitment_ends, "When its term ends."),
            field("cancellableUntil", &Record::cancellable_until, "The end of its cancellation window."),
            field("additions", &Record::additions, "Seats added since."),
            field("suspensionReasons", &Record::suspension_reasons, "Why it is suspended."),
            field("version", &Record::version, "Counts its changes."),
        };
    }
};

// What recurs by the month: a year's price by twelve, nothing for what is paid once or is not billed now.
Money monthly_charge(Record const& record);
// Suspended seats of new commerce go on being billed (F10), suspended classic ones do not (G1).
bool is_billed(Record const& record);
bool is_alive(Record const& record);  // active or suspended

// The end of a term that begins at `start`; trials last 30 days (H1), what has no term lasts for ever.
Time term_end(Time start, std::string_view term, bool is_trial);
// The end of an add-on's term that joins a running base at `now`: at the latest the base's own, and on one
// of its billing days (rules.md E7), the last that the add-on's term reaches.
Time add_on_end(Record const& add_on, Record const& base, Time now);
// The end of the billing period that `now` lies in, not past the term; nothing where nothing recurs.
std::optional<Time> billing_period_end(Record const& record, Time now);

}  // namespace entrepot::subscriptions
