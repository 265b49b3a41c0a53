// What proves a client: redirect addresses, PKCE, certificates and the assertions that their keys signed.
#include <doctest/doctest.h>

#include "access/app.hpp"
#include "access/audience.hpp"
#include "access/certificate.hpp"
#include "access/certificate_support.hpp"
#include "access/client_assertion.hpp"
#include "access/pkce.hpp"

namespace entrepot::access {

namespace {

std::string const here = "https://partners.example";

AppRecord app_with(std::vector<std::string> uris, AppKind kind = AppKind::confidential) {
    AppRecord app;
    app.id = Id<App>{new_uuid()};
    app.kind = kind;
    app.redirect_uris = std::move(uris);
    return app;
}

AppCertificate registered(TestCertificate const& from) {
    auto const read = read_certificate(from.pem());
    REQUIRE(read);
    AppCertificate out;
    out.id = Id<AppCertificate>{new_uuid()};
    out.thumbprint = read->thumbprint;
    out.thumbprint256 = read->thumbprint256;
    out.der = base64(read->der);
    out.begins = read->begins;
    out.expires = read->expires;
    return out;
}

struct Claims {
    std::string issuer, audience = here + "/t/oauth2/v2.0/token", id = "one";
    Time begins = real_time(), expires = real_time() + minutes{10};
    std::string text(std::string const& subject) const {
        auto const at = [](Time time) { return std::to_string(to_micros(time) / 1'000'000); };
        return "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience +
               "\",\"jti\":\"" + id + "\",\"nbf\":" + at(begins) + ",\"exp\":" + at(expires) + '}';
    }
};

// The code of the refusal; empty where the assertion holds.
std::string refusal(std::string const& token, AppRecord const& app,
                    std::vector<AppCertificate> const& certificates) {
    auto const assertion = read_assertion(token);
    if (!assertion) return "no token";
    try {
        check_assertion(*assertion, app, certificates, here, real_time());
        return "";
    } catch (Problem const& problem) {
        return problem.code;
    }
}

}  // namespace

TEST_CASE("apps: redirect addresses are matched letter for letter, but for a loopback port of a public app") {
    auto const app = app_with({"https://panel.example/back", "http://localhost:8400/"});
    CHECK(redirect_fits(app, "https://panel.example/back"));
    CHECK(redirect_fits(app, "http://localhost:8400/"));
    for (std::string const other :
         {"https://panel.example/back/", "https://panel.example/back?x=1", "https://panel.example/Back",
          "https://panel.example", "https://panel.example.evil.example/back", "http://panel.example/back",
          "http://localhost:8401/", "", "javascript:alert(1)", "https://panel.example/back#x",
          "https://user@panel.example/back"})
        CHECK_MESSAGE(!redirect_fits(app, other), other);
    auto const line = app_with({"http://localhost", "http://127.0.0.1/callback"}, AppKind::open);
    for (std::string const own :
         {"http://localhost", "http://localhost/", "http://localhost:8417/", "http://127.0.0.1:1/callback"})
        CHECK_MESSAGE(redirect_fits(line, own), own);
    for (std::string const other :
         {"http://localhost:8417/other", "http://localhost.evil.example:80/", "http://127.0.0.1:1/",
          "https://localhost/", "http://localhost:80@evil.example/"})
        CHECK_MESSAGE(!redirect_fits(line, other), other);
    CHECK(!may_be_redirect("http://panel.example/"));
    CHECK(!may_be_redirect("https://*.example/"));
    CHECK(!may_be_redirect("https:///path"));
}

TEST_CASE("pkce: the vector of RFC 7636, and nothing shorter") {
    CHECK(verifier_fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    CHECK(!verifier_fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
                         "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    CHECK(!verifier_fits("", ""));
    CHECK(!verifier_fits("short", "short"));
    CHECK(is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    CHECK(!is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c="));
}

TEST_CASE("audiences: resources and scopes in every spelling that clients use") {
    CHECK(audience_of_resource("https://graph.windows.net/", here) == "https://graph.windows.net");
    CHECK(audience_of_resource("HTTPS://API.PartnerCenter.Microsoft.com", here) ==
          "https://api.partnercenter.microsoft.com");
    CHECK(audience_of_resource(here + '/', here) == here);
    CHECK(!audience_of_resource("https://graph.windows.net.evil.example", here));
    auto const scopes = read_scopes(
        "openid profile offline_access https://api.partnercenter.microsoft.com/user_impersonation", here);
    CHECK(scopes.is_known);
    CHECK(scopes.offline);
    CHECK(scopes.resource == "https://api.partnercenter.microsoft.com");
    CHECK(granted_scope(scopes, scopes.resource) ==
          "https://api.partnercenter.microsoft.com/user_impersonation openid profile");
    CHECK(!read_scopes("https://graph.microsoft.com/.default", here).is_known);
    CHECK(!read_scopes("https://graph.windows.net/.default https://api.partnercenter.microsoft.com/.default",
                       here)
               .is_known);
    CHECK(!read_scopes("User.Read", here).is_known);
}

TEST_CASE("certificates: what is one, and what is not") {
    TestCertificate const good;
    auto const read = read_certificate(good.pem());
    REQUIRE(read);
    CHECK(read->subject == "CN=Progiciel d'été");
    CHECK(read->thumbprint.size() == 27);
    CHECK(read->thumbprint256.size() == 43);
    CHECK(read->expires > real_time() + days{29});
    CHECK(read_certificate(base64(read->der))->thumbprint256 == read->thumbprint256);
    CHECK(!read_certificate(TestCertificate(1024).pem()));
    CHECK(!read_certificate(""));
    CHECK(!read_certificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
}

TEST_CASE("assertions: RS256 and PS256 of a registered certificate, by either thumbprint, and nothing else") {
    TestCertificate const mine, other;
    auto const app = app_with({});
    std::vector<AppCertificate> const known = {registered(mine)};
    auto const& certificate = known.front();
    Claims claims;
    claims.issuer = app.id.text();
    auto const body = claims.text(app.id.text());
    auto const header = [&](std::string const& algorithm, std::string const& more) {
        return "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"," + more + '}';
    };
    auto const x5t = "\"x5t\":\"" + certificate.thumbprint + '"',
               x5t256 = "\"x5t#S256\":\"" + certificate.thumbprint256 + '"';
    CHECK(refusal(mine.sign(header("RS256", x5t), body), app, known) == "");
    CHECK(refusal(mine.sign(header("PS256", x5t256), body, true), app, known) == "");
    CHECK(refusal(mine.sign(header("RS256", "\"kid\":\"" + certificate.thumbprint + '"'), body), app,
                  known) == "");

    CHECK(refusal(other.sign(header("RS256", x5t), body), app, known) == "oauth_assertion_signature");
    CHECK(refusal(mine.sign(header("RS256", "\"x5t\":\"AAAA\""), body), app, known) ==
          "oauth_assertion_signature");
    CHECK(refusal(mine.sign(header("RS256", "\"typ2\":\"\""), body), app, known) ==
          "oauth_assertion_signature");
    CHECK(refusal(mine.sign(header("RS256", x5t), body, true), app, known) == "oauth_assertion_signature");
    CHECK(refusal(mine.sign(header("none", x5t), body), app, known) == "oauth_assertion_algorithm");
    CHECK(refusal(mine.sign(header("HS256", x5t), body), app, known) == "oauth_assertion_algorithm");
    CHECK(refusal(mine.sign(header("RS256", x5t), claims.text(new_uuid().text())), app, known) ==
          "oauth_assertion_subject");
    CHECK(refusal("a.b", app, known) == "no token");

    auto const with = [&](auto change) {
        auto changed = claims;
        change(changed);
        return refusal(mine.sign(header("RS256", x5t), changed.text(app.id.text())), app, known);
    };
    CHECK(with([](Claims& one) { one.expires = real_time() - minutes{1}; }) == "oauth_assertion_time");
    CHECK(with([](Claims& one) { one.expires = real_time() + hours{48}; }) == "oauth_assertion_time");
    CHECK(with([](Claims& one) { one.begins = real_time() + hours{1}; }) == "oauth_assertion_time");
    for (auto const& audience :
         std::vector<std::string>{here + "/common/oauth2/token", here + "/t/v2.0", here, here + "/t"})
        CHECK_MESSAGE(with([&](Claims& one) { one.audience = audience; }) == "", audience);
    for (std::string const audience : {"https://login.microsoftonline.com/t/oauth2/v2.0/token",
                                       "https://partners.example.evil/t/oauth2/token", "",
                                       "https://partners.example/t/oauth2/v2.0/devicecode"})
        CHECK_MESSAGE(with([&](Claims& one) { one.audience = audience; }) == "oauth_assertion_audience",
                      audience);

    TestCertificate const over(2048, -1);
    std::vector<AppCertificate> const ended = {registered(over)};
    CHECK(refusal(over.sign(header("RS256", "\"x5t\":\"" + ended.front().thumbprint + '"'), body), app,
                  ended) == "oauth_certificate_expired");
}

}  // namespace entrepot::access
