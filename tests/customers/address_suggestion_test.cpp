// "Did you mean": what an address was probably meant to be.
#include "customers/address_suggestion.hpp"

#include <doctest/doctest.h>

#include "customers/market.hpp"
#include "customers/province.hpp"

namespace entrepot::customers {

namespace {

std::string guess(std::string country, std::string postal_code, std::string state) {
    Address address;
    address.country = std::move(country);
    if (!postal_code.empty()) address.postal_code = std::move(postal_code);
    if (!state.empty()) address.state = std::move(state);
    auto const out = meant(address, "a");
    std::string text = out.address.country + ' ' + out.address.postal_code.value_or("") + ' ' +
                       out.address.state.value_or("");
    for (auto const& note : out.notes) text += ' ' + note.field + ':' + note.code;
    return text;
}

}  // namespace

TEST_CASE("addresses, rules C8: aliases, names, postal codes and states are guessed, with a note on each") {
    CHECK(guess("UK", "SW1A 1AA", "") == "GB SW1A 1AA  a.country:country_corrected");
    CHECK(guess("Royaume-Uni", "sw1a-1aa", "") ==
          "GB SW1A 1AA  a.country:country_corrected a.postalCode:did_you_mean");
    CHECK(guess("Frannce", "", "") == "FR   a.country:country_corrected");
    CHECK(guess("fr", "29000", "") == "FR 29000 ");
    CHECK(guess("FR", "6000", "") == "FR 06000  a.postalCode:did_you_mean");
    CHECK(guess("CA", "h2x-1y4", "QC") == "CA H2X 1Y4 QC a.postalCode:did_you_mean");
    CHECK(guess("US", "98052", "Washington") == "US 98052 WA a.state:did_you_mean");
    CHECK(guess("US", "98052", "Washingtn") == "US 98052 WA a.state:did_you_mean");
    CHECK(guess("US", "98052", "") == "US 98052 WA a.state:did_you_mean");
    CHECK(guess("US", "98052", "OR") == "US 98052 WA a.state:state_of_postal_code");
    CHECK(guess("US", "98052", "wa") == "US 98052 wa");
    CHECK(guess("FR", "97400", "") == "RE 97400  a.country:country_of_postal_code");
    CHECK(guess("PL", "00001", "") == "PL 00001 ");
    CHECK(guess("ZZ", "1", "") == "ZZ 1 ");
    // No guess at what is longer than any: its tries would be as many and as long.
    std::string const long_code = "3" + std::string(500, ' ') + "5000";
    CHECK(guess("FR", long_code, "") == "FR " + long_code + ' ');
    CHECK(guess("Frannce" + std::string(500, ' '), "", "").starts_with("Frannce"));
}

TEST_CASE(
    "addresses, rules C8: provinces of Spain, Italy and Germany are held against postal code and city") {
    struct Row {
        char const *country, *code, *city, *state, *said;
    };
    Row const rows[] = {
        {"ES", "28013", "Madrid", "M", "28013 Madrid M"},
        {"ES", "08001", "Madrid", "", "08001 Madrid  a.postalCode:postal_code_elsewhere"},
        {"ES", "08001", "Barcelona", "m", "08001 Barcelona B a.state:state_of_postal_code"},
        {"ES", "20001", "Donostia", "SS", "20001 Donostia SS"},
        {"ES", "52001", "Melilla", "", "52001 Melilla "},
        {"ES", "08001", "Sant Joan Despí", "ZZ",
         "08001 Sant Joan Despí ZZ"},  // no province: any text is a state
        {"IT", "20121", "Milano", "MI", "20121 Milano MI"},
        {"IT", "20900", "MONZA", "MI", "20900 MONZA MB a.state:state_of_postal_code"},
        {"IT", "00184", "Milano", "", "00184 Milano  a.postalCode:postal_code_elsewhere"},
        {"IT", "13900", "Biella", "VC", "13900 Biella BI a.state:state_of_postal_code"},
        {"IT", "34170", "Gorizia", "GO", "34170 Gorizia GO"},  // 34 is of two provinces
        {"IT", "34121", "Trieste", "UD", "34121 Trieste UD a.state:state_of_postal_code"},
        {"IT", "08100", "Nuoro", "NU", "08100 Nuoro NU"},  // Sardinia's codes tell no province
        {"DE", "10115", "Berlin", "BE", "10115 Berlin BE"},
        {"DE", "80331", "Berlin", "", "80331 Berlin  a.postalCode:postal_code_elsewhere"},
        {"DE", "80331", "München", "NW", "80331 München BY a.state:state_of_postal_code"},
        {"DE", "14467", "Potsdam", "BB", "14467 Potsdam BB"},
        {"DE", "14467", "Potsdam", "SN", "14467 Potsdam SN a.state:state_of_postal_code"},
        {"AT", "1010", "Berlin", "BE", "1010 Berlin BE"},
    };
    for (auto const& row : rows) {
        Address address;
        address.country = row.country;
        address.postal_code = row.code;
        address.city = row.city;
        if (*row.state) address.state = row.state;
        auto const out = meant(address, "a");
        std::string text =
            *out.address.postal_code + ' ' + *out.address.city + ' ' + out.address.state.value_or("");
        for (auto const& note : out.notes) text += ' ' + note.field + ':' + note.code;
        CHECK(text == row.said);
    }
}

TEST_CASE("provinces: every beginning of a Spanish postal code is one province") {
    for (int i = 1; i <= 52; ++i) {
        auto const beginning = (i < 10 ? "0" : "") + std::to_string(i);
        CHECK_MESSAGE(provinces_of_postal_code("ES", beginning + "001").size() == 1, beginning);
    }
    CHECK(provinces_of_postal_code("ES", "53001").empty());
    CHECK(provinces_of_postal_code("DE", "43001").empty());
    CHECK(find_province("DE", "by")->name == "Bayern");
    CHECK(find_province("ES", "BY") == nullptr);
    CHECK(province_of_city("DE", "koln")->code == "NW");
}

TEST_CASE("markets, rules B8: the region fixes the currency") {
    struct Row {
        char const *country, *market, *currency;
    };
    Row const rows[] = {
        {"FR", "france", "EUR"},    {"CA", "canada", "CAD"},        {"PM", "canada", "CAD"},
        {"RE", "africa", "USD"},    {"YT", "africa", "USD"},        {"NC", "africa", "USD"},
        {"PF", "africa", "USD"},    {"GP", "latin_america", "USD"}, {"MQ", "latin_america", "USD"},
        {"WF", "australia", "AUD"}, {"US", "united_states", "USD"}, {"JP", "JP", "JPY"},
    };
    for (auto const& row : rows) {
        CHECK_MESSAGE(market_of(row.country) == row.market, row.country);
        CHECK_MESSAGE(market_currency(row.country).code() == row.currency, row.country);
    }
}

TEST_CASE("addresses, rules C8: a French city and its postal code are held against one another") {
    auto const french = [](std::string const& code, std::string const& city) {
        Address address;
        address.country = "FR";
        address.postal_code = code;
        address.city = city;
        auto const out = meant(address, "a");
        std::string text = out.address.postal_code.value_or("") + ' ' + out.address.city.value_or("");
        for (auto const& note : out.notes) text += ' ' + note.field + ':' + note.code;
        return text;
    };
    CHECK(french("29000", "QUIMPER") == "29000 QUIMPER");
    CHECK(french("29000", "Quimpper") == "29000 Quimper a.city:did_you_mean");
    CHECK(french("29100", "Quimper") == "29000 Quimper a.postalCode:postal_code_of_city");
    CHECK(french("35400", "St-Malo") == "35400 St-Malo");
    CHECK(french("75011", "Paris 11e") == "75011 Paris 11e");
    CHECK(french("69001", "Lyon") == "69001 Lyon");
    CHECK(french("29000", "Kerdiscount") == "29000 Quimper a.city:city_of_postal_code");
    CHECK(french("75380", "Paris Cedex 08") == "75380 Paris Cedex 08");  // no commune's: nothing is known
    CHECK(french("", "Quimper") == " Quimper");
}

}  // namespace entrepot::customers
