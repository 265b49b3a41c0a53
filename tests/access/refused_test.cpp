// Refusals of sign-ins and tokens that a scenario cannot provoke: time that passes, and as many as there may be.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/keyring.hpp"
#include "access/second_factor.hpp"
#include "support/house.hpp"

namespace entrepot::access {

namespace {

auto const tests = Scope::everyone("a test moves time");

struct Portal {
    explicit Portal(support::Engine engine) : house(engine) {}
    support::House house;

    api::Answer ask(api::Method method, std::string const& path, std::string const& body,
                    std::vector<std::pair<std::string, std::string>> headers) {
        auto request = support::request(method, path, body);
        for (auto& one : headers) request.headers.push_back(std::move(one));
        return house.ask(std::move(request));
    }
    api::Answer post(std::string const& path, std::string const& body, std::string const& who = "nobody") {
        return ask(api::Method::post, path, body, house.caller(who, true));
    }
    void write(db::Sql sql) {
        house.database().write([&](db::Tx& tx) { tx.exec(tests, sql); });
    }
};

std::string member(api::Answer const& answer, char const* name) {
    return std::string(boost::json::parse(answer.body).as_object().at(name).as_string());
}

bool says(api::Answer const& answer, std::string const& code) {
    return answer.body.find('"' + code + '"') != std::string::npos;
}

}  // namespace

TEST_CASE("refused: a token that has ended, and one that is for another service") {
    Portal portal(support::Engine::sqlite);
    auto& keeper = portal.house.inside().keeper();
    auto const bearer = portal.house.caller("sales@provider").front().second;
    REQUIRE(bearer.starts_with("Bearer "));
    auto const now = real_time();
    auto const good = keeper.keys().verify(bearer.substr(7), now);
    REQUIRE(good);
    auto const look = [&](TokenClaims const& claims) {
        return portal.ask(api::Method::get, "/v1/profiles/organization", "",
                          {{"Authorization", "Bearer " + keeper.keys().signer(now)->sign(claims)}});
    };
    CHECK(look(*good).status == 200);
    auto over = *good;
    over.issued = now - hours{2};
    over.expires = now - hours{1};
    CHECK(look(over).status == 401);
    CHECK(says(look(over), "token_expired"));
    auto elsewhere = *good;
    elsewhere.audience = "https://vault.example";
    CHECK(look(elsewhere).status == 401);
    CHECK(says(look(elsewhere), "token_audience"));
}

TEST_CASE("refused: who proved themselves long ago does so again; ten factors of a person, not more") {
    for (auto const engine : support::engines()) {
        Portal portal(engine);
        portal.house.caller("sales@provider", true);
        portal.write("UPDATE sessions SET confirmed_at = confirmed_at - 1000000000 WHERE {tenant}");
        auto const asked = portal.post("/ext/v1/me/totp", "{}", "sales@provider");
        CHECK(asked.status == 403);
        CHECK(says(asked, "confirm_first"));
        portal.write("UPDATE sessions SET confirmed_at = confirmed_at + 1000000000 WHERE {tenant}");
        auto const add = [&] {
            auto const offer = portal.post("/ext/v1/me/totp", "{}", "sales@provider");
            auto const code = totp(from_base32(member(offer, "secret")), totp_step(real_time()));
            return portal.post("/ext/v1/me/totp/confirmation",
                               R"({"ticket":")" + member(offer, "ticket") + R"(","code":")" + code + "\"}",
                               "sales@provider");
        };
        for (int i = 0; i < 10; ++i) CHECK(add().status < 300);
        auto const more = add();
        CHECK(more.status == 409);
        CHECK(says(more, "too_many_factors"));
    }
}

TEST_CASE("refused: ten wrong codes in an hour block the second factor, a right one too") {
    for (auto const engine : support::engines()) {
        Portal portal(engine);
        auto const& person = portal.house.person("sales", "provider");
        auto const offer = portal.post("/ext/v1/me/totp", "{}", "sales@provider");
        auto const secret = from_base32(member(offer, "secret"));
        auto const step = totp_step(real_time());
        REQUIRE(portal
                    .post("/ext/v1/me/totp/confirmation",
                          R"({"ticket":")" + member(offer, "ticket") + R"(","code":")" +
                              totp(secret, step - 1) + "\"}",
                          "sales@provider")
                    .status < 300);
        auto const prove = [&](std::string const& code) {
            auto const begun =
                portal.post("/ext/v1/session", R"({"userName":")" + person.user_name + R"(","password":")" +
                                                   person.password + "\"}");
            REQUIRE(begun.status == 202);
            return portal.post("/ext/v1/session/second-factor",
                               R"({"ticket":")" + member(begun, "ticket") + R"(","code":")" + code + "\"}");
        };
        for (int i = 0; i < 10; ++i) CHECK(says(prove("00000"), "wrong_code"));
        auto const blocked = prove(totp(secret, step));
        CHECK(blocked.status == 429);
        CHECK(says(blocked, "second_factor_blocked"));
    }
}

TEST_CASE("refused: a grant whose person is gone since") {
    for (auto const engine : support::engines()) {
        Portal portal(engine);
        auto const& tenant = portal.house.tenant("directus");
        auto const& person = portal.house.person("sales", "directus");
        auto const client =
            "&client_id=" + tenant.apps.front().id.text() + "&client_secret=" + tenant.apps.front().secret;
        auto const endpoint = '/' + tenant.id.text() + "/oauth2/v2.0/token";
        auto const first = portal.post(
            endpoint, "grant_type=password" + client +
                          "&scope=openid%20offline_access&username=" + api::percent_encode(person.user_name) +
                          "&password=" + api::percent_encode(person.password));
        REQUIRE(first.status == 200);
        portal.house.database().write([&](db::Tx& tx) {
            tx.exec(tests, "UPDATE users SET status = 'deleted' WHERE user_name = $1 AND {tenant}",
                    person.user_name);
        });
        auto const again = portal.post(endpoint, "grant_type=refresh_token" + client +
                                                     "&refresh_token=" + member(first, "refresh_token"));
        CHECK(again.status == 400);
        CHECK(again.body.find("AADSTS50034") != std::string::npos);
    }
}

}  // namespace entrepot::access
