// From asked lines to priced subscriptions: groups, dates, add-ons, sums, and every reason why not.
#include "orders/purchase.hpp"

#include <doctest/doctest.h>

#include "api/problem_answer.hpp"
#include "catalog/loaded.hpp"
#include "orders/cart.hpp"
#include "orders/quote.hpp"

using namespace entrepot;
using namespace entrepot::orders;

namespace {

constexpr auto suite = "D494B8B9-3601-489E-82F7-B088A98AFD0A";
constexpr auto suite_item = "ENTSJJQY5GBN:0001:00XCEM7P8GQM";
constexpr auto perpetual = "A04E736D-6AB7-4AE6-A343-3D6550E456FE";
constexpr auto add_on = "6CF9D6D5-D3E0-400D-870F-DD4BB384033C";  // of the suite
constexpr auto trial = "9AD09A62-57E3-4EB5-B54C-D6A7E7269D4B";

Time const now = *parse_time("2026-11-24T13:32:00Z");

catalog::Catalogue const& catalogue() {
    static catalog::Snapshot const snapshot = catalog::Loaded().snapshot();
    return *snapshot;
}

Facts french(Time at = now) {
    Facts out;
    out.country = "FR";
    out.currency = Currency("EUR");
    out.now = at;
    out.language = Language::fr;
    return out;
}

Line line(char const* item, std::int64_t quantity, BillingCycle cycle = BillingCycle::unknown) {
    Line out;
    out.item_id = item;
    out.quantity = quantity;
    out.cycle = cycle;
    return out;
}

std::string problems_of(std::vector<Line> lines, Facts const& facts = french()) {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].path = std::to_string(i);
    Problems problems;
    add_problems(place(lines, facts, catalogue()), "offerId", problems);
    std::string out;
    for (auto const& one : problems.list()) {
        api::problem_entry(one.code);  // every code has its texts
        out += (out.empty() ? "" : " ") + one.code + '@' + one.field;
    }
    return out;
}

subscriptions::Record owned_suite(Time since) {
    auto plan = place({line(suite_item, 20, BillingCycle::monthly)}, french(since), catalogue());
    orders_of(plan, std::nullopt, false);
    return plan.lines[0].subscription;
}

}  // namespace

TEST_CASE("lines are sorted into groups by system and billing cycle") {
    auto const plan =
        place({line(suite, 5, BillingCycle::monthly), line(suite_item, 5, BillingCycle::monthly),
               line(suite_item, 5, BillingCycle::annual), line(suite, 2, BillingCycle::annual)},
              french(), catalogue());
    CHECK(plan.groups() == std::vector<std::string>{"OMS-0", "0", "1", "OMS-1"});
    CHECK(plan.lines[0].subscription.family == subscriptions::Family::classic);
    CHECK(plan.lines[1].subscription.family == subscriptions::Family::new_commerce);
    CHECK_FALSE(plan.lines[0].subscription.cancellable_until);
    CHECK(format_time(*plan.lines[1].subscription.cancellable_until) == "2026-12-01T13:32:00Z");
    CHECK(format_time(plan.lines[1].subscription.commitment_ends) == "2027-11-24T13:32:00Z");
}

TEST_CASE("what is bought for ever has no end and no renewal") {
    auto const plan = place({line(perpetual, 2)}, french(), catalogue());
    REQUIRE(plan.allowed());
    auto const& one = plan.lines[0].subscription;
    CHECK(one.family == subscriptions::Family::perpetual);
    CHECK(one.commitment_ends == no_end);
    CHECK_FALSE(one.auto_renew);
    CHECK(format_time(*one.cancellable_until) == "2026-12-24T13:32:00Z");
}

