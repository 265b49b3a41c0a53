// Provinces by postal code, code and city: see province.hpp; what is known is data/provinces.json.
#include "customers/province.hpp"

#include <algorithm>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

std::vector<Province> const& provinces() {
    static auto const all =
        json::read<std::vector<Province>>(embedded("data/provinces.json"), {.stored = true});
    return all;
}

template <class Fits>
Province const* first(std::string_view country, Fits const& fits) {
    for (auto const& one : provinces())
        if (one.country == country && fits(one)) return &one;
    return nullptr;
}

}  // namespace

std::vector<Province const*> provinces_of_postal_code(std::string_view country,
                                                      std::string_view postal_code) {
    std::vector<Province const*> out;
    for (auto const& one : provinces()) {
        auto const& codes = one.postal_codes;
        bool const lies_there = std::any_of(codes.begin(), codes.end(), [&](auto const& beginning) {
            return postal_code.starts_with(beginning);
        });
        if (one.country == country && lies_there) out.push_back(&one);
    }
    return out;
}

Province const* find_province(std::string_view country, std::string_view code) {
    return first(country, [&](Province const& one) { return equal_ignoring_case(one.code, code); });
}

Province const* province_of_city(std::string_view country, std::string_view city) {
    auto const folded = fold(city);
    return first(country, [&](Province const& one) {
        return std::any_of(one.cities.begin(), one.cities.end(),
                           [&](auto const& known) { return fold(known) == folded; });
    });
}

}  // namespace entrepot::customers
