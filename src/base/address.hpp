// A postal address with the person it is sent to, as the wire has it (schemas.json Address).
#pragma once

#include <optional>
#include <string>

#include "base/field.hpp"

namespace entrepot {

struct Address {
    std::string country;
    std::optional<std::string> region, city, state;
    std::string line1;
    std::optional<std::string> line2, postal_code, first_name, middle_name, last_name, phone;

    bool operator==(Address const&) const = default;

    static constexpr std::string_view schema_name = "Address";
    static constexpr auto fields() {
        return Fields{
            field("country", &Address::country, "ISO 3166-1, two letters.").at_least(2).at_most(2),
            field("region", &Address::region, "A region within the country.").at_most(100),
            field("city", &Address::city, "Required where the country's rules say so.").at_most(100),
            field("state", &Address::state, "Two characters; from the list for US, CA, CN and MX.")
                .at_most(2),
            field("addressLine1", &Address::line1, "1 to 200 characters.").at_most(200),
            field("addressLine2", &Address::line2, "Up to 200 characters.").at_most(200),
            field("postalCode", &Address::postal_code, "In the form of the country's rules.").at_most(20),
            field("firstName", &Address::first_name, "1 to 50 characters.").at_most(50),
            field("middleName", &Address::middle_name, "1 to 50 characters.").at_most(50),
            field("lastName", &Address::last_name, "1 to 50 characters.").at_most(50),
            field("phoneNumber", &Address::phone, "In the form of the country's rules, or +…").at_most(40),
        };
    }
};

}  // namespace entrepot
