// Cancellation windows as dated data (rules.md G; data/cancellation.json): how long a purchase is taken back.
#pragma once

#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

struct RefundOption {
    std::string type;
    std::optional<Time> expires;

    static constexpr std::string_view schema_name = "RefundOption";
    static constexpr auto fields() {
        return Fields{
            field("type", &RefundOption::type, "Full or Partial."),
            field("expiresAt", &RefundOption::expires, "Absent: never."),
        };
    }
};

struct Window {
    std::optional<Time> closes;  // absent: it may be cancelled at any time
    int days = 0;                // as 900117 names them
};

// The rule is the one in force when the seats were bought, not when they are given back.
Window window_of(Family family, Time bought);
// What a cancellation at `now` would give back.
std::vector<RefundOption> refund_options(Family family, Time bought, Time now);

}  // namespace entrepot::subscriptions
