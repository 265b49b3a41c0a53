// Country rules: what fits and what does not, country by country (rules.md C7, C9 and C10).
#include "customers/country.hpp"

#include <doctest/doctest.h>

namespace entrepot::customers {

namespace {

std::string first_problem(Problems const& problems) {
    return problems.empty() ? "" : problems.list().front().field + ' ' + problems.list().front().code;
}

std::string judge(Address const& address) {
    Problems problems;
    check_address(address, "a", problems);
    return first_problem(problems);
}

Address in(std::string country, std::string postal_code, std::string state = "", std::string phone = "") {
    Address out;
    out.country = std::move(country);
    out.city = "Town";
    out.line1 = "1 Street";
    if (!postal_code.empty()) out.postal_code = std::move(postal_code);
    if (!state.empty()) out.state = std::move(state);
    if (!phone.empty()) out.phone = std::move(phone);
    return out;
}

}  // namespace

TEST_CASE("countries: every one of the table, found in any casing") {
    CHECK(countries().size() == 248);
    CHECK(find_country("fr")->currency == "EUR");
    CHECK(find_country("UK")->code == "GB");  // corrected
    CHECK(find_country("ZZ") == nullptr);
    for (auto const& country : countries()) {
        CHECK_MESSAGE(!country.name.fr.empty(), country.code);
        CHECK_MESSAGE(!country.cultures.empty(), country.code);
        for (auto const& culture : country.cultures)
            CHECK_MESSAGE(known_culture(culture).has_value(), culture);
    }
}

TEST_CASE("countries: every example of the table passes its own rule") {
    for (auto const& country : countries()) {
        auto const& rules = country.rules;
        if (!rules.postal_code_example.empty())
            CHECK_MESSAGE(fits(rules.postal_code_regex, rules.postal_code_example), country.code);
        if (!rules.phone_example.empty())
            CHECK_MESSAGE(fits(rules.phone_regex, rules.phone_example), country.code);
        if (!rules.vat_example.empty()) CHECK_MESSAGE(fits(rules.vat_regex, rules.vat_example), country.code);
    }
}

TEST_CASE("addresses: what each country asks for") {
    struct Row {
        Address address;
        char const* expected;
    };
    Row const rows[] = {
        {in("FR", "29000"), ""},
        {in("FR", "2900"), "a.postalCode postal_code_malformed"},
        {in("FR", ""), "a.postalCode required"},
        {in("FR", "29000", "", "+33 2 98 55 01 27"), ""},
        {in("FR", "29000", "", "02 98 55 01 27"), ""},
        {in("FR", "29000", "", "abc"), "a.phoneNumber phone_malformed"},
        {in("US", "98052", "WA"), ""},
        {in("US", "98052-1234", "wa"), ""},
        {in("US", "9805", "WA"), "a.postalCode postal_code_malformed"},
        {in("US", "98052"), "a.state required"},
        {in("US", "98052", "ZZ"), "a.state state_unknown"},
        {in("US", "98052", "WA", "(425) 555-0100"), ""},
        {in("US", "98052", "WA", "+14255550100"), ""},
        {in("CA", "H2X 1Y4", "QC"), ""},
        {in("CA", "29000", "QC"), "a.postalCode postal_code_malformed"},
        {in("GB", "SW1A 1AA"), ""},
        {in("GB", "sw1a 1aa"), ""},
        {in("DE", "10115"), ""},
        {in("BE", "1000"), ""},
        {in("BE", "10000"), "a.postalCode postal_code_malformed"},
        {in("CH", "8001"), ""},
        {in("LU", "1009"), ""},
        {in("UK", "SW1A 1AA"), ""},  // what people write for GB
    };
    for (auto const& row : rows)
        CHECK_MESSAGE(judge(row.address) == row.expected,
                      std::string(row.address.country + ' ' + row.address.postal_code.value_or("")));
}

TEST_CASE("registration numbers: required, optional, refused, and with a check digit in France") {
    auto const judged = [](char const* country, std::optional<std::string> number) {
        Problems problems;
        check_registration_number(*find_country(country), number, "n", problems);
        return problems.empty() ? std::string() : problems.list().front().code;
    };
    CHECK(judged("FR", std::nullopt) == "");
    CHECK(judged("FR", "732829320") == "");
    CHECK(judged("FR", "732 829 320") == "");
    CHECK(judged("FR", "73282932000074") == "");
    CHECK(judged("FR", "732829321") == "registration_check_digit");
    CHECK(judged("FR", "73282932000075") == "registration_check_digit");
    CHECK(judged("FR", "1234") == "600050");
    CHECK(judged("BR", std::nullopt) == "600049");
    CHECK(judged("DE", "123456789") == "600002");
    CHECK(judged("DE", std::nullopt) == "");
    Problems problems;
    check_registration_number(*find_country("BR"), std::nullopt, "n", problems);
    CHECK(problems.list().front().words.at("label_fr") != problems.list().front().words.at("label_en"));
    check_registration_number(*find_country("DE"), "123456789", "n", problems);
    CHECK(problems.list().back().words == Words{{"country_en", "Germany"}, {"country_fr", "Allemagne"}});
}

TEST_CASE("VAT numbers: the form of each country, and the key in France") {
    auto const judged = [](char const* country, char const* number) {
        Problems problems;
        check_vat_number(*find_country(country), std::string(number), "n", problems);
        return problems.empty() ? std::string() : problems.list().front().code;
    };
    CHECK(judged("FR", "FR44732829320") == "");
    CHECK(judged("FR", "FR45732829320") == "vat_check_digit");
    CHECK(judged("FR", "732829320") == "vat_malformed");
    CHECK(judged("DE", "DE123456789") == "");
    CHECK(judged("US", "12") == "vat_not_used");
}

TEST_CASE("numbers, rules C10: SIREN and SIRET by their digits, La Poste by its own rule") {
    CHECK(siret_holds("73282932000074"));
    CHECK(!siret_holds("73282932000075"));
    CHECK(siret_holds("35600000000048"));
    CHECK(siret_holds("35600000000010"));
    CHECK(!siret_holds("35600000000049"));
    auto const judge = [](char const* country, std::optional<std::string> number) {
        Problems problems;
        check_registration_number(*find_country(country), number, "n", problems);
        return problems.empty() ? std::string() : problems.list().front().code;
    };
    CHECK(judge("FR", "732 829 320") == "");
    CHECK(judge("FR", "732 829 321") == "registration_check_digit");
    CHECK(judge("FR", std::nullopt) == "");
    CHECK(judge("DE", "HRB 1234") == "600002");
    CHECK(judge("AM", std::nullopt) == "600049");
    CHECK(judge("AM", "?") == "600050");
    Problems phone;
    Address address;
    address.country = "AM";
    address.city = "Yerevan";
    address.line1 = "1";
    check_address(address, "a", phone);
    REQUIRE(!phone.empty());
    CHECK(phone.list().front().code == "600051");
}

}  // namespace entrepot::customers
