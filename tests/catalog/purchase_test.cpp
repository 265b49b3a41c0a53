// What may be bought by whom, how many, at which price.
#include "catalog/purchase.hpp"

#include <doctest/doctest.h>

#include "api/problem_answer.hpp"
#include "catalog/loaded.hpp"

using namespace entrepot;
using namespace entrepot::catalog;

namespace {

constexpr auto suite = "D494B8B9-3601-489E-82F7-B088A98AFD0A";       // 1 to 2400, five terms
constexpr auto field_team = "5EB95781-0019-4886-B570-F3090C46E726";  // from 10 on
constexpr auto archive = "ENTMNMPVKDQG";                             // an add-on of mail
constexpr auto trial = "9AD09A62-57E3-4EB5-B54C-D6A7E7269D4B";       // 25, once, becomes the suite
constexpr auto school = "ENTIQF8DO9VR";                              // education
constexpr auto perpetual = "A04E736D-6AB7-4AE6-A343-3D6550E456FE";
constexpr auto storage = "AB3CDBAB-FF8C-403D-A3D2-FB71A77FF95F";  // by usage, five at a time

Time const now = *parse_time("2026-11-24T13:32:00Z");

Catalogue const& catalogue() {
    static Snapshot const snapshot = Loaded().snapshot();
    return *snapshot;
}

Buyer french() { return {.country = "FR", .currency = Currency("EUR")}; }

std::string offer_of(char const* product, char const* sku = "0001") {
    return catalogue().find_sku(product, sku)->offer_id;
}

std::string codes(Ask const& ask, Buyer const& buyer = french()) {
    std::string out;
    for (auto const& one : judge(catalogue(), ask, buyer, now).refusals) {
        api::problem_entry(one.code);  // every code has its texts
        out += (out.empty() ? "" : " ") + one.code + '@' + one.member;
    }
    return out;
}

}  // namespace

TEST_CASE("a line gets the price of its term, cycle and currency") {
    struct {
        char const* duration;
        BillingCycle cycle;
        char const* currency;
        char const* unit;
        char const* total;
    } const rows[] = {
        {"P1Y", BillingCycle::monthly, "EUR", "11.70", "292.50"},
        {"P1Y", BillingCycle::annual, "EUR", "134.40", "3360.00"},
        {"P1M", BillingCycle::monthly, "USD", "15.00", "375.00"},
        {"P3Y", BillingCycle::annual, "USD", "136.80", "3420.00"},
        {"", BillingCycle::unknown, "EUR", "11.70", "292.50"},
        {"", BillingCycle::annual, "EUR", "134.40", "3360.00"},
        {"P1M", BillingCycle::none, "EUR", "14.00", "350.00"},
    };
    for (auto const& row : rows) {
        auto buyer = french();
        buyer.currency = Currency(row.currency);
        auto const judged = judge(
            catalogue(), {.item_id = suite, .quantity = 25, .duration = row.duration, .cycle = row.cycle},
            buyer, now);
        REQUIRE(judged.allowed());
        CHECK(judged.line.unit_price.amount() == row.unit);
        CHECK(judged.line.total.amount() == row.total);
        CHECK(judged.line.item->offer_id == suite);
    }
}

TEST_CASE("terms and cycles that an item does not have are refused") {
    using C = BillingCycle;
    CHECK(codes({.item_id = suite, .duration = "P1M", .cycle = C::annual}) == "6001@billingCycle");
    CHECK(codes({.item_id = suite, .duration = "P5Y"}) == "term_not_offered@termDuration");
    CHECK(codes({.item_id = suite, .cycle = C::one_time}) == "6001@billingCycle");
    CHECK(codes({.item_id = perpetual, .cycle = C::one_time}) == "");
    CHECK(codes({.item_id = perpetual}) == "");
    auto pounds = french();
    pounds.currency = Currency("GBP");
    CHECK(codes({.item_id = suite}, pounds) == "currency_not_priced@currencyCode");
}

TEST_CASE("quantities stay within an item's limits") {
    CHECK(codes({.item_id = suite, .quantity = 0}) == "2002@quantity");
    CHECK(codes({.item_id = suite, .quantity = INT64_MIN}) == "2002@quantity");
    CHECK(codes({.item_id = suite, .quantity = INT64_MAX}) == "2002@quantity");
    CHECK(codes({.item_id = suite, .quantity = -5}) == "2002@quantity");
    CHECK(codes({.item_id = suite, .quantity = 2400}) == "");
    CHECK(codes({.item_id = suite, .quantity = 2401}) == "2002@quantity");
    CHECK(codes({.item_id = suite, .quantity = INT64_MAX}) == "2002@quantity");
    CHECK(codes({.item_id = field_team, .quantity = 9}) == "2002@quantity");
    CHECK(codes({.item_id = field_team, .quantity = 10}) == "");
    CHECK(codes({.item_id = trial, .quantity = 24}) == "2002@quantity");
}

