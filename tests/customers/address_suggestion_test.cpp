// "Did you mean": what an address was probably meant to be.
#include "customers/address_suggestion.hpp"

#include <doctest/doctest.h>

#include "customers/market.hpp"

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