TEST_CASE("an add-on goes with its base and ends with it") {
    auto child = line(add_on, 3, BillingCycle::monthly);
    child.base_line = 0;
    auto plan = place({line(suite, 5, BillingCycle::monthly), child}, french(), catalogue());
    REQUIRE(plan.allowed());
    auto const orders = orders_of(plan, std::nullopt, false);
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].lines.size() == 2);
    CHECK(plan.lines[1].subscription.parent == plan.lines[0].subscription.id);
    CHECK(orders[0].lines[1].parent == plan.lines[0].subscription.id);
    CHECK(plan.lines[1].of_days == 0);
}

TEST_CASE("an add-on that joins a running base pays for the days that are left") {
    auto facts = french();
    facts.owned = {owned_suite(*parse_time("2026-11-09T13:32:00Z"))};
    auto child = line(add_on, 3, BillingCycle::monthly);
    child.parent = facts.owned[0].id;
    auto const plan = place({child}, facts, catalogue());
    REQUIRE(plan.allowed());
    auto const& placed = plan.lines[0];
    CHECK(placed.subscription.parent == facts.owned[0].id);
    CHECK(placed.subscription.commitment_ends == facts.owned[0].commitment_ends);
    CHECK(placed.days == 15);
    CHECK(placed.of_days == 30);
    CHECK(placed.due == prorate(placed.unit_price, 3, 15, 30));
}

TEST_CASE("proration follows the published formula") {
    Money const unit{4800, Currency("EUR")};
    CHECK(prorate(unit, 1, 365, 365).minor == 4745);  // 0.13 a day
    CHECK(prorate(unit, 20, 30, 365).minor == 7900);  // 2.63 a day for all, 3.95 a unit
    // rules.md K7: 0.13 a day for one, and its parts of a year.
    CHECK(prorate(unit, 1, 19, 365).minor == 247);
    CHECK(prorate(unit, 1, 318, 365).minor == 4134);
}

TEST_CASE("every reason is said with its field") {
    auto facts = french();
    CHECK(problems_of({line("nothing", 5), line(suite, 0)}) == "800004@0.offerId 2002@1.quantity");
    CHECK(problems_of({line(add_on, 1)}) == "addon_needs_base@0.offerId");
    auto child = line(add_on, 1);
    child.parent = Id<Subscription>{new_uuid()};
    CHECK(problems_of({child}).starts_with("800021@0.parentSubscriptionId"));
    facts.owned = {owned_suite(now)};
    facts.owned[0].status = subscriptions::Status::suspended;
    child.parent = facts.owned[0].id;
    CHECK(problems_of({child}, facts) == "800012@0.parentSubscriptionId");
    child.parent.reset();
    child.base_line = 0;
    CHECK(problems_of({line(suite, 0), child}) == "2002@0.quantity base_refused@1.addonItems");
    auto named = line(suite, 5);
    named.partner_on_record = "1234567";
    CHECK(problems_of({named}) == "900203@0.attestationAccepted");
    auto shown = line(suite, 5);
    shown.expected_unit_price = "11.60";
    CHECK(problems_of({shown}) == "price_changed@0.expectedUnitPrice");
    shown.expected_unit_price = "11.70";
    CHECK(problems_of({shown}) == "");
    shown.promotion_id = "39NFJQT1PFPL";
    shown.renewal_term = "P2Y";
    CHECK(problems_of({shown}) == "27007@0.promotionId term_not_offered@0.renewsTo");
    CHECK(problems_of({line(trial, 25), line(trial, 25)}) == "27006@1.offerId");
}

TEST_CASE("a group is refused as a whole, with the groups that hang on it") {
    auto child = line(add_on, 3, BillingCycle::annual);
    child.base_line = 1;
    auto const plan = place({line(suite, 0, BillingCycle::monthly), line(suite, 5, BillingCycle::monthly),
                             child, line(suite_item, 5, BillingCycle::monthly)},
                            french(), catalogue());
    CHECK_FALSE(plan.allows("OMS-0"));
    CHECK_FALSE(plan.allows("OMS-1"));
    CHECK(plan.allows("0"));
    CHECK(plan.only_allowed().lines.size() == 1);
}

