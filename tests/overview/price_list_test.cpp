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

}  // namespace entrepot::overview
