// A receipt as one page for people.
#pragma once

#include <string>

#include "agreements/receipt.hpp"

namespace entrepot::agreements {

// In the language of the agreement's text. `public_key` is that of the seal which is put on afterwards.
std::string render_receipt(Receipt const& receipt, std::string_view public_key);

}  // namespace entrepot::agreements
