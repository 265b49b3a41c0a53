// Phone numbers by country, from libphonenumber's metadata (data/phones.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entrepot::customers {

// How a number is written nationally or after the exit code; E.164, with a plus, fits everywhere. Nothing
// where the metadata has no such country.
std::optional<bool> phone_number_fits(std::string_view country, std::string_view text);
// One that fits, in international form; empty where there is none.
std::string phone_example(std::string_view country);

}  // namespace entrepot::customers
