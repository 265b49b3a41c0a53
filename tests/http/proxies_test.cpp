// Who a request came from: proxies that are named are believed, nobody else.
#include "http/proxies.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace entrepot::http {

namespace {

api::Request from(std::string const& peer, std::string const& forwarded, std::string const& scheme = "") {
    api::Request out;
    out.peer = peer;
    if (!forwarded.empty()) out.headers.emplace_back("X-Forwarded-For", forwarded);
    if (!scheme.empty()) out.headers.emplace_back("x-forwarded-proto", scheme);
    out.headers.emplace_back("Host", "x");
    return out;
}

}  // namespace

TEST_CASE("proxies: networks of both families") {
    TrustedProxies const proxies({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
    for (auto const* one : {"127.0.0.1", "10.255.1.2", "fd12::1", "::ffff:10.1.1.1"})
        CHECK(proxies.trusts(one));
    for (auto const* one : {"127.0.0.2", "11.0.0.1", "fe80::1", "", "nonsense"}) CHECK(!proxies.trusts(one));
    CHECK(TrustedProxies({"0.0.0.0/0"}).trusts("8.8.8.8"));
    for (std::string const bad :
         {"10.0.0.0/33", "10.0.0/8", "proxy.example", "10.0.0.0/", "fd00::/129", "1.2.3.4/-1"})
        CHECK_THROWS_AS(TrustedProxies({bad}), std::runtime_error);
}

TEST_CASE("proxies: the nearest address that is no proxy of ours counts") {
    TrustedProxies const proxies({"10.0.0.0/8"});
    auto const seen = [&](api::Request request) {
        proxies.apply(request);
        return request;
    };
    CHECK(seen(from("10.0.0.1", "192.0.2.1")).peer == "192.0.2.1");
    CHECK(seen(from("10.0.0.1", "6.6.6.6, 192.0.2.1")).peer == "192.0.2.1");
    CHECK(seen(from("10.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.2")).peer == "192.0.2.1");
    CHECK(seen(from("10.0.0.1", "192.0.2.1, nonsense")).peer == "10.0.0.1");
    CHECK(seen(from("10.0.0.1", "10.0.0.3")).peer == "10.0.0.3");
    CHECK(seen(from("10.0.0.1", "", "https")).secure);
    CHECK(!seen(from("10.0.0.1", "192.0.2.1", "http")).secure);
    // Whoever is not trusted says nothing of itself, and what they wrote goes no further.
    auto const stranger = seen(from("203.0.113.9", "192.0.2.1", "https"));
    CHECK(stranger.peer == "203.0.113.9");
    CHECK(!stranger.secure);
    CHECK(stranger.headers.size() == 1);
}

}  // namespace entrepot::http
