// Days by country: see customer_day.hpp.
#include "agreements/customer_day.hpp"

#include "agreements/agreement.hpp"
#include "customers/country.hpp"

namespace entrepot::agreements {

Date day_in(std::string_view country, Time now) {
    auto const* found = customers::find_country(country);
    return std::chrono::floor<days>(now + day_ahead(found ? found->time_zone : ""));
}

Template const& latest_in(std::string_view country, Time now, AgreementType type) {
    return latest_of(templates(), type, day_in(country, now));
}

}  // namespace entrepot::agreements
