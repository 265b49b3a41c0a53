// Which passwords may be chosen, and that a refusal costs the same whoever asks.
#include <doctest/doctest.h>

#include "access/password.hpp"
#include "access/vault.hpp"
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

}  // namespace entrepot::access
