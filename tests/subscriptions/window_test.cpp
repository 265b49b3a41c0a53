// Cancellation windows by family and date of purchase; terms and billing periods.
#include "subscriptions/window.hpp"

#include <doctest/doctest.h>

#include "json/json.hpp"

using namespace entrepot;
using namespace entrepot::subscriptions;

namespace {

Time at(char const* text) { return *parse_time(text); }

std::string closing(Family family, char const* bought) {
    auto const window = window_of(family, at(bought));
    return window.closes ? format_time(*window.closes) + ' ' + std::to_string(window.days) : "never";
}

}  // namespace

TEST_CASE("the window is the one in force at the purchase") {
    CHECK(closing(Family::new_commerce, "2022-03-11T23:59:59Z") == "2022-03-14T23:59:59Z 3");
    CHECK(closing(Family::new_commerce, "2022-03-12T00:00:00Z") == "2022-03-19T00:00:00Z 7");
    CHECK(closing(Family::software, "2022-07-10T12:00:00Z") == "2022-08-09T12:00:00Z 30");
    CHECK(closing(Family::software, "2026-11-01T12:00:00Z") == "2026-11-08T12:00:00Z 7");
    CHECK(closing(Family::perpetual, "2026-11-01T12:00:00Z") == "2026-12-01T12:00:00Z 30");
    CHECK(closing(Family::classic, "2026-11-01T12:00:00Z") == "never");
    CHECK(closing(Family::usage, "2026-11-01T12:00:00Z") == "never");
}

TEST_CASE("what a cancellation gives back grows less") {
    auto const bought = at("2026-11-01T09:00:00Z");
    auto const kinds = [&](Family family, Time now) {
        std::string out;
        for (auto const& one : refund_options(family, bought, now)) out += one.type + ' ';
        return out;
    };
    CHECK(kinds(Family::new_commerce, bought + hours{3}) == "Full Partial ");
    CHECK(kinds(Family::new_commerce, bought + hours{30}) == "Partial ");
    CHECK(kinds(Family::new_commerce, bought + days{8}) == "");
    CHECK(kinds(Family::classic, bought + days{40}) == "Partial ");
    CHECK(kinds(Family::perpetual, bought + days{20}) == "Full ");
}

TEST_CASE("terms run by the calendar") {
    struct {
        char const* start;
        char const* term;
        bool trial;
        char const* end;
    } const rows[] = {
        {"2024-02-29T10:00:00Z", "P1Y", false, "2025-02-28T10:00:00Z"},
        {"2026-01-31T00:00:00Z", "P1M", false, "2026-02-28T00:00:00Z"},
        {"2026-01-31T00:00:00Z", "P3Y", false, "2029-01-31T00:00:00Z"},
        {"2026-11-24T13:32:00Z", "P1M", true, "2026-12-24T13:32:00Z"},
        {"2026-11-24T13:32:00Z", "", false, "9999-12-10T00:00:00Z"},
    };
    for (auto const& row : rows) CHECK(format_time(term_end(at(row.start), row.term, row.trial)) == row.end);
}

TEST_CASE("billing periods run by the calendar, an add-on's with its base's") {
    Record record;
    record.started = at("2026-01-31T08:00:00Z");
    record.commitment_ends = add_months(record.started, 12);
    struct {
        BillingCycle cycle;
        char const* now;
        char const* end;
    } const rows[] = {
        {BillingCycle::monthly, "2026-01-31T08:00:00Z", "2026-02-28T08:00:00Z"},
        {BillingCycle::monthly, "2026-02-28T07:59:00Z", "2026-02-28T08:00:00Z"},
        {BillingCycle::monthly, "2026-02-28T08:00:00Z", "2026-03-31T08:00:00Z"},
        {BillingCycle::monthly, "2027-01-15T08:00:00Z", "2027-01-31T08:00:00Z"},
        {BillingCycle::annual, "2026-06-01T08:00:00Z", "2027-01-31T08:00:00Z"},
        {BillingCycle::monthly, "2028-06-01T08:00:00Z", "2027-01-31T08:00:00Z"},
    };
    for (auto const& row : rows) {
        record.billing_cycle = row.cycle;
        CHECK(format_time(*billing_period_end(record, at(row.now))) == row.end);
    }
    record.billing_cycle = BillingCycle::one_time;
    CHECK_FALSE(billing_period_end(record, record.started));

    Record add_on;
    add_on.parent = Id<Subscription>{new_uuid()};
    add_on.billing_cycle = BillingCycle::monthly;
    add_on.started = at("2026-05-10T00:00:00Z");
    add_on.commitment_ends = at("2027-01-31T08:00:00Z");
    CHECK(format_time(*billing_period_end(add_on, add_on.started)) == "2026-05-31T08:00:00Z");
    CHECK(format_time(*billing_period_end(add_on, at("2026-06-15T00:00:00Z"))) == "2026-06-30T08:00:00Z");
}