TEST_CASE("an unknown item says so and nothing else") {
    for (auto const* id :
         {"", "nonsense", "ENTSJJQY5GBN", "ENTSJJQY5GBN:0001", "00000000-0000-0000-0000-000000000000"})
        CHECK(codes({.item_id = id, .quantity = 0}) == "800004@catalogItemId");
}

TEST_CASE("an item is sold in its markets, to those it is for") {
    auto const invoicing = offer_of("ENT9DU4X2EBE");
    CHECK(codes({.item_id = invoicing}) == "");
    auto american = french();
    american.country = "US";
    CHECK(codes({.item_id = invoicing}, american) == "800070@catalogItemId");

    auto const classroom = offer_of(school);
    Ask const ask{.item_id = classroom, .quantity = catalogue().find(classroom)->minimum};
    CHECK(codes(ask) == "needs_qualification_education@catalogItemId");
    auto pupil = french();
    pupil.qualification = Qualification::education;
    CHECK(codes(ask, pupil) == "");
    pupil.qualification = Qualification::government;
    CHECK(codes(ask, pupil) == "needs_qualification_education@catalogItemId");
    CHECK(codes({.item_id = suite}, pupil) == "");
    // For whom: as the item says.
    for (auto const& [whom, code] : {std::pair{Qualification::government, "needs_qualification_government"},
                                     std::pair{Qualification::nonprofit, "needs_qualification_nonprofit"}}) {
        auto item = *catalogue().find(classroom);
        item.qualification = whom;
        auto const refusals = may_have(item, french());
        REQUIRE(!refusals.empty());
        CHECK(refusals.front().code == code);
        api::problem_entry(refusals.front().code);
    }
}

TEST_CASE("an add-on needs one of its bases") {
    auto const add_on = offer_of(archive);
    CHECK(codes({.item_id = add_on}) == "addon_needs_base@catalogItemId");
    CHECK(codes({.item_id = add_on, .parent_offer = suite}) == "");
    CHECK(codes({.item_id = add_on, .parent_offer = "entsjjqy5gbn:0001:00xcem7p8gqm"}) == "");
    CHECK(codes({.item_id = add_on, .parent_offer = field_team}) == "800029@catalogItemId");
    CHECK(codes({.item_id = add_on, .parent_offer = "nonsense"}) == "800029@catalogItemId");
    auto holder = french();
    holder.holdings = {{.offer_id = suite, .active = false}};
    CHECK(codes({.item_id = add_on}, holder) == "addon_needs_base@catalogItemId");
    holder.holdings.add({.offer_id = suite});
    CHECK(codes({.item_id = add_on}, holder) == "");
}

TEST_CASE("an item may be had as often as its limit says") {
    auto buyer = french();
    Ask const try_it{.item_id = trial, .quantity = 25};
    CHECK(codes(try_it, buyer) == "");
    buyer.holdings = {{.offer_id = trial, .lives = false, .active = false}};
    CHECK(codes(try_it, buyer) == "27006@catalogItemId");
    buyer.holdings = {{.offer_id = suite}};
    CHECK(codes(try_it, buyer) == "trial_of_owned@catalogItemId");
    buyer.holdings = {{.offer_id = suite, .lives = false, .active = false}};
    CHECK(codes(try_it, buyer) == "");

    Holding const held{.offer_id = storage};
    buyer.holdings = {held, held, held, held};
    CHECK(codes({.item_id = storage}, buyer) == "");
    buyer.holdings.add({.offer_id = storage, .lives = false, .active = false});
    CHECK(codes({.item_id = storage}, buyer) == "");
    buyer.holdings.add({.offer_id = storage});
    CHECK(codes({.item_id = storage}, buyer) == "800089@catalogItemId");
}

TEST_CASE("every reason is given at once") {
    auto buyer = french();
    buyer.country = "US";
    CHECK(codes({.item_id = offer_of("ENT9DU4X2EBE"), .quantity = 0, .duration = "P9Y"}, buyer) ==
          "800070@catalogItemId 2002@quantity term_not_offered@termDuration");
}

TEST_CASE("a customer is sold in its own currency where there are prices, else in its partner's") {
    CHECK(selling_currency(catalogue(), Currency("USD"), Currency("EUR")) == Currency("USD"));
    CHECK(selling_currency(catalogue(), Currency("GBP"), Currency("EUR")) == Currency("EUR"));
}

TEST_CASE("terms know their months") {
    auto const& terms = catalogue().find(suite)->terms;
    CHECK(terms.front().months() == 12);
    CHECK(terms.front().months_a_period() == 1);
    CHECK(terms.back().months() == 36);
    CHECK(terms.back().months_a_period() == 12);
    CHECK(catalogue().find(perpetual)->terms.front().months() == 0);
    CHECK(catalogue().find(perpetual)->terms.front().months_a_period() == 0);
}
