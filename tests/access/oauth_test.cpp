// Sign-ins that a scenario cannot show: certificates, form posts, rotated keys, refresh tokens used twice, two servers.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/certificate_support.hpp"
#include "access/consent_store.hpp"
#include "access/keyring.hpp"
#include "support/house.hpp"

namespace entrepot::access {

namespace {

namespace bj = boost::json;

bj::object object(api::Answer const& answer) { return bj::parse(answer.body).as_object(); }
std::string text(bj::object const& from, char const* name) { return std::string(from.at(name).as_string()); }
bj::object part(std::string const& token, int which) {
    auto const first = token.find('.'), second = token.rfind('.');
    return bj::parse(*from_base64url(which == 0 ? token.substr(0, first)
                                                : token.substr(first + 1, second - first - 1)))
        .as_object();
}

struct Clients {
    explicit Clients(support::Engine engine = support::Engine::sqlite) : house(engine) {}
    support::House house;

    api::Answer post(std::string const& path, std::string const& body, std::string const& who = "nobody",
                     bool by_session = false) {
        auto request = support::request(api::Method::post, path, body);
        for (auto const& header : house.caller(who, by_session)) request.headers.push_back(header);
        return house.ask(std::move(request));
    }
    api::Answer get(std::string const& path, std::string const& bearer, app::House* at = nullptr) {
        auto request = support::request(api::Method::get, path);
        if (!bearer.empty()) request.headers.emplace_back("Authorization", "Bearer " + bearer);
        return at ? at->dispatcher().answer(std::move(request)) : house.ask(std::move(request));
    }
    std::string app_id() { return house.tenant("directus").apps.front().id.text(); }
    std::string secret() { return house.tenant("directus").apps.front().secret; }
    std::string endpoint() { return '/' + house.tenant("directus").id.text() + "/oauth2/v2.0/token"; }
    std::string app_token() {
        return text(object(post(endpoint(), "grant_type=client_credentials&client_id=" + app_id() +
                                                "&client_secret=" + secret())),
                    "access_token");
    }
};

}  // namespace

TEST_CASE(
    "oauth: an app with a certificate gets a token, once for each assertion (PowerShell's service "
    "principal)") {
    for (auto const engine : support::engines()) {
        Clients clients(engine);
        TestCertificate const certificate;
        bj::object const form = {{"certificate", certificate.pem()}, {"name", "PowerShell"}};
        auto const added = clients.post("/ext/v1/apps/" + clients.app_id() + "/certificates",
                                        bj::serialize(form), "owner@directus");
        REQUIRE(added.status == 201);
        auto const now = to_micros(real_time()) / 1'000'000;
        bj::object const header = {
            {"alg", "PS256"}, {"typ", "JWT"}, {"x5t#S256", text(object(added), "thumbprint")}};
        bj::object const body = {{"aud", "http://localhost" + clients.endpoint()},
                                 {"iss", clients.app_id()},
                                 {"sub", clients.app_id()},
                                 {"jti", new_uuid().text()},
                                 {"nbf", now},
                                 {"exp", now + 600}};
        auto const assertion = certificate.sign(bj::serialize(header), bj::serialize(body), true);
        auto const ask = "grant_type=client_credentials&client_id=" + clients.app_id() +
                         "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-"
                         "bearer&client_assertion=" +
                         assertion + "&scope=https%3A%2F%2Fgraph.windows.net%2F.default";
        auto const first = clients.post(clients.endpoint(), ask);
        REQUIRE(first.status == 200);
        auto const token = text(object(first), "access_token");
        CHECK(text(part(token, 1), "azpacr") == "2");
        CHECK(clients.get("/v1/customers?size=1", token).status == 200);
        auto const again = clients.post(clients.endpoint(), ask);
        CHECK(again.status == 401);
        CHECK(object(again).at("error_codes").as_array().front().as_int64() == 70002);
        // The certificate goes, and the token with it.
        auto request = support::request(
            api::Method::del, "/ext/v1/apps/" + clients.app_id() + "/proofs/" + text(object(added), "id"));
        for (auto const& one : clients.house.caller("owner@directus")) request.headers.push_back(one);
        CHECK(clients.house.ask(std::move(request)).status == 204);
        CHECK(clients.get("/v1/customers?size=1", token).status == 401);
    }
}

TEST_CASE("oauth: code and id token by form post, as the first sign-in of version 1 has it") {
    Clients clients;
    auto const app = object(clients.post("/ext/v1/apps",
                                         R"({"name":"Panel","redirectUris":["https://panel.example/back"]})",
                                         "owner@directus"));
    auto request =
        support::request(api::Method::get, "/common/oauth2/authorize?client_id=" + text(app, "id") +
                                               "&response_type=code%20id_token&response_mode=form_post&scope="
                                               "openid%20profile&nonce=n-1&state=%22%3E%3Cscript%3E"
                                               "&redirect_uri=https%3A%2F%2Fpanel.example%2Fback");
    for (auto const& one : clients.house.caller("sales@directus", true)) request.headers.push_back(one);
    auto const page = clients.house.ask(std::move(request));
    REQUIRE(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(page.body.find("action=\"https://panel.example/back\"") != std::string::npos);
    CHECK(page.body.find("value=\"&quot;&gt;&lt;script&gt;\"") != std::string::npos);
    auto const value = [&](std::string const& name) {
        auto const at = page.body.find("name=\"" + name + "\" value=\"") + name.size() + 15;
        return page.body.substr(at, page.body.find('"', at) - at);
    };
    auto const claims = part(value("id_token"), 1);
    CHECK(text(claims, "nonce") == "n-1");
    CHECK(text(claims, "aud") == text(app, "id"));
    CHECK(text(claims, "upn") == clients.house.person("sales", "directus").user_name);
    CHECK(text(claims, "c_hash").size() == 22);
    CHECK(text(part(value("id_token"), 0), "alg") == "RS256");
    // An id token is no access token.
    CHECK(clients.get("/v1/customers", value("id_token")).status == 401);
}

TEST_CASE("oauth: a spent refresh token shown again ends the whole sign-in; a reusable one does not") {
    for (bool const reusable : {false, true}) {
        Clients clients;
        if (reusable) {
            auto request = support::request(api::Method::patch, "/ext/v1/apps/" + clients.app_id(),
                                            R"({"reusableRefresh":true})");
            for (auto const& one : clients.house.caller("owner@directus")) request.headers.push_back(one);
            REQUIRE(clients.house.ask(std::move(request)).status == 200);
        }
        auto const& person = clients.house.person("sales", "directus");
        auto const client = "&client_id=" + clients.app_id() + "&client_secret=" + clients.secret();
        auto const first = object(clients.post(
            '/' + clients.house.tenant("directus").id.text() + "/oauth2/token",
            "grant_type=password" + client + "&username=" + api::percent_encode(person.user_name) +
                "&password=" + api::percent_encode(person.password)));
        auto const refresh = [&](std::string const& token) {
            return clients.post(clients.endpoint(),
                                "grant_type=refresh_token" + client + "&refresh_token=" + token);
        };
        auto const second = object(refresh(text(first, "refresh_token")));
        // As if that had been longer ago than two tries of one client lie apart.
        clients.house.database().write([&](db::Tx& tx) {
            tx.exec(Scope::everyone("a test moves time"),
                    "UPDATE refresh_tokens SET used_at = used_at - 120000000 WHERE used_at IS NOT NULL AND "
                    "{tenant}");
        });
        auto const again = refresh(text(first, "refresh_token"));
        CHECK(again.status == (reusable ? 200 : 400));
        if (!reusable) {
            CHECK(text(object(again), "error") == "invalid_grant");
            CHECK(again.body.find("AADSTS700084") != std::string::npos);
        }
        CHECK(refresh(text(second, "refresh_token")).status == (reusable ? 200 : 400));
        clients.house.inside().keeper().forget_standing();
        CHECK(clients.get("/v1/profiles/organization", text(second, "access_token")).status ==
              (reusable ? 200 : 401));
    }
}

TEST_CASE("oauth: what has ended says so, with the code that clients look up") {
    Clients clients;
    auto const tests = Scope::everyone("a test moves time");
    auto const end = [&](db::Sql sql) {
        clients.house.database().write([&](db::Tx& tx) { tx.exec(tests, sql); });
    };
    auto const& person = clients.house.person("sales", "directus");
    auto const client = "&client_id=" + clients.app_id() + "&client_secret=" + clients.secret();
    auto const code_of = [&](std::string const& form) {
        auto const answer = object(clients.post(clients.endpoint(), form));
        return answer.contains("error_codes") ? answer.at("error_codes").as_array().front().as_int64() : 0;
    };
    auto const first = object(clients.post(
        clients.endpoint(), "grant_type=password" + client + "&scope=openid%20offline_access&username=" +
                                api::percent_encode(person.user_name) +
                                "&password=" + api::percent_encode(person.password)));
    end("UPDATE token_families SET expires_at = 1 WHERE {tenant}");
    CHECK(code_of("grant_type=refresh_token" + client + "&refresh_token=" + text(first, "refresh_token")) ==
          700082);
    CHECK(code_of("grant_type=authorization_code" + client + "&code=nonsense") == 70000);

    auto const device = object(
        clients.post("/common/oauth2/v2.0/devicecode", "client_id=" + clients.app_id() + "&scope=openid"));
    end("UPDATE device_codes SET expires_at = 1 WHERE {shared}");
    CHECK(code_of("grant_type=device_code" + client + "&device_code=" + text(device, "device_code")) ==
          70020);

    CHECK(code_of("grant_type=client_credentials&client_id=" + clients.app_id() +
                  "&client_assertion_type=x&client_assertion=y") == 7000218);
    CHECK(code_of("grant_type=client_credentials&client_id=" + clients.app_id() +
                  "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&"
                  "client_assertion=y") == 700027);
    end("UPDATE app_secrets SET expires_at = 1 WHERE {tenant}");
    CHECK(code_of("grant_type=client_credentials" + client) == 7000222);

    // The chore takes what nothing asks for any more, and nothing else.
    std::int64_t gone = 0, left = 0;
    clients.house.database().write([&](db::Tx& tx) {
        gone = end_old_consents(tx, real_time());
        left = tx.find<std::int64_t>(tests, "SELECT COUNT(*) FROM token_families WHERE {tenant}").value_or(0);
    });
    CHECK(gone == 2);
    CHECK(left == 1);
}

TEST_CASE("oauth: a code that waited too long, and an address that is too old") {
    Clients clients;
    auto const app = object(clients.post("/ext/v1/apps",
                                         R"({"name":"Panel","redirectUris":["https://panel.example/back"]})",
                                         "owner@directus"));
    auto const secret =
        object(clients.post("/ext/v1/apps/" + text(app, "id") + "/secrets", "{}", "owner@directus"));
    auto request = support::request(
        api::Method::get,
        "/common/oauth2/v2.0/authorize?response_type=code&scope=openid&client_id=" + text(app, "id"));
    for (auto const& one : clients.house.caller("sales@directus", true)) request.headers.push_back(one);
    auto const answer = clients.house.ask(std::move(request));
    REQUIRE(answer.status == 302);
    std::string location;
    for (auto const& [name, value] : answer.headers)
        if (name == "Location") location = value;
    REQUIRE(location.starts_with("https://panel.example/back?code="));
    clients.house.database().write([&](db::Tx& tx) {
        tx.exec(Scope::everyone("a test moves time"),
                "UPDATE authorization_codes SET expires_at = 1 WHERE {tenant}");
    });
    auto const late = object(
        clients.post("/common/oauth2/v2.0/token",
                     "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fpanel.example%2Fback&code=" +
                         location.substr(32) + "&client_id=" + text(app, "id") +
                         "&client_secret=" + text(secret, "secret")));
    CHECK(late.at("error_codes").as_array().front().as_int64() == 70008);
    auto& keeper = clients.house.inside().keeper();
    auto const old = base64url(keeper.seal(
        R"({"query":{},"namedTenant":"common","isV1":false,"expiresAt":"2020-01-01T00:00:00Z"})"));
    auto look = support::request(api::Method::get, "/ext/v1/authorizations?request=" + old);
    for (auto const& one : clients.house.caller("sales@directus", true)) look.headers.push_back(one);
    auto const over = clients.house.ask(std::move(look));
    CHECK(over.status == 410);
    CHECK(over.body.find("authorize_request_ended") != std::string::npos);
}

TEST_CASE("apps: how many, and certificates that are none of use") {
    Clients clients;
    auto const path = "/ext/v1/apps/" + clients.app_id();
    TestCertificate const good, over(2048, -1);
    auto const add = [&](TestCertificate const& one) {
        return clients.post(path + "/certificates", bj::serialize(bj::object{{"certificate", one.pem()}}),
                            "owner@directus");
    };
    CHECK(add(good).status == 201);
    CHECK(add(good).body.find("certificate_known") != std::string::npos);
    CHECK(add(over).body.find("certificate_is_over") != std::string::npos);
    for (int i = 1; i < 20; ++i) CHECK(clients.post(path + "/secrets", "{}", "owner@directus").status == 201);
    CHECK(clients.post(path + "/secrets", "{}", "owner@directus").body.find("too_many_secrets") !=
          std::string::npos);
    bj::array many(21, bj::value("https://panel.example/"));
    CHECK(clients
              .post("/ext/v1/apps", bj::serialize(bj::object{{"name", "x"}, {"redirectUris", many}}),
                    "owner@directus")
              .body.find("too_many_redirects") != std::string::npos);
    int made = 0;
    api::Answer answer;
    for (; made < 300 && answer.status < 300; ++made)
        answer = clients.post("/ext/v1/apps", R"({"name":"x"})", "owner@directus");
    CHECK(answer.body.find("too_many_apps") != std::string::npos);
    CHECK(made == 200 - static_cast<int>(clients.house.tenant("directus").apps.size()) + 1);
}

TEST_CASE("keys: a new one is shown before it signs, an old one until its last token has ended") {
    auto const begin = real_time();
    auto const spans = key_spans({begin, begin + days{1}, begin + days{2}});
    REQUIRE(spans.size() == 3);
    CHECK(spans[0].signs == begin);
    CHECK(spans[1].signs == begin + days{1} + key_shown_before);
    CHECK(spans[0].ends == spans[1].signs + key_kept_after);
    CHECK(spans[2].ends == Time::max());
}

TEST_CASE("keys: rotated while servers run; tokens of the old key hold, and every server takes the new one") {
    for (auto const engine : support::engines()) {
        Clients clients(engine);
        auto& database = clients.house.database();
        auto& vault = clients.house.inside().keeper().vault();
        auto const token = clients.app_token();
        Keyring ring(database, vault), other(database, vault);
        auto const now = real_time();
        auto const soon = now + seconds{20}, later = now + minutes{2}, end = now + hours{2};
        auto const before = ring.signer(now)->id();
        auto const pem = SigningKey::make();
        SigningKey const fresh(pem);
        database.write([&](db::Tx& tx) { rotate_keys(tx, vault, pem, now, false); });
        CHECK(ring.signer(soon)->id() == before);
        CHECK(ring.jwks(soon).find(fresh.id()) != std::string::npos);
        CHECK(ring.signer(later)->id() == fresh.id());
        REQUIRE(ring.verify(token, later));
        CHECK(clients.get("/v1/customers?size=1", token).status == 200);
        // Two seconds after its last look another server meets a key that it does not know: it looks again.
        CHECK(other.verify(fresh.sign(*ring.verify(token, later)), now + seconds{2}));
        CHECK(!ring.verify(token, end));
        CHECK(ring.jwks(end).find(before) == std::string::npos);

        database.write([&](db::Tx& tx) { rotate_keys(tx, vault, SigningKey::make(), now, true); });
        CHECK(!Keyring(database, vault).verify(token, soon));
        CHECK(!Keyring(database, vault).verify(fresh.sign(*fresh.verify(fresh.sign(TokenClaims{}))), soon));
    }
}

TEST_CASE("oauth: what one server revokes, another refuses") {
    if (!support::has_postgres()) return;
    Clients clients(support::Engine::postgres);
    auto const other = clients.house.another();
    auto const known = clients.app_token(), unknown = clients.app_token();
    CHECK(clients.get("/v1/customers?size=1", known, other.get()).status == 200);
    CHECK(clients.post("/ext/v1/apps/" + clients.app_id() + "/revoke", "", "owner@directus").status == 204);
    CHECK(clients.get("/v1/customers?size=1", known).status == 401);
    CHECK(clients.get("/v1/customers?size=1", unknown, other.get()).status == 401);
    // What it has seen before it asks about again after standing_life; here at once.
    other->keeper().forget_standing();
    CHECK(clients.get("/v1/customers?size=1", known, other.get()).status == 401);
    CHECK(clients.get("/v1/customers?size=1", clients.app_token(), other.get()).status == 200);
}

}  // namespace entrepot::access