TEST_CASE("groups that hang on each other stand or fall together") {
    auto monthly = line(add_on, 3, BillingCycle::monthly), annual = line(add_on, 3, BillingCycle::annual);
    monthly.base_line = 0;
    annual.base_line = 2;
    std::vector<Line> lines = {line(suite, 5, BillingCycle::annual), monthly,
                               line(suite, 5, BillingCycle::monthly), annual};
    auto const plan = place(lines, french(), catalogue());
    REQUIRE(plan.groups() == std::vector<std::string>{"OMS-0", "OMS-1"});
    CHECK(plan.refused_groups().empty());
    CHECK(plan.only_allowed().lines.size() == 4);
    lines.push_back(line(suite, 0, BillingCycle::annual));
    auto const refused = place(lines, french(), catalogue());
    CHECK(refused.refused_groups().size() == 2);
    CHECK(refused.only_allowed().lines.empty());
}

TEST_CASE("each reseller has an order of its own") {
    auto first = line(suite, 5), second = line(suite, 6), third = line(suite, 7);
    first.reseller = third.reseller = Id<Tenant>{new_uuid()};
    second.reseller = Id<Tenant>{new_uuid()};
    auto plan = place({first, second, third}, french(), catalogue());
    CHECK(plan.groups() == std::vector<std::string>{"OMS-0", "OMS-1"});
    auto const orders = orders_of(plan, std::nullopt, false);
    REQUIRE(orders.size() == 2);
    CHECK(orders[0].lines.size() == 2);
    CHECK(orders[0].reseller == first.reseller);
    CHECK(orders[1].reseller == second.reseller);
}

TEST_CASE("what is refused carries no add-on and uses up no limit") {
    CHECK(problems_of({line(suite, 0), line(add_on, 1)}) == "2002@0.quantity addon_needs_base@1.offerId");
    CHECK(problems_of({line(trial, 24), line(trial, 25)}) == "2002@0.quantity");
}

TEST_CASE("a trial is not bought together with what it becomes") {
    CHECK(problems_of({line(suite, 5), line(trial, 25)}) == "trial_of_owned@1.offerId");
    CHECK(problems_of({line(trial, 25), line(suite, 5)}) == "trial_of_owned@0.offerId");
    CHECK(problems_of({line(trial, 25), line(suite, 0)}) == "2002@1.quantity");
}

TEST_CASE("a term renews to a month or a year") {
    auto const next = [](char const* term) {
        auto one = line(suite, 5);
        one.renewal_term = term;
        return problems_of({one});
    };
    CHECK(next("P1M") == "");
    CHECK(next("P1Y") == "");
    CHECK(next("P3Y") == "term_not_offered@0.renewsTo");
    CHECK(next("P9Z") == "term_not_offered@0.renewsTo");
}

TEST_CASE("an add-on for a shorter term ends on a billing day of its base") {
    struct {
        char const* bought;
        char const* ends;
        std::int64_t days, of_days;
    } const rows[] = {
        {"2026-03-02T10:00:00Z", "2026-03-22T10:00:00Z", 20, 28},
        {"2026-03-22T10:00:00Z", "2026-04-22T10:00:00Z", 0, 0},
        {"2026-03-22T09:00:00Z", "2026-03-22T10:00:00Z", 1, 28},
        {"2027-01-20T10:00:00Z", "2027-01-22T10:00:00Z", 2, 31},
    };
    auto base = owned_suite(*parse_time("2026-01-22T10:00:00Z"));
    base.billing_cycle = BillingCycle::annual;
    for (auto const& row : rows) {
        CAPTURE(row.bought);
        auto facts = french(*parse_time(row.bought));
        facts.owned = {base};
        auto child = line(add_on, 3, BillingCycle::monthly);
        child.term = "P1M";
        child.parent = base.id;
        auto const plan = place({child}, facts, catalogue());
        REQUIRE(plan.allowed());
        auto const& placed = plan.lines[0];
        CHECK(format_time(placed.subscription.commitment_ends) == row.ends);
        CHECK(placed.days == row.days);
        CHECK(placed.of_days == row.of_days);
    }
}

