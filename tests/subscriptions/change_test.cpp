// What a PATCH may do to a subscription, what becomes of it, and why not (rules.md F, G).
#include "subscriptions/change.hpp"

#include <doctest/doctest.h>

#include "api/problem_answer.hpp"
#include "subscriptions/subscription_store.hpp"
#include "subscriptions/window.hpp"

using namespace entrepot;
using namespace entrepot::subscriptions;

namespace {

Time const bought = *parse_time("2026-11-01T09:00:00Z");

Record seats(Family family, std::int64_t quantity = 10) {
    Record out;
    out.id = Id<Subscription>{new_uuid()};
    out.family = family;
    out.offer_name = "Suite";
    out.quantity = quantity;
    out.auto_renew = family != Family::perpetual;
    out.term = family == Family::perpetual ? "" : "P1Y";
    out.billing_cycle = family == Family::perpetual ? BillingCycle::one_time : BillingCycle::monthly;
    out.unit_price_minor = 1170;
    out.currency = Currency("EUR");
    out.created = out.started = bought;
    out.commitment_ends = term_end(bought, out.term, false);
    out.cancellable_until = window_of(family, bought).closes;
    return out;
}

Surroundings around() { return {1, 300, true, std::nullopt, {}, "Suite"}; }

// The codes with their fields, or nothing where it may be.
std::string refused(Record const& record, Ask const& ask, Time now, Surroundings const& by = around()) {
    try {
        change(record, ask, by, now);
        return {};
    } catch (Problem const& problem) {
        std::string out;
        for (auto const& one : problem.fields) {
            api::problem_entry(one.code);  // every code has its texts
            out += (out.empty() ? "" : " ") + one.code + '@' + one.field;
        }
        return out;
    }
}

Ask to_quantity(std::int64_t quantity) {
    Ask ask;
    ask.quantity = quantity;
    return ask;
}
Ask to_status(Status status) {
    Ask ask;
    ask.status = status;
    return ask;
}
Ask to_name(char const* name) {
    Ask ask;
    ask.friendly_name = name;
    return ask;
}
Ask to_renew(bool on) {
    Ask ask;
    ask.auto_renew = on;
    return ask;
}
Ask both(Status status, std::int64_t quantity) {
    auto ask = to_status(status);
    ask.quantity = quantity;
    return ask;
}

}  // namespace

TEST_CASE("seats may grow at any time and shrink inside their window") {
    struct {
        Family family;
        int day;
        std::int64_t quantity;
        char const* refused;
    } const rows[] = {
        {Family::new_commerce, 1, 5, ""},
        {Family::new_commerce, 6, 1, ""},
        {Family::new_commerce, 8, 9, "800090@quantity"},
        {Family::new_commerce, 8, 11, ""},
        {Family::new_commerce, 1, 0, "2002@quantity"},
        {Family::new_commerce, 1, 301, "2002@quantity"},
        {Family::software, 8, 9, "800090@quantity"},
        {Family::classic, 200, 1, ""},
        {Family::perpetual, 1, 11, "800095@quantity"},
        {Family::usage, 1, 2, "800095@quantity"},
    };
    for (auto const& row : rows) {
        CAPTURE(json::word(row.family));
        CAPTURE(row.day);
        CHECK(refused(seats(row.family), to_quantity(row.quantity), bought + days{row.day}) == row.refused);
    }
}

TEST_CASE("seats that were added have a window of their own, and the latest go first") {
    auto record = seats(Family::new_commerce);
    record = change(record, to_quantity(15), around(), bought + days{20}).after;
    record = change(record, to_quantity(18), around(), bought + days{25}).after;
    REQUIRE(record.additions.size() == 2);
    CHECK(refused(record, to_quantity(9), bought + days{26}) == "800090@quantity");
    CHECK(refused(record, to_quantity(10), bought + days{26}) == "");
    // The five of the 20th day are past on the 28th, the three of the 25th are not.
    CHECK(refused(record, to_quantity(14), bought + days{28}) == "800090@quantity");
    auto const fewer = change(record, to_quantity(16), around(), bought + days{28}).after;
    CHECK(fewer.quantity == 16);
    REQUIRE(fewer.additions.size() == 1);
    CHECK(fewer.additions[0].quantity == 1);
    CHECK(fewer.version == record.version + 1);
}

TEST_CASE("a refused quantity is said with the offer's name of today and with numbers that read well") {
    auto by = around();
    by.name = "Suite bureautique";
    auto const entry = [&](std::int64_t quantity, Time now) {
        try {
            change(seats(Family::new_commerce), to_quantity(quantity), by, now);
        } catch (Problem const& problem) {
            return problem.fields.at(0);
        }
        return FieldProblem{};
    };
    CHECK(api::field_sentence(entry(301, bought), Language::fr).find("Suite bureautique") !=
          std::string::npos);
    auto one = entry(9, bought + days{8});
    one.words["seats"] = "1";
    CHECK(api::field_sentence(one, Language::fr).find("1 peuvent") == std::string::npos);
}

