// Linking accounts of outside providers, and taking links back.
#include "access/outside.hpp"

namespace entrepot::access {

TEST_CASE("outside sign-in: an account is linked by who is signed in, and not taken from another") {
    Outside outside({{"match", "link"}});
    CHECK(outside.sign_in() == "403 outside_not_linked");
    auto const link = [&](std::string const& who) {
        auto headers = outside.house.caller(who, true);
        auto const away = outside.begin(headers);
        REQUIRE_MESSAGE(away.status == 200, away.body);
        auto const back = outside.provider.visit(text(object(away), "location"));
        outside.cookie += "; " + headers.front().second;
        auto const out = said(outside.answer(back));
        outside.cookie.clear();
        return out;
    };
    // The answer comes back to a browser where nobody is signed in, or somebody else.
    auto const headers = outside.house.caller("sales@directus", true);
    auto const back = outside.there(headers);
    CHECK(said(outside.answer(back)) == "401 outside_state_over");
    CHECK(link("sales@directus") == "200");
    CHECK(link("helpdesk@directus") == "409 outside_linked_elsewhere");
    CHECK(said(outside.begin(outside.house.caller("sales@provider", true))) == "403 outside_of_other_tenant");
    auto const first = outside.answer(outside.there());
    CHECK(outside.user_name(first) == outside.sales);

    // Listed, and removed; who has no password keeps the last way in.
    auto const ask = [&](api::Method method, std::string const& path) {
        auto request = support::request(method, path);
        for (auto const& header : headers) request.headers.push_back(header);
        return outside.house.ask(std::move(request));
    };
    auto const listed = object(ask(api::Method::get, "/ext/v1/me/outside-accounts")).at("items").as_array();
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].at("label") == "Ours");
    auto const path = "/ext/v1/me/outside-accounts/" + text(listed[0].as_object(), "id");
    auto const set_password = [&](std::string const& stored) {
        outside.house.database().write(
            [&](db::Tx& tx) { access::set_password(tx, *find_user_by_name(tx, outside.sales), stored); });
    };
    auto const before = outside.user(outside.sales)->password;
    set_password("");
    CHECK(said(ask(api::Method::del, path)) == "409 outside_last_way");
    set_password(before);
    CHECK(ask(api::Method::del, path).status == 204);
    CHECK(ask(api::Method::del, path).status == 404);
    CHECK(outside.sign_in() == "403 outside_not_linked");
}

TEST_CASE(
    "outside sign-in: a provider that is away, or is not what the file says, is told apart from people") {
    Outside outside;
    outside.provider.down = true;
    CHECK(said(outside.begin()) == "503 outside_unreachable");
    outside.provider.down = false;
    outside.provider.failures = 1;  // once more
    CHECK(outside.begin().status == 200);
    auto const back = outside.there();
    outside.provider.down = true;
    CHECK(said(outside.answer(back)) == "503 outside_unreachable");

    Outside other;
    other.provider.announced_issuer = "https://accounts.example";
    CHECK(said(other.begin()) == "502 outside_misconfigured");
    other.provider.announced_issuer.clear();
    other.provider.endless = true;
    CHECK(said(other.begin()) == "503 outside_unreachable");
    other.provider.endless = false;
    other.provider.token_error = "invalid_client";  // its secret has expired
    CHECK(other.sign_in() == "502 outside_misconfigured");
    other.provider.token_error.clear();
    auto const query = other.there();
    CHECK(said(other.answer({{"state", query.at("state")}, {"error", "access_denied"}})) ==
          "401 outside_refused");
    CHECK(said(other.post("/ext/v1/session/outside", {{"provider", "none"}})) ==
          "404 outside_provider_unknown");

    // Where it sends us is not where the file says.
    Outside elsewhere;
    elsewhere.provider.redirects = true;
    CHECK(said(elsewhere.begin()) == "502 outside_misconfigured");
    CHECK(elsewhere.provider.asked_for_inside == 0);

    Outside keyless;
    keyless.provider.keys_path = "/none";
    CHECK(keyless.sign_in() == "502 outside_misconfigured");
    Outside nowhere({{"tenant", "nobody.example"}});
    CHECK(nowhere.sign_in() == "502 outside_tenant_unknown");
}

TEST_CASE("outside sign-in: a person without a password proves themselves by signing in again") {
    Outside outside({{"rolesOfNewPeople", {"HelpdeskAgent"}}});
    outside.provider.claims = {{"sub", "s-7"}, {"email", "aude@example.org"}, {"email_verified", true}};
    auto const entered = outside.answer(outside.there());
    REQUIRE(entered.status == 201);
    auto request = support::request(api::Method::post, "/ext/v1/me/confirmation", "{\"password\":\"any\"}");
    request.headers.emplace_back("Cookie", outside.session);
    request.headers.emplace_back("X-CSRF-Token", text(object(entered), "csrfToken"));
    CHECK(said(outside.house.ask(std::move(request))) == "403 no_password_here");
}

}  // namespace entrepot::access
