// From asked lines to priced subscriptions: groups, dates, add-ons, sums, and every reason why not.
#include "orders/purchase.hpp"

#include <doctest/doctest.h>

#include "api/problem_answer.hpp"
#include "catalog/loaded.hpp"
#include "orders/order.hpp"
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

TEST_CASE("who may not buy is told so") {
    customers::Customer customer;
    auto const code = [&]() -> std::string {
        try {
            require_buyer(customer);
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
