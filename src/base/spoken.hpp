// Amounts as people read them in either language.
#pragma once

#include <string>

#include "base/act.hpp"
#include "base/money.hpp"

namespace entrepot {

// "1 292,50 €" or "€1,292.50", with no-break spaces (portal.md 9).
std::string spoken(Money money, Language language);
// "€"; the code where the currency has no sign of its own.
std::string symbol_of(Currency currency);
// Digits in groups of three.
std::string grouped(std::string const& digits, Language language);

}  // namespace entrepot
