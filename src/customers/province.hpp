// In which province, or land, a postal code lies, where states are no binding list (DE, ES, IT).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"

namespace entrepot::customers {

struct Province {
    std::string country, code, name;
    std::vector<std::string> postal_codes;  // how its codes begin; one beginning may be of several provinces
    std::vector<std::string> cities;        // those that everybody knows
    static constexpr std::string_view schema_name = "Province";
    static constexpr auto fields() {
        using P = Province;
        return Fields{field("country", &P::country, ""), field("code", &P::code, ""),
                      field("name", &P::name, ""), field("postalCodes", &P::postal_codes, ""),
                      field("cities", &P::cities, "")};
    }
};

// Those in which the postal code may lie; none where nothing is known of it.
std::vector<Province const*> provinces_of_postal_code(std::string_view country, std::string_view postal_code);
// By its code, in any case; nullptr where there is none.
Province const* find_province(std::string_view country, std::string_view code);
// That a well-known city lies in, by its name as people write it; nullptr for every other city.
Province const* province_of_city(std::string_view country, std::string_view city);

}  // namespace entrepot::customers
