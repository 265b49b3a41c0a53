// Margins and limits in figures: what is read, rounded and refused.
#include <doctest/doctest.h>

#include "partners/reseller_terms.hpp"

namespace entrepot::partners {

namespace {

Money euros(std::int64_t minor) { return {minor, Currency("EUR")}; }

}  // namespace

TEST_CASE("a margin is a percentage of two decimals from 0 to 100") {
    CHECK(parse_margin("0") == 0);
    CHECK(parse_margin("12.5") == 1250);
    CHECK(parse_margin("7.05") == 705);
    CHECK(parse_margin("100.00") == 10'000);
    for (auto const* wrong : {"", "-0.01", "-0", "100.01", "1.234", "12,5", "1e2", " 5", "5%", "."})
        CHECK_FALSE(parse_margin(wrong));
    CHECK(margin_text(705) == "7.05");
    CHECK(margin_text(0) == "0.00");
}

TEST_CASE("a reseller pays the list price less its margin, to the cent") {
    CHECK(own_price(euros(1170), 1000) == euros(1053));
    CHECK(margin_of(euros(999), 1250) == euros(125));  // 1.24875
    CHECK(own_price(euros(999), 1250) == euros(874));
    CHECK(own_price(euros(999), 0) == euros(999));
    CHECK(own_price(euros(999), most_points) == euros(0));
    CHECK(own_price({999, Currency("JPY")}, 1000) == Money{899, Currency("JPY")});
}

TEST_CASE("rules E12: a purchase fits up to the limit and is refused beyond it, by how much") {
    Credit const credit{{}, {}, 1000, euros(100'00)};
    CHECK_FALSE(beyond(credit, euros(100'00), euros(11'11)));  // 100.00
    CHECK(beyond(credit, euros(100'00), euros(11'12)) == euros(1));
    CHECK(beyond(credit, euros(0), euros(1500'00)) == euros(1250'00));
    // What costs nothing carries nobody beyond it, not even who is beyond it already.
    CHECK_FALSE(beyond(credit, euros(500'00), euros(0)));
    CHECK(beyond(credit, euros(500'00), euros(1'00)) == euros(350'90));
    CHECK_FALSE(beyond({{}, {}, most_points, euros(0)}, euros(500'00), euros(1'00)));
}

}  // namespace entrepot::partners
