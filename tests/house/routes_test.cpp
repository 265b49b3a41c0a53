// Every route: a permission or a reason, closed to strangers, at a loss with unknown ids, unharmed by bad input.
#include <doctest/doctest.h>

#include <set>

#include "house/source.hpp"
#include "support/house.hpp"

namespace entrepot::house {

namespace {

// The pattern with every {place} filled.
std::string filled(std::string const& pattern, std::string const& value) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            out += pattern[i];
            continue;
        }
        out += value;
        i = pattern.find('}', i);
    }
    return out;
}

std::string name(api::Route const& route) {
    return std::string(api::method_name(route.method)) + ' ' + route.pattern;
}
bool changes(api::Route const& route) {
    return route.method != api::Method::get && route.method != api::Method::head;
}

struct Callers {
    support::House house;
    int ask(api::Route const& route, std::string const& target, std::string const& who, std::string body) {
        auto request = support::request(route.method, target, std::move(body));
        for (auto const& header : house.caller(who)) request.headers.push_back(header);
        return house.ask(std::move(request)).status;
    }
    std::deque<api::Route> const& routes() { return house.inside().router().routes(); }
};

// Routes whose place is no id, and that answer everything.
std::set<std::string> const answers_anything = {
    "GET /{tenant}/.well-known/openid-configuration",
    "GET /{tenant}/v2.0/.well-known/openid-configuration",
    "GET /{tenant}/discovery/keys",
    "GET /{tenant}/discovery/v2.0/keys",
    "GET /{tenant}/oauth2/authorize",
    "GET /{tenant}/oauth2/v2.0/authorize",
    "GET /ext/v1/domains/{domain}"};  // says that the name is malformed

}  // namespace

TEST_CASE("routes: a permission or a reason to be open, and a summary") {
    Callers callers;
    std::set<std::string> seen;
    for (auto const& route : callers.routes()) {
        INFO(name(route));
        CHECK(route.permission.has_value() != !route.open_reason.empty());
        CHECK(!route.words.empty());
        CHECK(seen.insert(filled(name(route), "*")).second);
    }
}

TEST_CASE("routes: strangers are refused") {
    Callers callers;
    for (auto const& route : callers.routes()) {
        if (!route.permission) continue;
        INFO(name(route));
        auto const target = filled(route.pattern, "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d");
        CHECK(callers.ask(route, target, "nobody", "{}") == 401);
        CHECK(callers.ask(route, target, "nobody", "{nonsense") == 401);
        auto request = support::request(route.method, target, "{}");
        request.headers.emplace_back("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.");
        CHECK(callers.house.ask(std::move(request)).status == 401);
    }
}

TEST_CASE("routes: what only a person may do is refused to an app alone, and the refusal says so") {
    Callers callers;
    int met = 0;
    for (auto const& route : callers.routes()) {
        if (!route.needs_user) continue;
        INFO(name(route));
        auto request =
            support::request(route.method, filled(route.pattern, "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d"));
        for (auto const& header : callers.house.caller("app@provider")) request.headers.push_back(header);
        auto const answer = callers.house.ask(std::move(request));
        CHECK(answer.status == 403);
        CHECK(answer.body.find("An app alone may not do this") != std::string::npos);
        ++met;
    }
    CHECK(met > 10);
}

TEST_CASE("routes: unknown ids are not found, and nothing that is sent breaks the server") {
    Callers callers;
    for (auto const& route : callers.routes()) {
        INFO(name(route));
        bool const has_place = route.pattern.find('{') != std::string::npos;
        auto const unknown = filled(route.pattern, "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d");
        if (has_place && !changes(route) && !answers_anything.count(name(route))) {
            CHECK(callers.ask(route, unknown, "owner@provider", "") == 404);
            // What is no id at all may be told so: some codes of the wire say it with 400.
            auto const nonsense = callers.ask(route, filled(route.pattern, "nonsense"), "owner@provider", "");
            CHECK((nonsense == 404 || nonsense == 400));
        }
        if (route.pattern == "/ext/v1/session" && route.method == api::Method::del) continue;
        for (std::string const value :
             {"%00", "%ff", "'", "%F0%9F%98%80", "..%2f..", "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d"}) {
            for (std::string const query :
                 {"", "?size=x&filter={&cursor=!&seekOperation=Next", "?size=%00&filter=%ff&q=%00"}) {
                if (!has_place && value != "%00") continue;
                auto const target = filled(route.pattern, value) + query;
                for (std::string const body : {"", "{", "[]", "{\"a\":1}", "null", "\"success\""}) {
                    if (!changes(route) && !body.empty()) continue;
                    auto const status = callers.ask(route, target, "owner@provider", body);
                    CHECK_MESSAGE(status < 500, target << ' ' << body << ": " << status);
                    bool const wrote = changes(route) && has_place && status < 300 && value.size() == 36;
                    CHECK_MESSAGE(!wrote, target << ' ' << body << ": " << status);
                }
            }
        }
    }
}

}  // namespace entrepot::house
