// Ids, times, money, folding and base64: the words that every room shares.
#include <doctest/doctest.h>

#include <set>

#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/fold.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "base/words.hpp"

namespace entrepot {

namespace {

std::string amount(char const* text, char const* currency) {
    auto const money = Money::parse(text, Currency(currency));
    return money ? money->amount() : "none";
}

std::string time_of(char const* text) {
    auto const time = parse_time(text);
    return time ? format_time(*time) : "none";
}

}  // namespace

TEST_CASE("ids: parsed in the forms that clients send, written in one") {
    constexpr auto text = "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d";
    REQUIRE(Uuid::parse(text));
    CHECK(Uuid::parse(text)->text() == text);
    CHECK(Uuid::parse("0190B2C4-7D1E-7A3B-9C5D-1E2F3A4B5C6D")->text() == text);
    CHECK(Uuid::parse("{0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d}")->text() == text);
    for (auto const* bad :
         {"", "0190b2c4", "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6", "0190b2c47d1e7a3b9c5d1e2f3a4b5c6d",
          "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6g", "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d ",
          "{0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d", "0190b2c4-7d1e-7a3b-9c5d_1e2f3a4b5c6d"})
        CHECK_MESSAGE(!Uuid::parse(bad), std::string(bad));
    CHECK(Uuid::from_bytes(Uuid::parse(text)->view()).text() == text);
    CHECK(Uuid{}.empty());
}

TEST_CASE("ids: version 7, in the order in which they were made") {
    auto before = new_uuid();
    std::set<Uuid> seen{before};
    for (int i = 0; i < 2000; ++i) {
        auto const id = new_uuid();
        CHECK(seen.insert(id).second);
        CHECK(id.text()[14] == '7');
        CHECK(std::string("89ab").find(id.text()[19]) != std::string::npos);
        CHECK(std::string_view(id.text()).substr(0, 8) >= std::string_view(before.text()).substr(0, 8));
        before = id;
    }
}

TEST_CASE("times: every form that clients send, one on the way out") {
    CHECK(time_of("2026-11-24T13:32:00Z") == "2026-11-24T13:32:00Z");
    CHECK(time_of("2026-11-24T13:32:00") == "2026-11-24T13:32:00Z");
    CHECK(time_of("2026-11-24T13:32:00+01:00") == "2026-11-24T12:32:00Z");
    CHECK(time_of("2026-11-24T00:32:00-05:30") == "2026-11-24T06:02:00Z");
    CHECK(time_of("2026-11-24T13:32:00.5Z") == "2026-11-24T13:32:00.5Z");
    CHECK(time_of("2026-11-24T13:32:00.1234567Z") == "2026-11-24T13:32:00.123456Z");
    CHECK(time_of("2026-11-24") == "2026-11-24T00:00:00Z");
    CHECK(time_of("2024-02-29") == "2024-02-29T00:00:00Z");
    CHECK(time_of("1969-12-31T23:59:59Z") == "1969-12-31T23:59:59Z");
    CHECK(parse_time("9999-12-10T00:00:00Z") == no_end);
    for (auto const* bad :
         {"", "2026", "2026-02-30", "2025-02-29", "2026-13-01", "2026-11-24T25:00:00Z",
          "2026-11-24T13:61:00Z", "2026-11-24T13:32:00X", "24/11/2026", "2026-11-24T13:32:00.Z", "now"})
        CHECK_MESSAGE(time_of(bad) == "none", std::string(bad));
    CHECK(format_date(*parse_date("2026-11-24")) == "2026-11-24");
    CHECK(format_date(*parse_date("2026-11-24T23:00:00Z")) == "2026-11-24");
    auto const now = real_time();
    CHECK(from_micros(to_micros(now)) == now);
}

TEST_CASE("months: the same day, or that month's last") {
    auto const shifted = [](char const* from, int months) {
        return format_time(add_months(*parse_time(from), months));
    };
    CHECK(shifted("2026-01-31T10:00:00Z", 1) == "2026-02-28T10:00:00Z");
    CHECK(shifted("2024-01-31T10:00:00Z", 1) == "2024-02-29T10:00:00Z");
    CHECK(shifted("2026-11-30", 3) == "2027-02-28T00:00:00Z");
    CHECK(shifted("2026-11-30", 12) == "2027-11-30T00:00:00Z");
    CHECK(shifted("2026-03-31", -1) == "2026-02-28T00:00:00Z");
    CHECK(parse_period("P1Y2M3D")->months == 14);
    CHECK(parse_period("PT6H")->rest == std::chrono::hours{6});
    CHECK(parse_period("P1DT1H30M5S")->rest == hours{25} + minutes{30} + seconds{5});
    CHECK(parse_period("P1000Y")->months == 12'000);
    for (auto const* bad : {"", "P", "1D", "P1X", "PD", "P-1D", "P1D ", "P1Y1Y", "P1D1M", "PT1M1H", "PT",
                            "P1DT", "P1H", "PT1D", "P1T", "P1001Y", "P99999Y", "P999999999999Y", "P99999W"})
        CHECK_MESSAGE(!parse_period(bad), std::string(bad));
}

TEST_CASE("sentences: days and moments as each language writes them") {
    auto const said = [](char const* time) {
        auto const words = moment("at", *parse_time(time));
        return words.at("at_en") + " | " + words.at("at_fr");
    };
    CHECK(said("2026-11-22T09:12:30Z") ==
          "22 Nov 2026 at 9:12 am UTC | 22\u00a0nov.\u00a02026 à 9\u00a0h\u00a012\u00a0UTC");
    CHECK(said("2026-08-01T00:05:00Z") ==
          "1 Aug 2026 at 12:05 am UTC | 1er\u00a0août\u00a02026 à 0\u00a0h\u00a005\u00a0UTC");
    CHECK(said("2026-02-28T12:00:00Z").starts_with("28 Feb 2026 at 12:00 pm UTC | 28\u00a0févr."));
    CHECK(day("on", *parse_date("2026-12-05")) ==
          Words{{"on_en", "5 Dec 2026"}, {"on_fr", "5\u00a0déc.\u00a02026"}});
}

TEST_CASE("money: whole minor units, every decimal of the currency, nothing more") {
    CHECK(amount("292.5", "EUR") == "292.50");
    CHECK(amount("0", "EUR") == "0.00");
    CHECK(amount("-0.05", "EUR") == "-0.05");
    CHECK(amount("1200", "JPY") == "1200");
    for (auto const* bad : {"", "1,5", "1.234", "+1", " 1", "1e3", "0x1", ".", "1.", "99999999999999999999"})
        CHECK_MESSAGE(amount(bad, "EUR") == "none", std::string(bad));
    CHECK(amount("12.5", "JPY") == "none");
    Currency const eur("EUR");
    CHECK((Money{100, eur} + Money{50, eur}).minor == 150);
    CHECK((Money{1170, eur} * 25).amount() == "292.50");
    CHECK(percent_of({29250, eur}, "20").amount() == "58.50");
    CHECK(percent_of({1005, eur}, "8.1").minor == 81);
    CHECK(percent_of({5, eur}, "10").minor == 1);
    CHECK(percent_of({-5, eur}, "10").minor == -1);
    CHECK(divide({100, eur}, 12).minor == 8);
    CHECK(divide({102, eur}, 12).minor == 9);
    CHECK(divide({-102, eur}, 12).minor == -9);
    CHECK_THROWS_AS((Money{1, eur} + Money{1, Currency("USD")}), BrokenTruth);
    CHECK_THROWS_AS((Money{INT64_MAX, eur} + Money{1, eur}), BrokenTruth);
    CHECK_THROWS_AS((Money{INT64_MAX, eur} * 2), BrokenTruth);
    CHECK(!Currency::parse("eur"));
    CHECK(!Currency::parse("EURO"));
}

TEST_CASE("folding: without case, accents and punctuation, and prefixes that hold") {
    CHECK(fold("École & Cie") == "ecole cie");
    CHECK(fold("  L’Œuvre — d'Été!  ") == "l oeuvre d ete");
    CHECK(fold("STRASSE straße") == "strasse strasse");
    CHECK(fold("ΑΒΓ Ωmega") == "αβγ ωmega");
    CHECK(fold("東京") == "東京");
    CHECK(fold("!?…").empty());
    CHECK(fold_words("Fournil d’Armorique") == std::vector<std::string>{"fournil", "d", "armorique"});
    CHECK(is_clean_utf8(after_prefix("abc")));
    CHECK(after_prefix("abc") < std::string("abd"));
    CHECK(std::string("abc") < after_prefix("ab"));
    CHECK(std::string("ab\xef\xbf\xbf") < after_prefix("ab"));
    CHECK(after_prefix("ab") <= std::string("ac"));
    CHECK(length("œuf") == 3);
    CHECK(is_clean_utf8("œuf"));
    for (auto const bad : {std::string_view("a\0b", 3), std::string_view("\xff"), std::string_view("\xc3"),
                           std::string_view("\xc0\xaf"), std::string_view("\xed\xa0\x80"),
                           std::string_view("\xf5\x80\x80\x80")})
        CHECK(!is_clean_utf8(bad));
    CHECK(equal_ignoring_case("Content-TYPE", "content-type"));
    CHECK(!equal_ignoring_case("a", "ab"));
}

TEST_CASE("base64: there and back, both alphabets, nothing else") {
    for (std::size_t size = 0; size < 70; ++size) {
        std::string bytes(size, '\0');
        fill_random(bytes.data(), size);
        CHECK(from_base64url(base64url(bytes)) == bytes);
        CHECK(from_base64url(base64(bytes)) == bytes);
        CHECK(base64url(bytes).find_first_of("+/=") == std::string::npos);
    }
    CHECK(base64("any carnal pleas") == "YW55IGNhcm5hbCBwbGVhcw==");
    for (auto const* bad : {"a", "ab c", "ab!d", "====", "YW55IGN=hcm5h"})
        CHECK_MESSAGE(!from_base64url(bad), std::string(bad));
}

TEST_CASE("texts: cut between characters, never inside one") {
    CHECK(cut("écolier", 3) == "éco");
    CHECK(cut("écolier", 7) == "écolier");
    CHECK(cut("écolier", 100) == "écolier");
    CHECK(cut("€€€", 2) == "€€");
    CHECK(cut("€€€", 0).empty());
    CHECK(cut("", 3).empty());
}

}  // namespace entrepot
