// Terms, billing periods and recurring charges of a subscription: see subscription.hpp.
#include "subscriptions/subscription.hpp"

#include "base/check.hpp"

namespace entrepot::subscriptions {

int months_of(BillingCycle cycle) {
    switch (cycle) {
        case BillingCycle::monthly: return 1;
        case BillingCycle::annual: return 12;
        case BillingCycle::biennial: return 24;
        case BillingCycle::triennial: return 36;
        default: return 0;
    }
}

bool is_alive(Record const& record) {
    return record.status == Status::active || record.status == Status::suspended;
}

bool is_billed(Record const& record) {
    if (record.status == Status::active) return true;
    return record.status == Status::suspended && record.family != Family::classic;
}

Money monthly_charge(Record const& record) {
    auto const months = months_of(record.billing_cycle);
    if (months == 0 || record.is_trial || !is_billed(record)) return {0, record.currency};
    return divide(record.unit_price() * record.quantity, months);
}

Time term_end(Time start, std::string_view term, bool is_trial) {
    if (is_trial) return start + days{30};
    auto const period = parse_period(term);
    if (!period) return no_end;
    return add_months(start, period->months) + period->rest;
}

namespace {

// Billing days are counted from the start of the term, and for an add-on back from the end that it shares
// with its base; always in whole months from there, so that the 31st stays the 31st after a short month.
Time anchor(Record const& record) { return record.parent ? record.commitment_ends : record.started; }

// The greatest n with from + n periods not after `now`.
int periods_before(Time from, int months, Time now) {
    int n = static_cast<int>(std::chrono::floor<std::chrono::months>(now - from).count()) / months - 1;
    while (add_months(from, (n + 1) * months) <= now) ++n;
    return n;
}

}  // namespace

Time add_on_end(Record const& add_on, Record const& base, Time now) {
    // A base whose term is over and that still runs has no later end to keep to yet.
    auto const latest = base.commitment_ends > now ? base.commitment_ends : no_end;
    auto const months = months_of(add_on.billing_cycle);
    if (add_on.commitment_ends >= latest || months == 0) return std::min(add_on.commitment_ends, latest);
    auto const day =
        add_months(base.started, periods_before(base.started, months, add_on.commitment_ends) * months);
    return day > now ? day : add_on.commitment_ends;
}

std::optional<Time> billing_period_end(Record const& record, Time now) {
    auto const months = months_of(record.billing_cycle);
    if (months == 0) return std::nullopt;
    auto const end = add_months(anchor(record), (periods_before(anchor(record), months, now) + 1) * months);
    return std::min(end, record.commitment_ends);
}

}  // namespace entrepot::subscriptions
