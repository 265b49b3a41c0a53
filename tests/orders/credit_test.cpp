// The credit limit when many buy at once: what does not fit together does not get through together.
#include <doctest/doctest.h>

#include <functional>
#include <thread>

#include "support/house.hpp"

namespace entrepot::orders {

namespace {

constexpr int buyers = 6;

api::Answer ask(support::House& house, api::Method method, std::string const& target, std::string const& who,
                std::string body = "") {
    auto request = support::request(method, target, std::move(body));
    request.headers = house.caller(who);
    request.headers.emplace_back("Content-Type", "application/json");
    return house.ask(std::move(request));
}

std::string terms_of_ponant(support::House const& house) {
    return "/ext/v1/resellers/" + house.tenant("ponant").id.text() + "/terms";
}

std::string amount_of(std::string const& body, std::string const& member) {
    auto const at = body.find('"' + member + "\":{\"amount\":\"");
    REQUIRE(at != std::string::npos);
    auto const begin = at + member.size() + 14;
    return body.substr(begin, body.find('"', begin) - begin);
}

Money exposure(support::House& house) {
    auto const answer = ask(house, api::Method::get, terms_of_ponant(house), "billing@provider");
    REQUIRE(answer.status == 200);
    return *Money::parse(amount_of(answer.body, "exposure"), Currency("EUR"));
}

void set_limit(support::House& house, Money limit) {
    auto const answer =
        ask(house, api::Method::put, terms_of_ponant(house), "billing@provider",
            R"({"margin":"0","creditLimit":{"amount":")" + limit.amount() + R"(","currency":"EUR"}})");
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
}

struct Outcome {
    int bought = 0, refused = 0;
    std::string others;
};

// `buy` for each of them at the same moment.
Outcome all_at_once(std::function<api::Answer(int)> const& buy) {
    std::vector<api::Answer> answers(buyers);
    std::vector<std::thread> threads;
    for (int i = 0; i < buyers; ++i)
        threads.emplace_back([&, i] { answers[static_cast<std::size_t>(i)] = buy(i); });
    for (auto& thread : threads) thread.join();
    Outcome out;
    for (auto const& answer : answers) {
        if (answer.status == 201) ++out.bought;
        else if (answer.status == 403 && answer.body.find("900121") != std::string::npos) ++out.refused;
        else out.others += std::to_string(answer.status) + answer.body;
    }
    return out;
}

std::string customer_of_ponant(support::House& house) {
    auto const answer = ask(house, api::Method::get, "/ext/v1/customers?q=librairie-vent", "sales@provider");
    auto const at = answer.body.find("\"id\":\"");
    REQUIRE(at != std::string::npos);
    return answer.body.substr(at + 6, 36);
}

std::string onboarding(support::House const& house, int number) {
    auto const name = "maree" + std::to_string(number);
    return R"({"company":{"name":"Marée )" + name +
           R"(","country":"FR",
"registrationNumber":"732829320","domain":")" +
           name +
           R"(.onmicrosoft.com"},
"address":{"addressLine1":"1 quai Nord","postalCode":"29000","city":"Quimper"},
"contact":{"firstName":"Solène","lastName":"Kerouanton","email":"s@)" +
           name + R"(.example"},"culture":"fr-FR","language":"fr","agreement":{"kind":"attested","signatory":
{"firstName":"Solène","lastName":"Kerouanton","email":"s@)" +
           name + R"(.example"},"dateAgreed":")" +
           format_date(std::chrono::floor<days>(real_time() - days{2})) + R"("},"resellerId":")" +
           house.tenant("ponant").id.text() +
           R"(","lines":[{"catalogItemId":"ENTSJJQY5GBN:0001:00XCEM7P8GQM","quantity":5,"termDuration":"P1Y",
"billingCycle":"monthly"}]})";
}

}  // namespace

TEST_CASE("rules E12: orders and onboardings at once do not get past a limit together") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        for (auto const* who : {"sales@provider", "billing@provider"}) house.caller(who);
        auto const customer = customer_of_ponant(house);
        Money const five{58'50, Currency("EUR")};
        auto const order = [&](int) {
            return ask(house, api::Method::post, "/v1/customers/" + customer + "/orders", "sales@provider",
                       R"({"billingCycle":"monthly","lineItems":[{"lineItemNumber":0,
"offerId":"ENTSJJQY5GBN:0001:00XCEM7P8GQM","quantity":5}]})");
        };
        auto const onboard = [&](int i) {
            return ask(house, api::Method::post, "/ext/v1/onboardings", "sales@provider",
                       onboarding(house, i));
        };
        for (bool const orders : {true, false}) {
            auto const before = exposure(house);
            set_limit(house, before + five * 2);  // two of them fit
            auto const done = orders ? all_at_once(order) : all_at_once(onboard);
            CHECK(done.others == "");
            CHECK(done.bought == 2);
            CHECK(done.refused == buyers - 2);
            CHECK(exposure(house) == before + five * 2);
        }
    }
}

}  // namespace entrepot::orders
