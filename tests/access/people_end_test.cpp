// What ends for a person when they are disabled, deleted, signed out, or their password or factors change: sessions,
// tokens and refresh tokens, at once on this server.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "support/house.hpp"

namespace entrepot::access {

namespace {

namespace bj = boost::json;

std::string text(api::Answer const& answer, char const* name) {
    return std::string(bj::parse(answer.body).as_object().at(name).as_string());
}

// A sales agent with a session, an access token and a refresh token; and the administrator who acts.
struct People {
    explicit People(support::Engine engine) : house(engine), user(house.person("sales", "directus")) {
        auto const& app = house.tenant("directus").apps.front();
        client = "client_id=" + app.id.text() + "&client_secret=" + api::percent_encode(app.secret);
        auto const granted =
            ask(api::Method::post, endpoint(),
                client + "&scope=openid+offline_access&grant_type=password&username=" +
                    api::percent_encode(user.user_name) + "&password=" + api::percent_encode(user.password),
                {});
        REQUIRE_MESSAGE(granted.status == 200, granted.body);
        bearer = {{"Authorization", "Bearer " + text(granted, "access_token")}};
        refresh_token = text(granted, "refresh_token");
        session = house.caller("sales@directus", true);
        admin = house.caller("owner@directus", true);
        id = text(ask(api::Method::get, "/ext/v1/session", "", session), "user", "id");
    }
    using Headers = std::vector<std::pair<std::string, std::string>>;

    std::string endpoint() { return '/' + house.tenant("directus").id.text() + "/oauth2/v2.0/token"; }
    std::string text(api::Answer const& answer, char const* name) { return access::text(answer, name); }
    std::string text(api::Answer const& answer, char const* outer, char const* name) {
        auto const body = bj::parse(answer.body).as_object();
        return std::string(body.at(outer).as_object().at(name).as_string());
    }
    api::Answer ask(api::Method method, std::string const& path, std::string body, Headers const& headers) {
        auto request = support::request(method, path, std::move(body));
        for (auto const& header : headers) request.headers.push_back(header);
        return house.ask(std::move(request));
    }
    int with_token() { return ask(api::Method::get, "/ext/v1/me/permissions", "", bearer).status; }
    int with_session() { return ask(api::Method::get, "/ext/v1/me/permissions", "", session).status; }
    api::Answer refresh() {
        return ask(api::Method::post, endpoint(),
                   client + "&grant_type=refresh_token&refresh_token=" + refresh_token, {});
    }

    support::House house;
    sandbox::AccountUser const& user;
    std::string client, refresh_token, id;
    Headers bearer, session, admin;
};

struct End {
    char const* what;
    std::function<int(People&)> act;
    bool ends_this_session = true;
};

int administered(People& people, api::Method method, std::string const& rest, std::string body = "") {
    return people.ask(method, "/ext/v1/users/" + people.id + rest, std::move(body), people.admin).status;
}

std::vector<End> const ends = {
    {"disabled",
     [](People& p) { return administered(p, api::Method::patch, "", R"({"status":"disabled"})"); }},
    {"deleted", [](People& p) { return administered(p, api::Method::del, ""); }},
    {"signed out everywhere", [](People& p) { return administered(p, api::Method::del, "/sessions"); }},
    {"second factors reset", [](People& p) { return administered(p, api::Method::del, "/second-factors"); }},
    {"password reset by link",
     [](People& p) {
         auto const issued = p.ask(api::Method::post, "/ext/v1/users/" + p.id + "/links", "", p.admin);
         auto const link = p.text(issued, "link");
         auto const body = "{\"word\":\"" + link.substr(link.find('#') + 1) +
                           "\",\"password\":\"galet bruine chaloupe tamaris\"}";
         return p.ask(api::Method::post, "/ext/v1/user-links/password", body, {}).status;
     }},
    {"password changed by themselves",
     [](People& p) {
         auto const body =
             "{\"current\":\"" + p.user.password + "\",\"password\":\"galet bruine chaloupe tamaris\"}";
         return p.ask(api::Method::post, "/ext/v1/me/password", body, p.session).status;
     },
     false},
};

}  // namespace

TEST_CASE("people: what was theirs ends at once, with whatever ends it") {
    for (auto const engine : support::engines())
        for (auto const& end : ends) {
            CAPTURE(end.what);
            People people(engine);
            CHECK(people.with_token() == 200);  // known to the server from now on
            CHECK(people.with_session() == 200);
            CHECK(end.act(people) < 300);
            CHECK(people.with_token() == 401);
            CHECK(people.with_session() == (end.ends_this_session ? 401 : 200));
            auto const refused = people.refresh();
            CHECK(refused.status == 400);
            CHECK(refused.body.find("invalid_grant") != std::string::npos);
        }
}

TEST_CASE("people: a token follows its person's roles at once, without a new sign-in") {
    People people(support::Engine::sqlite);
    auto const orders = [&] {
        auto const answer = people.ask(api::Method::get, "/ext/v1/me/permissions", "", people.bearer);
        CHECK(answer.status == 200);
        return answer.body;
    };
    auto const before = orders();
    CHECK(administered(people, api::Method::patch, "", R"({"roles":["HelpdeskAgent"]})") == 200);
    CHECK(orders() != before);
    CHECK(people.refresh().status == 200);
}

TEST_CASE("people: who is disabled gets no token, by password, refresh token or code") {
    People people(support::Engine::sqlite);
    CHECK(administered(people, api::Method::patch, "", R"({"status":"disabled"})") == 200);
    auto const by_password = people.ask(api::Method::post, people.endpoint(),
                                        people.client + "&scope=openid&grant_type=password&username=" +
                                            api::percent_encode(people.user.user_name) +
                                            "&password=" + api::percent_encode(people.user.password),
                                        {});
    CHECK(by_password.status == 400);
    CHECK(by_password.body.find("AADSTS50057") != std::string::npos);
    CHECK(people.refresh().body.find("AADSTS50057") != std::string::npos);
}

TEST_CASE(
    "people: the password grant is held up as the portal's sign-in is, and says so as clients read it") {
    for (auto const engine : support::engines()) {
        People people(engine);
        auto const guess = [&](std::string const& password, std::string const& name) {
            return people.ask(api::Method::post, people.endpoint(),
                              people.client + "&scope=openid&grant_type=password&username=" +
                                  api::percent_encode(name) + "&password=" + api::percent_encode(password),
                              {});
        };
        // Nobody's name is held up in the same way: it says nothing of who is here.
        for (auto const& name : {people.user.user_name, std::string("nobody@nowhere.example")}) {
            for (int i = 0; i < 5; ++i) {
                auto const wrong = guess("wrong", name);
                CHECK(wrong.status == 400);
                CHECK(wrong.body.find("AADSTS50126") != std::string::npos);
            }
            auto const blocked = guess("wrong", name);
            CHECK(blocked.status == 400);
            CHECK(blocked.body.find("AADSTS50053") != std::string::npos);
        }
        CHECK(guess(people.user.password, people.user.user_name).body.find("AADSTS50053") !=
              std::string::npos);
        // The portal counts the same failures.
        auto const portal = people.ask(
            api::Method::post, "/ext/v1/session",
            "{\"userName\":\"" + people.user.user_name + "\",\"password\":\"" + people.user.password + "\"}",
            {});
        CHECK(portal.status == 429);
    }
}

}  // namespace entrepot::access
