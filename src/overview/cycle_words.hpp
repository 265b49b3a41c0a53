// How often something is billed, in the words of a reader's file.
#pragma once

#include <string>

#include "base/act.hpp"
#include "catalog/item.hpp"

namespace entrepot::overview {

std::string cycle_words(catalog::BillingCycle cycle, Language language);

}  // namespace entrepot::overview
