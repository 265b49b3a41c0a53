// Codes by time: the vectors of the RFCs, the window, no code twice; QR codes; recovery codes.
#include <doctest/doctest.h>

#include <set>

#include "access/second_factor.hpp"

namespace entrepot::access {

TEST_CASE("second factors: RFC 6238 appendix B and RFC 4648 section 10") {
    std::string const secret = "12345678901234567890";
    auto const at = [](std::int64_t second) { return totp_step(from_micros(second * 1'000'000)); };
    CHECK(totp(secret, at(59)) == "287082");
    CHECK(totp(secret, at(1111111109)) == "081804");
    CHECK(totp(secret, at(1111111111)) == "050471");
    CHECK(totp(secret, at(1234567890)) == "005924");
    CHECK(totp(secret, at(2000000000)) == "279037");
    CHECK(totp(secret, at(20000000000)) == "353130");
    CHECK(base32("foobar") == "MZXW6YTBOI");
    CHECK(base32("fooba") == "MZXW6YTB");
    CHECK(base32("f") == "MY");
    CHECK(from_base32("MZXW6YTBOI") == "foobar");
    CHECK(from_base32(base32(new_totp_secret())).size() == 20);
}

TEST_CASE("second factors: a code holds a step before and after, and once") {
    auto const secret = new_totp_secret();
    auto const now = real_time();
    auto const step = totp_step(now);
    for (std::int64_t const shift : {-1, 0, 1})
        CHECK(accepted_step(secret, totp(secret, step + shift), now, 0) == step + shift);
    CHECK(!accepted_step(secret, totp(secret, step - 2), now, 0));
    CHECK(!accepted_step(secret, totp(secret, step + 2), now, 0));
    CHECK(!accepted_step(secret, totp(secret, step), now, step));
    CHECK(accepted_step(secret, totp(secret, step + 1), now, step) == step + 1);
    CHECK(!accepted_step(secret, "", now, 0));
}

TEST_CASE("second factors: what apps scan") {
    auto const uri = otpauth_uri("Entrepot", "hélène@belledonne.example", "12345678901234567890");
    CHECK(uri ==
          "otpauth://totp/Entrepot:h%C3%A9l%C3%A8ne%40belledonne.example?secret="
          "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Entrepot&algorithm=SHA1&digits=6&period=30");
    auto const code = qr_code(uri);
    CHECK(code.side >= 21 + 8);
    // The finder's upper bar: seven dark squares in the corner inside the quiet zone.
    CHECK(code.path.starts_with("M4 4h7v1h-7z"));
}

TEST_CASE("second factors: recovery codes, however they are typed") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const code = new_recovery_code();
        REQUIRE(code.size() == 11);
        CHECK(seen.insert(code).second);
        CHECK(recovery_code_as_made(code) == code);
    }
    CHECK(recovery_code_as_made(" ABCDE fghjk ") == "abcde-fghjk");
    CHECK(recovery_code_as_made("abcdefghjk") == "abcde-fghjk");
}

}  // namespace entrepot::access
