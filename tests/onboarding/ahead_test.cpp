// Onboardings that were judged before their turn, and what came between.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <future>

#include "access/account_store.hpp"
#include "db/held.hpp"
#include "support/house.hpp"

namespace entrepot::onboarding {

namespace {

std::future<api::Answer> ask(support::House& house, std::string const& domain) {
    auto const day = format_date(std::chrono::floor<days>(real_time() - days{2}));
    auto const person = R"({"firstName":"Solène","lastName":"Kerouanton","email":"s@maree.example"})";
    auto request = support::request(
        api::Method::post, "/ext/v1/onboardings",
        R"({"company":{"name":"Marée )" + domain + R"(","country":"FR","registrationNumber":"732829320",)" +
            R"("domain":")" + domain + R"(.onmicrosoft.com"},"address":{"addressLine1":"1 quai Nord",)" +
            R"("postalCode":"29000","city":"Quimper"},"contact":)" + person +
            R"(,"culture":"fr-FR","language":"fr","agreement":{"kind":"attested","signatory":)" + person +
            R"(,"dateAgreed":")" + day + R"("},"lines":[{"catalogItemId":"ENTSJJQY5GBN:0001:00XCEM7P8GQM",)" +
            R"("quantity":5,"termDuration":"P1Y","billingCycle":"monthly"}]})");
    for (auto const& header : house.caller("sales@directfr")) request.headers.push_back(header);
    auto answered = std::make_shared<std::promise<api::Answer>>();
    auto out = answered->get_future();
    house.inside().dispatcher().handle(
        std::move(request), [answered](api::Answer answer) { answered->set_value(std::move(answer)); });
    return out;
}

}  // namespace

TEST_CASE("judged ahead: of two who were told that a domain is free the second is told that it is not") {
    support::House house;
    house.caller("sales@directfr");
    db::Held held(house.database(), db::Isolation::snapshot);
    auto first = ask(house, "jumelles");
    auto second = ask(house, "jumelles");
    auto third = ask(house, "voisine");
    held.go();
    auto const kept = first.get();
    REQUIRE_MESSAGE(kept.status == 201, kept.body);
    auto const refused = second.get();
    CHECK(refused.status == 409);
    CHECK(refused.body.find("domain_taken") != std::string::npos);
    CHECK(third.get().status == 201);
}

TEST_CASE("judged ahead, rules C16: a partner that is restricted before its turn adds nobody") {
    support::House house;
    house.caller("sales@directfr");
    auto const partner = house.tenant("directfr").id;
    db::Held held(house.database(), db::Isolation::snapshot);
    auto early = ask(house, "avant");
    std::promise<void> restricted;
    REQUIRE(house.database().submit({[&](db::Tx& tx) { access::set_restricted(tx, partner, true); },
                                     [&](auto) { restricted.set_value(); }}));
    auto late = ask(house, "apres");
    held.go();
    restricted.get_future().wait();
    auto const kept = early.get();
    CHECK_MESSAGE(kept.status == 201, kept.body);
    auto const refused = late.get();
    CHECK(refused.status == 403);
    CHECK_MESSAGE(refused.body.find("900149") != std::string::npos, refused.body);
}

}  // namespace entrepot::onboarding
