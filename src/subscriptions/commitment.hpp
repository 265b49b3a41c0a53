// What a customer is bound to pay: by the month, and until the terms of its subscriptions end.
#pragma once

#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

// Of one subscription: the billing periods that are still to begin before its term ends. What has begun is
// billed, what has no term binds nobody.
Money still_to_pay(Record const& record, Time now);

struct Commitment {
    Money monthly, remaining;
    std::optional<Time> until;  // when the last of them ends
};
// Of those that are billed, before tax, at list prices.
Commitment commitment_of(std::vector<Record> const& records, Currency currency, Time now);

}  // namespace entrepot::subscriptions