TEST_CASE("quantities beyond counting are refused, and nothing is reckoned with them") {
    for (auto const quantity : {INT64_MIN, std::int64_t{-1}, std::int64_t{1} << 62, INT64_MAX}) {
        auto const plan = place({line(suite, quantity), line(suite, 5)}, french(), catalogue());
        CHECK_FALSE(plan.lines[0].allowed());
        auto const sum = quote(plan, french(), "20");
        REQUIRE(sum.lines.size() == 1);
        CHECK(sum.lines[0].index == 1);
        CHECK(sum.subtotal.amount() == "58.50");
    }
    CHECK(quote(place({line(suite, catalog::most_units)}, french(), catalogue()), french(), "20")
              .lines.size() == 1);
}

TEST_CASE("a cart has so many lines, those inside others counted in") {
    Cart cart;
    cart.lines.resize(10);
    for (auto& one : cart.lines) one.add_ons.resize(19);
    CHECK(lines_of(cart).size() == most_lines);
    cart.lines[3].add_ons[2].add_ons.resize(1);
    CHECK_THROWS_AS(lines_of(cart), Problem);
    // Whatever else is placed: what is beyond is refused unseen, and the rest can be summed up.
    std::vector<Line> const lines(10'000, line(perpetual, catalog::most_units));
    auto const plan = place(lines, french(), catalogue());
    REQUIRE(plan.lines.size() == lines.size());
    CHECK(plan.lines.back().refusals.at(0).code == "too_many_items");
    CHECK(quote(plan, french(), "20").lines.size() == most_lines);
}

TEST_CASE("who may not buy is told so (rules C14)") {
    customers::Customer customer;
    auto const code = [&]() -> std::string {
        try {
            require_buyer(customer, Act{});
        } catch (Problem const& problem) {
            return problem.code;
        }
        return {};
    };
    customer.agreement = customers::AgreementState::accepted;
    CHECK(code() == "");
    customer.agreement = customers::AgreementState::invited;
    CHECK(code() == "13605");
    customer.relationship = customers::Relationship::none;
    CHECK(code() == "20002");
    customer.status = customers::Status::under_review;
    CHECK(code() == "800073");
    customer.status = customers::Status::refused;
    CHECK(code() == "800075");
}

TEST_CASE("a quote shows its arithmetic and its sums") {
    auto const plan = place({line(suite, 25, BillingCycle::monthly), line(suite, 100, BillingCycle::annual)},
                            french(), catalogue());
    auto const sum = quote(plan, french(), "20");
    REQUIRE(sum.lines.size() == 2);
    CHECK(sum.lines[0].arithmetic == "25\u00a0×\u00a011,70\u00a0€\u00a0=\u00a0292,50\u00a0€");
    CHECK(sum.lines[1].arithmetic == "100\u00a0×\u00a0134,40\u00a0€\u00a0=\u00a013\u202f440,00\u00a0€");
    CHECK(sum.subtotal.amount() == "13732.50");
    CHECK(sum.tax.amount() == "2746.50");
    CHECK(sum.first_invoice.amount() == "16479.00");
    CHECK(sum.monthly.amount() == "1412.50");
    CHECK(sum.yearly.amount() == "16950.00");
    CHECK(format_time(*sum.renews_at) == "2027-11-24T13:32:00Z");
    CHECK_FALSE(sum.cancellable_until);
    CHECK(spoken({129250, Currency("EUR")}, Language::en) == "€1,292.50");
    CHECK(spoken({-129250, Currency("USD")}, Language::fr) == "−1\u202f292,50\u00a0$");
    CHECK(spoken({129250, Currency("CHF")}, Language::en) == "CHF\u00a01,292.50");
}
