// Provinces by postal code, code and city: see province.hpp; what is known is data/provinces.json.
#include "customers/province.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

// Those of one country, and where each well-known city lies, folded.
struct Country {
    std::vector<Province> provinces;
    std::unordered_map<std::string, std::size_t> cities;
};

Country const& provinces_of(std::string_view country) {
    static auto const all = [] {
        std::map<std::string, Country, std::less<>> out;
        for (auto& one :
             json::read<std::vector<Province>>(embedded("data/provinces.json"), {.stored = true})) {
            auto& [provinces, cities] = out[one.country];
            for (auto const& city : one.cities) cities.emplace(fold(city), provinces.size());
            provinces.push_back(std::move(one));
        }
        return out;
    }();
    static Country const none;
    auto const at = all.find(country);
    return at == all.end() ? none : at->second;
}

}  // namespace

std::vector<Province const*> provinces_of_postal_code(std::string_view country,
                                                      std::string_view postal_code) {
    std::vector<Province const*> out;
    for (auto const& one : provinces_of(country).provinces)
        if (std::any_of(one.postal_codes.begin(), one.postal_codes.end(),
                        [&](auto const& beginning) { return postal_code.starts_with(beginning); }))
            out.push_back(&one);
    return out;
}

Province const* find_province(std::string_view country, std::string_view code) {
    for (auto const& one : provinces_of(country).provinces)
        if (equal_ignoring_case(one.code, code)) return &one;
    return nullptr;
}

Province const* province_of_city(std::string_view country, std::string_view city) {
    auto const& known = provinces_of(country);
    if (known.cities.empty()) return nullptr;
    auto const at = known.cities.find(fold(city));
    return at == known.cities.end() ? nullptr : &known.provinces[at->second];
}

}  // namespace entrepot::customers
