// Which passwords may be chosen, that a refusal costs the same whoever asks, and when a session ends.
#include <doctest/doctest.h>

#include "access/account_store.hpp"
#include "access/password.hpp"
#include "access/user_store.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"
#include "support/house.hpp"

namespace entrepot::access {

namespace {

std::string code_of(std::string const& password) {
    Problems problems;
    check_new_password(password,
                       {"Belledonne Cloud", "belledonne", "mathis.brun@belledonne.example", "Mathis"},
                       "password", problems);
    return problems.empty() ? "" : problems.list().front().code;
}

}  // namespace

TEST_CASE("passwords: length, breaches and names, no composition") {
    CHECK(breached_passwords() > 40'000);  // the list is in the binary
    CHECK(code_of("galet bruine chaloupe") == "");
    CHECK(code_of("aaaa bbbb cccc") == "");  // no figures, no capitals, no signs asked for
    CHECK(code_of("éèàùçôîêâûëï") == "");    // twelve characters, not bytes
    CHECK(code_of("onze-lettre") == "password_too_short");
    CHECK(code_of(std::string(longest_password, 'x') + "y") == "password_too_long");
    CHECK(code_of(std::string(longest_password - 1, ' ') + "y") == "");
    for (auto const* breached :
         {"password1234", "Password1234!", "qwerty123456", "QWERTY123456", "passwordpassword", "123123123123",
          "aaaaaaaaaaaaaa", "123456789012", "210987654321", "abcdefghijklm", "1234567890password"})
        CHECK_MESSAGE(code_of(breached) == "password_breached", breached);
    CHECK(code_of("belledonne2026") == "password_is_a_name");
    CHECK(code_of("MathisBelledonne1") == "password_is_a_name");
    CHECK(code_of("Mathis aime les grues") == "");
}

TEST_CASE("passwords: known and unknown accounts cost one argon2id each") {
    support::House house;
    auto& safe = house.inside().keeper();
    auto const chosen = hash_password("galet bruine chaloupe");
    // The same work is done by construction: each call verifies one hash. Measured in processor time of this
    // thread, without the machine's other work: none is a tenth of another.
    auto const cost = [&](std::optional<std::string> const& stored) {
        account_password_fits(safe, stored, "warm");
        timespec begin{}, end{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        CHECK(!account_password_fits(safe, stored, "wrong password here"));
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        return static_cast<double>(end.tv_sec - begin.tv_sec) * 1e9 +
               static_cast<double>(end.tv_nsec - begin.tv_nsec);
    };
    auto const known = cost(chosen), digest = cost(stored_secret(safe, "made")), unknown = cost(std::nullopt),
               invited = cost("");
    for (auto const one : {digest, unknown, invited}) CHECK(one > known / 10);
    CHECK(account_password_fits(safe, chosen, "galet bruine chaloupe"));
    CHECK(account_password_fits(safe, stored_secret(safe, "made"), "made"));
    CHECK(!account_password_fits(safe, stored_secret(safe, "made"), ""));
    CHECK(!account_password_fits(safe, "", ""));
    CHECK(!account_password_fits(safe, "digest:", ""));
}

TEST_CASE(
    "sign-in: whoever is named, one hash is worked out and one failure written, in the portal and for "
    "tokens") {
    support::House house;
    auto const chosen = house.person("helpdesk", "directus").user_name;
    auto const disabled = house.person("billing", "directus").user_name;
    auto const invited = house.person("users", "directus").user_name;
    house.database().write([&](db::Tx& tx) {
        auto const change = [&](std::string const& name, UserStatus status, std::string const& stored) {
            auto user = *find_user_by_name(tx, name);
            user.status = status;
            user.password = stored;
            update_user(tx, user);
        };
        change(chosen, UserStatus::active, hash_password("galet bruine chaloupe"));
        change(disabled, UserStatus::disabled, hash_password("galet bruine chaloupe"));
        change(invited, UserStatus::invited, "");
    });
    auto const failures = [&] {
        std::int64_t out = 0;
        house.database().read([&](db::Tx& tx) {
            out = tx.find<std::int64_t>(Scope::everyone("the test counts them"),
                                        "SELECT COUNT(*) FROM sign_in_failures WHERE {shared}")
                      .value_or(0);
        });
        return out;
    };
    auto const& app = house.tenant("directus").apps.front();
    auto const token_path = '/' + house.tenant("directus").id.text() + "/oauth2/token";
    for (auto const& name : {house.person("sales", "directus").user_name, chosen, disabled, invited,
                             std::string("nobody@nowhere.example"), std::string("no name at all")}) {
        CAPTURE(name);
        auto const hashes = hashes_worked();
        auto const before = failures();
        auto const portal = house.ask(support::request(
            api::Method::post, "/ext/v1/session", "{\"userName\":\"" + name + "\",\"password\":\"wrong\"}"));
        CHECK(portal.status == 401);
        CHECK(hashes_worked() == hashes + 1);
        CHECK(failures() == before + 2);  // of the account from here, and of the account
        auto const token = house.ask(support::request(
            api::Method::post, token_path,
            "grant_type=password&client_id=" + app.id.text() + "&client_secret=" + app.secret +
                "&username=" + api::percent_encode(name) + "&password=wrong"));
        CHECK(token.status == 400);
        CHECK(hashes_worked() == hashes + 2);
        CHECK(failures() == before + 2);
    }
    // A forgotten password is noted for whatever name.
    for (auto const& name : {chosen, std::string("nobody@nowhere.example")}) {
        auto const before = failures();
        CHECK(house
                  .ask(support::request(api::Method::post, "/ext/v1/forgotten-passwords",
                                        "{\"userName\":\"" + name + "\"}"))
                  .status == 202);
        CHECK(failures() == before + 1);
    }
}

TEST_CASE("sessions: nobody's request for four hours ends one, and twelve hours in any case") {
    support::House house;
    auto const cookie = house.caller("sales@directus", true).front().second;
    auto const key = base64url(house.inside().keeper().digest(cookie.substr(cookie.find('=') + 1)));
    auto const after = [&](std::chrono::seconds idle) {
        bool found = false;
        house.database().read(
            [&](db::Tx& tx) { found = find_session(tx, key, Time(real_time() + idle)).has_value(); });
        return found;
    };
    CHECK(after(minutes{5}));
    CHECK(after(hours{4} - minutes{1}));
    CHECK(!after(hours{4} + minutes{1}));
    house.database().write([&](db::Tx& tx) {
        auto const session = find_session(tx, key, real_time())->session;
        note_seen(tx, session, Time(real_time() + hours{11}));
    });
    CHECK(after(hours{12} - minutes{1}));
    CHECK(!after(hours{12} + minutes{1}));
}

}  // namespace entrepot::access
