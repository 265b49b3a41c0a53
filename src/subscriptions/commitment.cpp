// Sums of what is still to pay: see commitment.hpp.
#include "subscriptions/commitment.hpp"

#include <algorithm>

namespace entrepot::subscriptions {

Money still_to_pay(Record const& record, Time now) {
    Money const none{0, record.currency};
    if (record.is_trial || !is_billed(record) || record.commitment_ends >= no_end) return none;
    std::int64_t periods = 0;
    for (auto begins = billing_period_end(record, now); begins && *begins < record.commitment_ends;
         begins = billing_period_end(record, *begins))
        ++periods;
    return record.unit_price() * record.quantity * periods;
}

Commitment commitment_of(std::vector<Record> const& records, Currency currency, Time now) {
    Commitment out{{0, currency}, {0, currency}, {}};
    for (auto const& record : records) {
        if (record.currency != currency) continue;
        out.monthly = out.monthly + monthly_charge(record);
        auto const remaining = still_to_pay(record, now);
        if (remaining.minor == 0) continue;
        out.remaining = out.remaining + remaining;
        out.until = std::max(out.until.value_or(record.commitment_ends), record.commitment_ends);
    }
    return out;
}

}  // namespace entrepot::subscriptions