TEST_CASE("a suspended subscription comes back before it changes, in the same request too") {
    auto const record =
        change(seats(Family::new_commerce), to_status(Status::suspended), around(), bought).after;
    CHECK(record.status == Status::suspended);
    CHECK(record.suspension_reasons.size() == 1);
    CHECK(refused(record, to_quantity(11), bought) == "2001@quantity");
    CHECK(refused(record, to_name("Ventes"), bought) == "800091@friendlyName");
    CHECK(refused(record, to_renew(false), bought) == "800091@autoRenewEnabled");
    auto const after = change(record, both(Status::active, 11), around(), bought).after;
    CHECK(after.quantity == 11);
    CHECK(after.suspension_reasons.empty());
    CHECK(refused(seats(Family::new_commerce), both(Status::suspended, 11), bought) == "2001@quantity");
}

TEST_CASE("a base takes its add-ons along when it goes, not when it comes back") {
    auto by = around();
    by.add_ons = {seats(Family::new_commerce), seats(Family::new_commerce), seats(Family::new_commerce)};
    by.add_ons[1].status = Status::suspended;
    by.add_ons[2].status = Status::deleted;
    auto const suspended = change(seats(Family::new_commerce), to_status(Status::suspended), by, bought);
    REQUIRE(suspended.add_ons.size() == 1);
    CHECK(suspended.add_ons[0].id == by.add_ons[0].id);
    CHECK(change(seats(Family::new_commerce), to_status(Status::deleted), by, bought).add_ons.size() == 2);
    CHECK(change(suspended.after, to_status(Status::active), by, bought).add_ons.empty());
}

TEST_CASE("an add-on is not active without its base") {
    auto const add_on =
        change(seats(Family::new_commerce), to_status(Status::suspended), around(), bought).after;
    auto by = around();
    by.parent = seats(Family::new_commerce);
    CHECK(refused(add_on, to_status(Status::active), bought, by) == "");
    by.parent->status = Status::suspended;
    CHECK(refused(add_on, to_status(Status::active), bought, by) == "27009@status");
}

TEST_CASE("cancelling is possible while the window is open") {
    struct {
        Family family;
        int day;
        char const* refused;
    } const rows[] = {
        {Family::new_commerce, 6, ""},
        {Family::new_commerce, 8, "900117@status"},
        {Family::software, 8, "900117@status"},
        {Family::perpetual, 29, ""},
        {Family::perpetual, 31, "900117@status"},
        {Family::classic, 200, ""},
        {Family::usage, 200, ""},
    };
    for (auto const& row : rows) {
        CAPTURE(json::word(row.family));
        CHECK(refused(seats(row.family), to_status(Status::deleted), bought + days{row.day}) == row.refused);
    }
    auto const gone = change(seats(Family::classic), to_status(Status::deleted), around(), bought).after;
    CHECK_FALSE(gone.auto_renew);
    CHECK(refused(gone, to_status(Status::active), bought) == "2011@status");
    CHECK(refused(gone, to_name("Ventes"), bought) == "2011@status");
}

TEST_CASE("what is not to be had is refused, all of it at once") {
    auto const classic = seats(Family::classic), seat = seats(Family::new_commerce);
    Ask cycle;
    cycle.billing_cycle = true;
    CHECK(refused(classic, cycle, bought) == "2054@billingCycle");
    cycle.term = cycle.partner = cycle.next_term = true;
    CHECK(refused(seat, cycle, bought) ==
          "800097@billingCycle 800097@termDuration 800098@partnerId 900141@scheduledNextTermInstructions");
    CHECK(refused(seat, to_status(Status::expired), bought) == "800096@status");
    auto by = around();
    by.auto_renewable = false;
    auto off = seat;
    off.auto_renew = false;
    CHECK(refused(off, to_renew(true), bought, by) == "800093@autoRenewEnabled");
    CHECK(refused(off, to_renew(true), bought) == "");
    CHECK(refused(seat, to_renew(false), bought) == "");
    CHECK(refused(seat, both(Status::expired, 0), bought) == "800096@status 2002@quantity");
}

TEST_CASE("each act has its permission") {
    using P = Permission;
    CHECK(permission_for(ChangeKind::quantity) == P::change_subscription);
    CHECK(permission_for(ChangeKind::suspend) == P::suspend_subscription);
    CHECK(permission_for(ChangeKind::cancel) == P::cancel_subscription);
    CHECK(acts_of(both(Status::active, 3)) == std::vector{ChangeKind::reactivate, ChangeKind::quantity});
    CHECK(acts_of(Ask{}).empty());
}

TEST_CASE("figures follow what is active and what is billed") {
    auto record = seats(Family::new_commerce);
    CHECK(figures_of(record) == Figures{1, 10, 11700});
    record.status = Status::suspended;
    CHECK(figures_of(record) == Figures{0, 0, 11700});
    record.family = Family::classic;
    CHECK(figures_of(record) == Figures{0, 0, 0});
    record.status = Status::active;
    record.billing_cycle = BillingCycle::annual;
    record.unit_price_minor = 13440;
    CHECK(figures_of(record) == Figures{1, 10, 11200});
    record.is_trial = true;
    CHECK(figures_of(record) == Figures{1, 10, 0});
}
