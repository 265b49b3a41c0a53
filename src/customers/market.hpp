// What a country is billed in: its market decides, not its own currency (rules.md B8).
#pragma once

#include <string>
#include <string_view>

#include "base/money.hpp"

namespace entrepot::customers {

// france, canada, africa, …; the country's own code where no market is written down for it.
std::string market_of(std::string_view country);
Currency market_currency(std::string_view country);

}  // namespace entrepot::customers
