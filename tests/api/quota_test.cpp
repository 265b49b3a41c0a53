// How often somebody may ask: windows, whom they count for, and what is said beyond.
#include "api/quota.hpp"

#include <doctest/doctest.h>

#include "api/dispatcher.hpp"
#include "app/house.hpp"
#include "support/house.hpp"

namespace entrepot::api {

namespace {

std::string header(Answer const& answer, std::string_view name) {
    for (auto const& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("quota: a window counts to its limit, each key apart, and begins again") {
    Quota quota(3);
    auto const now = real_time();
    for (int left = 2; left >= 0; --left) {
        auto const taken = quota.take("a", now);
        CHECK(taken.any);
        CHECK(taken.count == left);
    }
    auto const refused = quota.take("a", now + seconds{20});
    CHECK(!refused.any);
    CHECK(refused.reset_s == 40);
    CHECK(quota.peek("a", now + seconds{59}).any == false);
    CHECK(quota.take("b", now).any);
    CHECK(quota.take("a", now + seconds{60}).any);
    CHECK(Quota(0).take("a", now).any);
}

TEST_CASE("quota: addresses are counted as their owners have them") {
    CHECK(address_key("192.0.2.1") == "192.0.2.1");
    CHECK(address_key("2001:db8:1:2::3") == address_key("2001:db8:1:2:ffff::9"));
    CHECK(address_key("2001:db8:1:2::3") != address_key("2001:db8:1:3::3"));
    CHECK(address_key("::ffff:192.0.2.1") == address_key("::ffff:c000:201"));
    CHECK(address_key("::ffff:192.0.2.1") != address_key("::ffff:192.0.2.2"));
}

TEST_CASE("quota: the resources of wire.md 8, and no others") {
    support::House house;
    int counted = 0;
    for (auto const& route : house.inside().router().routes()) {
        bool const expected = route.pattern == "/v1/customers/{customer}" ||
                              route.pattern.starts_with("/v1/customers/{customer}/orders") ||
                              route.pattern.starts_with("/v1/customers/{customer}/carts") ||
                              route.pattern.starts_with("/v1/customers/{customer}/subscriptions") ||
                              route.pattern.starts_with("/v1/customers/{customer}/productUpgrades") ||
                              route.pattern.starts_with("/v1/customers/{customer}/productupgrades") ||
                              route.pattern.starts_with("/v1/customers/{customer}/transfers");
        CHECK_MESSAGE(is_counted(route) == expected, route.pattern);
        counted += expected;
    }
    CHECK(counted > 10);
}

TEST_CASE("quota: beyond it, 429 with Retry-After and the body that SDKs read") {
    support::House house(support::Engine::sqlite, {.requests_a_minute = 2, .failures_a_minute = 3});
    auto const ask = [&](Method method, std::string_view target, std::string body, bool as_app) {
        auto request = support::request(method, target, std::move(body));
        if (as_app)
            for (auto const& one : house.caller("app@provider")) request.headers.push_back(one);
        return house.ask(std::move(request));
    };
    auto const path = "/v1/customers/" + house.tenant("morel-duquesne").id.text();
    auto const first = ask(Method::get, path, "", true);
    CHECK(first.status == 200);
    CHECK(header(first, "RateLimit-Limit") == "2");
    CHECK(header(first, "RateLimit-Remaining") == "1");
    CHECK(ask(Method::get, path, "", true).status == 200);
    auto const refused = ask(Method::get, path, "", true);
    CHECK(refused.status == 429);
    CHECK(std::stoi(header(refused, "Retry-After")) >= 1);
    CHECK(header(refused, "RateLimit-Remaining") == "0");
    CHECK(refused.body.starts_with("{\"statusCode\":429,\"message\":\""));
    CHECK(ask(Method::get, "/v1/customers", "", true).status == 200);

    auto const credentials = "{\"userName\":\"nobody@example.com\",\"password\":\"x\"}";
    for (int i = 0; i < 3; ++i) CHECK(ask(Method::post, "/ext/v1/session", credentials, false).status == 401);
    auto const locked = ask(Method::post, "/ext/v1/session", credentials, false);
    CHECK(locked.status == 429);
    CHECK(locked.body.find("too_many_failures") != std::string::npos);
    CHECK(!header(locked, "Retry-After").empty());
    // Reading is not stopped, nor another address.
    CHECK(ask(Method::get, "/ext/v1/deployment", "", false).status == 200);
    auto elsewhere = support::request(Method::post, "/ext/v1/session", credentials);
    elsewhere.peer = "192.0.2.7";
    CHECK(house.ask(std::move(elsewhere)).status == 401);
}

}  // namespace entrepot::api
