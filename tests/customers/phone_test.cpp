// Phone numbers by libphonenumber's metadata: national, after the exit code, and E.164 everywhere.
#include "customers/phone.hpp"

#include <doctest/doctest.h>

#include "customers/country.hpp"

namespace entrepot::customers {

TEST_CASE("phones, rules C9: national, after the exit code, and E.164 everywhere") {
    struct Row {
        char const *country, *text;
        bool fits;
    };
    Row const rows[] = {
        {"FR", "02 98 55 01 27", true},
        {"FR", "0033 2 98 55 01 27", true},
        {"FR", "298550127", true},
        {"FR", "02 98 55 01", false},
        {"FR", "00 98 55 01 27", false},
        {"FR", "+1 425 555 0100", true},
        {"FR", "+33 (0)2 98 55 01 27", true},
        {"FR", "02 98 55 01 27 ext 4", false},
        {"FR", "+", false},
        {"US", "(425) 555-0100", true},
        {"US", "1-425-555-0100", true},
        {"US", "425-555-010", false},
        {"US", "125-555-0100", false},
        {"GB", "020 7946 0018", true},
        {"GB", "20 79", false},
        {"BR", "0 11 2345-6789", true},
        {"DE", "030 123456", true},
        {"LU", "27 12 34 56", true},
        {"AM", "010 123456", true},
        {"FR", "", false},
    };
    for (auto const& row : rows)
        CHECK_MESSAGE(phone_number_fits(row.country, row.text) == row.fits, row.country, " ", row.text);
}

TEST_CASE("phones: every country's own example fits, and almost every country has rules") {
    int known = 0;
    for (auto const& country : countries()) {
        auto const example = phone_example(country.code);
        if (example.empty()) continue;
        ++known;
        auto const national = example.substr(example.find(' ') + 1);
        CHECK_MESSAGE(phone_number_fits(country.code, national) == true, country.code, " ", national);
        CHECK_MESSAGE(phone_number_fits(country.code, example) == true, country.code);
    }
    CHECK(known >= 230);
}

}  // namespace entrepot::customers
