// The price list as a file: every column in the words of its reader.
#include <doctest/doctest.h>

#include "support/house.hpp"

namespace entrepot::overview {

namespace {

std::string fetched(support::House& house, std::string const& who, std::string const& target) {
    auto request = support::request(api::Method::get, target);
    request.headers = house.caller(who);
    auto const answer = house.ask(std::move(request));
    CHECK(answer.status == 200);
    return answer.body;
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE(
    "a price list names terms and billing cycles in its reader's language, as Excel and programs read it") {
    support::House house;
    auto const en = fetched(house, "sales@provider", "/ext/v1/price-list.csv?language=en");
    CHECK(en.starts_with("Offer id,Offer,Publisher,"));
    CHECK(has(en, ",1 year,monthly,"));
    CHECK(has(en, ",1 year,annual,"));
    auto const fr = fetched(house, "sales@provider", "/ext/v1/price-list.csv?language=fr&excel=true");
    CHECK(fr.starts_with("\xef\xbb\xbfIdentifiant de l’offre;Offre;Éditeur;"));
    CHECK(has(fr, ";1\u00a0an;mensuel;"));
    CHECK(has(fr, ";1\u00a0an;annuel;"));
    // No word of the wire is left.
    for (auto const* word : {"P1Y", "P1M", "one_time", "triennial", "unknown"}) {
        CHECK_FALSE(has(en, word));
        CHECK_FALSE(has(fr, word));
    }
}

TEST_CASE("a price list holds what only some customers may have, and says what they must be") {
    support::House house;
    auto const en = fetched(house, "sales@provider", "/ext/v1/price-list.csv?language=en");
    CHECK(has(en, ",Maximum,Special qualification needed\r\n"));
    CHECK(has(en, ",Digital classroom A1,"));
    CHECK(has(en, ",Education\r\n"));
    CHECK(has(en, ",Public sector mail,"));
    CHECK(has(en, ",Government\r\n"));
    CHECK(has(en, ",Nonprofit\r\n"));
    CHECK(has(en, ",1,2400,\r\n"));  // anybody may
    auto const fr = fetched(house, "sales@provider", "/ext/v1/price-list.csv?language=fr&excel=true");
    for (auto const* word : {";Éducation\r\n", ";Secteur public\r\n", ";Organisme à but non lucratif\r\n"})
        CHECK(has(fr, word));
    // What is not sold in a country is not on its list, whoever may have it.
    auto const there = fetched(house, "sales@provider", "/ext/v1/price-list.csv?language=en&country=JP");
    CHECK_FALSE(has(there, ",Cloud phone line,"));
    CHECK(has(there, ",Education\r\n"));
}

}  // namespace entrepot::overview
