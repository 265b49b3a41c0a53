// Passkeys against a software authenticator: what is as asked is accepted, and nothing else.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/attestation_object.hpp"
#include "access/authenticator.hpp"
#include "access/passkey.hpp"
#include "support/house.hpp"

namespace entrepot::access {

namespace {

RelyingParty const here{"partners.example", "https://partners.example"};

struct Portal {
    support::House house;
    std::string cookie, csrf;

    boost::json::object ask(std::string const& path, boost::json::object const& body, int status) {
        auto request = support::request(api::Method::post, path, boost::json::serialize(body));
        if (!cookie.empty()) request.headers.emplace_back("Cookie", cookie);
        if (!csrf.empty()) request.headers.emplace_back("X-CSRF-Token", csrf);
        auto const answer = house.ask(std::move(request));
        CHECK_MESSAGE(answer.status == status, path << ": " << answer.body);
        for (auto const& [name, value] : answer.headers)
            if (name == "Set-Cookie" && value.starts_with("entrepot_session"))
                cookie = value.substr(0, value.find(';'));
        auto const parsed = boost::json::parse(answer.body.empty() ? "{}" : answer.body);
        if (parsed.as_object().contains("csrfToken")) csrf = text(parsed.as_object(), "csrfToken");
        return parsed.as_object();
    }
    static std::string text(boost::json::object const& object, char const* name) {
        return std::string(object.at(name).as_string());
    }
    boost::json::object sign_in(int status) {
        cookie.clear();
        csrf.clear();
        auto const& who = house.person("sales", "provider");
        return ask("/ext/v1/session", {{"userName", who.user_name}, {"password", who.password}}, status);
    }
};

boost::json::object proof(Authenticator& authenticator, std::string const& ticket,
                          std::string const& challenge, unsigned char flags = 0x05) {
    auto const client = authenticator.client_data("webauthn.get", challenge);
    auto const data = authenticator.authenticator_data(flags);
    return {{"ticket", ticket},
            {"id", authenticator.id()},
            {"clientDataJSON", base64url(client)},
            {"authenticatorData", base64url(data)},
            {"signature", base64url(authenticator.sign(data, client))}};
}

}  // namespace

TEST_CASE("passkeys: a registration is as asked, or nothing") {
    Authenticator const authenticator(here.id, here.origin);
    auto const challenge = new_challenge();
    auto const client = authenticator.client_data("webauthn.create", challenge);
    auto const made = read_registration(here, challenge, client, authenticator.attestation());
    REQUIRE(made);
    CHECK(made->credential == authenticator.id());
    CHECK(made->key.starts_with("es256:"));

    CHECK(!read_registration(here, new_challenge(), client, authenticator.attestation()));
    CHECK(!read_registration(here, "", authenticator.client_data("webauthn.create", ""),
                             authenticator.attestation()));
    CHECK(!read_registration(here, challenge, authenticator.client_data("webauthn.get", challenge),
                             authenticator.attestation()));
    CHECK(!read_registration({here.id, "https://other.example"}, challenge, client,
                             authenticator.attestation()));
    CHECK(!read_registration({"other.example", here.origin}, challenge, client, authenticator.attestation()));
    CHECK(!read_registration(here, challenge, client, authenticator.attestation(0x41)));  // nobody verified
    CHECK(!read_registration(here, challenge, client, ""));
    auto const whole = authenticator.attestation();
    for (std::size_t cut = 0; cut < whole.size(); ++cut)
        CHECK(!read_registration(here, challenge, client, whole.substr(0, cut)));
    for (std::string const bad : {"\x9f", "\xbf\xff",
                                  "\xa1\x68"
                                  "authData\x5b\xff\xff\xff\xff\xff\xff\xff\xff"})
        CHECK(!authenticator_data_of(bad));
    std::string deep(100'000, '\x81');
    CHECK(!authenticator_data_of("\xa1\x61x" + deep));
}

TEST_CASE("passkeys: an assertion is signed over what was asked, or nothing") {
    Authenticator authenticator(here.id, here.origin), other(here.id, here.origin);
    auto const registered = new_challenge(), challenge = new_challenge();
    auto const key =
        read_registration(here, registered, authenticator.client_data("webauthn.create", registered),
                          authenticator.attestation())
            ->key;
    auto const client = authenticator.client_data("webauthn.get", challenge);
    auto const data = authenticator.authenticator_data();
    auto const signature = authenticator.sign(data, client);
    CHECK(read_assertion(here, challenge, key, client, data, signature) == 1);

    CHECK(!read_assertion(here, new_challenge(), key, client, data, signature));
    CHECK(
        !read_assertion({here.id, "https://partners.example.evil"}, challenge, key, client, data, signature));
    CHECK(!read_assertion({"evil.example", here.origin}, challenge, key, client, data, signature));
    CHECK(!read_assertion(here, challenge, key, client, data, other.sign(data, client)));
    CHECK(!read_assertion(here, challenge, key, client, data, ""));
    CHECK(!read_assertion(here, challenge, "es256:AAAA", client, data, signature));
    CHECK(!read_assertion(here, challenge, "", client, data, signature));
    auto const unverified = authenticator.authenticator_data(0x01);
    CHECK(!read_assertion(here, challenge, key, client, unverified, authenticator.sign(unverified, client)));
}

TEST_CASE("passkeys: added in one's account, asked for at sign-in, never twice with one answer") {
    Portal portal;
    Authenticator key("localhost", "http://localhost"), stolen("localhost", "http://localhost");
    portal.sign_in(201);
    auto const offer = portal.ask("/ext/v1/me/passkeys/offer", {}, 200);
    CHECK(offer.at("creates").as_bool());
    auto const challenge = Portal::text(offer, "challenge");
    boost::json::object const made{
        {"ticket", offer.at("ticket")},
        {"clientDataJSON", base64url(key.client_data("webauthn.create", challenge))},
        {"attestationObject", base64url(key.attestation())},
        {"name", "Clé du bureau"}};
    CHECK(portal.ask("/ext/v1/me/passkeys", made, 201).at("recoveryCodes").as_array().size() == 10);
    portal.ask("/ext/v1/me/passkeys", made, 401);

    auto const step = portal.sign_in(202);
    CHECK((step.at("choices") == boost::json::array{"passkey", "recoveryCode"}));
    auto const asked = portal.ask("/ext/v1/session/passkey-offer", {{"ticket", step.at("ticket")}}, 200);
    CHECK(!asked.at("creates").as_bool());
    CHECK((asked.at("credentials").as_array().front() == boost::json::value(key.id())));
    auto const ticket = Portal::text(step, "ticket");
    auto const right = proof(key, ticket, Portal::text(asked, "challenge"));
    CHECK((portal.ask("/ext/v1/session/passkey", right, 201).at("methods") ==
           boost::json::array{"pwd", "fido", "mfa"}));
    portal.ask("/ext/v1/session/passkey", right, 401);

    // A wrong answer uses its challenge up; so does one of a key that nobody registered, or without the person.
    auto const again = Portal::text(portal.sign_in(202), "ticket");
    auto const next = [&] {
        return Portal::text(portal.ask("/ext/v1/session/passkey-offer", {{"ticket", again}}, 200),
                            "challenge");
    };
    CHECK(Portal::text(portal.ask("/ext/v1/session/passkey", proof(stolen, again, next()), 401), "code") ==
          "passkey_refused");
    portal.ask("/ext/v1/session/passkey", proof(key, again, next(), 0x01), 401);
    auto const used = next();
    key.counter = 0;  // a copy of the key, made before it was used
    portal.ask("/ext/v1/session/passkey", proof(key, again, used), 401);
    key.counter = 10;
    portal.ask("/ext/v1/session/passkey", proof(key, again, used), 401);
    portal.ask("/ext/v1/session/passkey", proof(key, again, next()), 201);
}

}  // namespace entrepot::access
