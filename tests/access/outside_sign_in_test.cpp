// Signing in through an outside OpenID provider: a small one of our own, which is right, wrong, slow or away.
#include "access/outside.hpp"

namespace entrepot::access {

TEST_CASE("outside sign-in: found by a verified address the first time, by sub from then on") {
    for (auto const engine : support::engines()) {
        Outside outside({}, engine);
        auto const first = outside.answer(outside.there());
        REQUIRE_MESSAGE(first.status == 201, first.body);
        CHECK(outside.user_name(first) == outside.sales);
        CHECK(object(first).at("methods").as_array().front() == "fed");
        // Another address, or none at all, and still the same person; another sub with the old address is not.
        outside.provider.claims = {{"sub", "s-1"}, {"email", "somebody@else.example"}};
        CHECK(outside.user_name(outside.answer(outside.there())) == outside.sales);
        outside.provider.claims = {{"sub", "s-2"}, {"email", outside.sales}, {"email_verified", true}};
        CHECK(outside.sign_in() == "409 outside_other_account");
        outside.house.database().read([&](db::Tx& tx) {
            auto const user = *find_user_by_name(tx, outside.sales);
            CHECK(outside_accounts_of(tx, user.tenant, user.id).size() == 1);
        });
    }
}

TEST_CASE("outside sign-in: tokens that say something else than was asked open nothing") {
    auto const now = to_micros(real_time()) / 1'000'000;
    struct Wrong {
        char const* what;
        bj::object claims;
        char const* algorithm = "RS256";
    };
    std::vector<Wrong> const all = {
        {"another issuer", {{"iss", "https://accounts.example"}}},
        {"another client", {{"aud", "another"}}},
        {"several clients without azp", {{"aud", bj::array{"entrepot", "another"}}}},
        {"several clients, another azp", {{"aud", bj::array{"entrepot", "another"}}, {"azp", "another"}}},
        {"expired", {{"exp", now - 600}, {"iat", now - 900}}},
        {"without an end", {{"exp", nullptr}}},
        {"made in the future", {{"iat", now + 600}}},
        {"not yet", {{"nbf", now + 600}}},
        {"another nonce", {{"nonce", "of another sign-in"}}},
        {"no nonce", {{"nonce", nullptr}}},
        {"no subject", {{"sub", ""}}},
        {"not signed", {}, "none"},
        {"signed with the public key", {}, "HS256"},
    };
    for (auto const& wrong : all) {
        CAPTURE(wrong.what);
        Outside outside;
        for (auto const& [name, value] : wrong.claims) outside.provider.claims[name] = value;
        outside.provider.algorithm = wrong.algorithm;
        CHECK(outside.sign_in() == "401 outside_token_refused");
        CHECK(outside.session.empty());
    }
    Outside fine;
    fine.provider.claims["aud"] = bj::array{"entrepot", "another"};
    fine.provider.claims["azp"] = "entrepot";
    fine.provider.claims["iat"] = now + 60;  // clocks differ
    CHECK(fine.sign_in() == "201");
}

TEST_CASE("outside sign-in: ES256, a token that names no key, a secret in the form, a client without one") {
    Outside elliptic;
    elliptic.provider.algorithm = "ES256";
    CHECK(elliptic.sign_in() == "201");
    elliptic.provider.names_its_key = false;
    CHECK(elliptic.sign_in() == "201");
    Outside by_form;
    by_form.provider.wants_basic = false;
    CHECK(by_form.sign_in() == "201");
}

TEST_CASE("outside sign-in: keys that were rotated are read again, once in a while") {
    Outside outside;
    CHECK(outside.sign_in() == "201");
    CHECK(outside.sign_in() == "201");
    CHECK(outside.provider.asked_for_keys == 1);
    CHECK(outside.provider.asked_for_itself == 1);
    outside.provider.rotate();
    // Read a moment ago: whoever sends tokens of unknown keys does not make us ask for each.
    CHECK(outside.sign_in() == "401 outside_token_refused");
    CHECK(outside.provider.asked_for_keys == 1);
    OutsideProviders fresh(outside.house.inside().keeper().outside().list());
    auto const& provider = fresh.get("ours");
    OutsideAttempt const attempt{"ours", "state", "nonce", std::string(43, 'v'), std::nullopt, {}};
    auto const later = real_time() + minutes{1};
    auto const redeem = [&](Time now) {
        auto const back =
            outside.provider.visit(fresh.begin(provider, attempt, "http://localhost/signin/back", now));
        return fresh.redeem(provider, attempt, "http://localhost/signin/back", back.at("code"), now).subject;
    };
    CHECK(redeem(real_time()) == "s-1");
    outside.provider.rotate();
    CHECK(redeem(later) == "s-1");
    CHECK(outside.provider.asked_for_keys == 3);
}

TEST_CASE("outside sign-in: an answer counts once, in the browser that began, for fifteen minutes") {
    Outside outside;
    auto const back = outside.there();
    auto const cookie = outside.cookie;
    CHECK(outside.answer({{"code", back.at("code")}, {"state", "another"}}).status == 401);
    outside.cookie.clear();
    CHECK(said(outside.answer(back)) == "401 outside_state_over");
    outside.cookie = cookie;
    CHECK(said(outside.answer(back)) == "201");
    outside.cookie = cookie;  // a browser that kept it all the same
    CHECK(said(outside.answer(back)) == "401 outside_state_over");

    // What another browser began: whoever lures me to its answer signs me in as nobody.
    auto const mine = outside.there();
    auto const my_cookie = outside.cookie;
    auto const theirs = outside.there();
    outside.cookie = my_cookie;
    CHECK(said(outside.answer(theirs)) == "401 outside_state_over");
    // From another provider than the one that was asked (RFC 9207).
    auto mixed = mine;
    mixed["iss"] = "https://accounts.example";
    CHECK(said(outside.answer(mixed)) == "401 outside_state_over");
    outside.cookie = "entrepot_outside=AAAA";
    CHECK(said(outside.answer(mine)) == "401 outside_state_over");
    // A code that the provider does not take any more.
    auto stale = outside.there();
    stale["code"] = "used";
    CHECK(said(outside.answer(stale)) == "401 outside_state_over");
}

TEST_CASE("outside sign-in: who is not verified, not here, twice here or disabled is told whom to ask") {
    Outside outside;
    outside.provider.claims = {{"sub", "s-1"}, {"email", outside.sales}, {"email_verified", false}};
    CHECK(outside.sign_in() == "403 outside_mail_unverified");
    outside.provider.claims.erase("email_verified");
    CHECK(outside.sign_in() == "403 outside_mail_unverified");
    outside.provider.claims["email_verified"] = "true";  // as some providers write it
    CHECK(outside.sign_in() == "201");

    outside.provider.claims = {{"sub", "s-9"}, {"email", "nobody@bleriot.example"}, {"email_verified", true}};
    auto const nobody = outside.answer(outside.there());
    CHECK(said(nobody) == "403 outside_nobody");
    CHECK(nobody.body.find("nobody@bleriot.example") != std::string::npos);
    // Of another organisation: as if they were not here at all.
    outside.provider.claims["email"] = outside.house.person("sales", "provider").user_name;
    CHECK(outside.sign_in() == "403 outside_nobody");

    outside.house.database().write([&](db::Tx& tx) {
        auto other = *find_user_by_name(tx, outside.house.person("helpdesk", "directus").user_name);
        other.email = outside.sales;
        update_user(tx, other);
    });
    outside.provider.claims = {{"sub", "s-3"}, {"email", outside.sales}, {"email_verified", true}};
    CHECK(outside.sign_in() == "409 outside_ambiguous");
    outside.house.database().write([&](db::Tx& tx) {
        auto user = *find_user_by_name(tx, outside.sales);
        user.status = UserStatus::disabled;
        update_user(tx, user);
    });
    outside.provider.claims["sub"] = "s-1";
    CHECK(outside.sign_in() == "403 account_disabled");
}

TEST_CASE("outside sign-in: a claim of its own may say that an address is verified (Entra ID)") {
    Outside outside({{"verifiedClaim", "xms_edov"}});
    CHECK(outside.sign_in() == "403 outside_mail_unverified");
    outside.provider.claims["xms_edov"] = 1;
    CHECK(outside.sign_in() == "201");
}

TEST_CASE(
    "outside sign-in: people are added where the file says so, with its roles and in their own domain") {
    Outside outside({{"rolesOfNewPeople", {"HelpdeskAgent"}}});
    auto const domain = outside.house.tenant("directus").domain;
    outside.provider.claims = {{"sub", "s-5"},
                               {"email", "Aude@Example.org"},
                               {"email_verified", true},
                               {"given_name", "Aude"},
                               {"family_name", "Kerbrat"}};
    auto const added = outside.answer(outside.there());
    REQUIRE_MESSAGE(added.status == 201, added.body);
    auto const user = outside.user("aude@example.org");
    REQUIRE(user);
    CHECK(user->display_name() == "Aude Kerbrat");
    CHECK(user->roles == std::vector{Role::helpdesk_agent});
    CHECK(user->password.empty());
    outside.provider.claims["sub"] = "s-6";
    outside.provider.claims["email"] = "x@" + outside.house.tenant("provider").domain;
    CHECK(outside.sign_in() == "403 outside_nobody");
    outside.provider.claims["email"] = "y@example.org";
    outside.provider.claims["email_verified"] = false;
    CHECK(outside.sign_in() == "403 outside_mail_unverified");
    CHECK(!outside.user("y@example.org"));
}

TEST_CASE("outside sign-in: what counts as a second factor is the file's to say") {
    bj::object const policy = {{"mfaMethods", {"mfa"}}, {"mfaClasses", {"gold"}}};
    auto const require_mfa = [](Outside& outside) {
        outside.house.database().write([&](db::Tx& tx) {
            save_mfa_policy(tx, outside.house.tenant("directus").id, MfaPolicy::required);
        });
    };
    Outside plain;
    require_mfa(plain);
    plain.provider.claims["amr"] = {"pwd", "mfa"};
    CHECK(plain.sign_in() == "202");  // a second factor of ours is set up
    Outside counted(policy);
    require_mfa(counted);
    CHECK(counted.sign_in() == "202");
    counted.provider.claims["amr"] = {"pwd", "mfa"};
    CHECK(counted.sign_in() == "201");
    counted.provider.claims["amr"] = {"pwd"};
    counted.provider.claims["acr"] = "gold";
    CHECK(counted.sign_in() == "201");
    counted.provider.claims["acr"] = "silver";
    CHECK(counted.sign_in() == "202");
}

TEST_CASE("outside sign-in: a file that does not hold is refused at start, and says what is wrong") {
    auto const why = [](std::string const& members) {
        try {
            outside_providers_of("{\"providers\":[{" + members + "}]}");
            return std::string("taken");
        } catch (std::runtime_error const& error) {
            return std::string(error.what());
        }
    };
    std::string const rest = R"("label":"A","clientId":"c","tenant":"a.example")";
    std::string const good = R"("name":"a","issuer":"https://a.example",)" + rest;
    CHECK(why(good) == "taken");
    CHECK(why(R"("name":"a","issuer":"http://a.example",)" + rest).find("https://") != std::string::npos);
    CHECK(why(R"("name":"a","issuer":"http://localhost@a.example",)" + rest).find("https://") !=
          std::string::npos);
    CHECK(why(R"("name":"a","issuer":"http://localhost.a.example",)" + rest).find("https://") !=
          std::string::npos);
    CHECK(why(R"("name":"A B","issuer":"https://a.example",)" + rest).find("small letters") !=
          std::string::npos);
    CHECK(why(good + R"(,"clientSecretEnv":"ENTREPOT_TEST_NOT_SET")").find("not set") != std::string::npos);
    CHECK(why(good + R"(,"clientSecretFile":"/nowhere")").find("/nowhere") != std::string::npos);
    CHECK(why(good + R"(,"rolesOfNewPeople":["GlobalAdmin"])").find("GlobalAdmin") != std::string::npos);
    CHECK(why(good + R"(,"secret":"in the file")").find("secret") != std::string::npos);
    CHECK(why(good + R"(,"lable":"typo")").find("lable") != std::string::npos);
    CHECK_THROWS_AS(read_outside_providers("/nowhere"), std::runtime_error);
}

}  // namespace entrepot::access
