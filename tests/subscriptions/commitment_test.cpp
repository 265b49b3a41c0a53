// What is still to pay until terms end, in figures.
#include <doctest/doctest.h>

#include "subscriptions/commitment.hpp"

namespace entrepot::subscriptions {

namespace {

Time day(int month, unsigned number) {
    return Time{std::chrono::sys_days{std::chrono::year{2026} / month / std::chrono::day{number}}};
}

Record seats(BillingCycle cycle, std::string term, Time from, Time until) {
    Record out;
    out.quantity = 10;
    out.billing_cycle = cycle;
    out.term = std::move(term);
    out.unit_price_minor = 12'00;
    out.currency = Currency("EUR");
    out.created = out.started = from;
    out.commitment_ends = until;
    return out;
}

}  // namespace

TEST_CASE("what is still to pay are the periods that begin before the term ends") {
    auto const monthly = seats(BillingCycle::monthly, "P1Y", day(1, 10), day(1, 10) + days{365});
    CHECK(still_to_pay(monthly, day(1, 10)).minor == 11 * 120'00);
    CHECK(still_to_pay(monthly, day(2, 9)).minor == 11 * 120'00);
    CHECK(still_to_pay(monthly, day(2, 10)).minor == 10 * 120'00);
    CHECK(still_to_pay(monthly, day(12, 31)).minor == 0);
    // A year paid at once is paid.
    CHECK(still_to_pay(seats(BillingCycle::annual, "P1Y", day(1, 10), day(1, 10) + days{365}), day(3, 1))
              .minor == 0);
    auto three = seats(BillingCycle::annual, "P3Y", day(1, 10), day(1, 10) + days{1096});
    CHECK(still_to_pay(three, day(3, 1)).minor == 2 * 120'00);
    three.status = Status::deleted;
    CHECK(still_to_pay(three, day(3, 1)).minor == 0);
}

TEST_CASE("trials, usage and what has no end bind nobody") {
    auto trial = seats(BillingCycle::monthly, "P1M", day(1, 10), day(2, 9));
    trial.is_trial = true;
    auto const forever = seats(BillingCycle::monthly, "", day(1, 10), no_end);
    auto const usage = seats(BillingCycle::none, "", day(1, 10), no_end);
    auto const sum = commitment_of({trial, forever, usage}, Currency("EUR"), day(1, 11));
    CHECK(sum.monthly.minor == 120'00);
    CHECK(sum.remaining.minor == 0);
    CHECK_FALSE(sum.until);
    auto const year = seats(BillingCycle::monthly, "P1Y", day(1, 10), day(1, 10) + days{365});
    auto const both = commitment_of({forever, year}, Currency("EUR"), day(1, 11));
    CHECK(both.monthly.minor == 240'00);
    CHECK(both.remaining.minor == 11 * 120'00);
    CHECK(both.until == day(1, 10) + days{365});
}

}  // namespace entrepot::subscriptions
