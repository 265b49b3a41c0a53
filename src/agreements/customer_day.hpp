// The template that counts for somebody: of the day that it is where they sit, not where the server runs.
#pragma once

#include "agreements/template.hpp"

namespace entrepot::agreements {

// Two letters; the calendar may be ahead of UTC by what day_ahead() says of the country's time zone.
Date day_in(std::string_view country, Time now);
Template const& latest_in(std::string_view country, Time now, AgreementType type = AgreementType::customer);

}  // namespace entrepot::agreements
