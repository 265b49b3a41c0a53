// Cancellation windows: see window.hpp.
#include "subscriptions/window.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "json/json.hpp"

namespace entrepot::subscriptions {

namespace {

struct Option {
    std::string type, after;  // a period from the purchase; empty: no end
    static constexpr std::string_view schema_name = "CancellationOption";
    static constexpr auto fields() {
        return Fields{field("type", &Option::type, "Full or Partial."),
                      field("after", &Option::after, "How long.").or_default()};
    }
};

struct Policy {
    Family family = Family::classic;
    Time from;
    std::vector<Option> options;
    static constexpr std::string_view schema_name = "CancellationWindowPolicy";
    static constexpr auto fields() {
        return Fields{field("family", &Policy::family, "For what."),
                      field("from", &Policy::from, "For purchases since."),
                      field("options", &Policy::options, "In order of their end.")};
    }
};

Policy const& policy_of(Family family, Time bought) {
    static auto const policies = json::read<std::vector<Policy>>(embedded("data/cancellation.json"));
    Policy const* found = nullptr;
    for (auto const& one : policies)
        if (one.family == family && (!found || (one.from <= bought && one.from > found->from))) found = &one;
    check(found != nullptr, "every family has a cancellation policy");
    return *found;
}

std::optional<Time> end_of(Option const& option, Time bought) {
    auto const period = parse_period(option.after);
    if (!period) return std::nullopt;
    return add_months(bought, period->months) + period->rest;
}

}  // namespace

Window window_of(Family family, Time bought) {
    Window out;
    for (auto const& option : policy_of(family, bought).options) {
        out.closes = end_of(option, bought);
        if (!out.closes) return {};
    }
    if (out.closes) out.days = static_cast<int>(std::chrono::floor<days>(*out.closes - bought).count());
    return out;
}

std::vector<RefundOption> refund_options(Family family, Time bought, Time now) {
    std::vector<RefundOption> out;
    for (auto const& option : policy_of(family, bought).options) {
        auto const end = end_of(option, bought);
        if (!end || *end > now) out.push_back({option.type, end});
    }
    return out;
}

}  // namespace entrepot::subscriptions
