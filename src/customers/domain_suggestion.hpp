// Names like one that is taken: with the place, the whole company name, a number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entrepot::customers {

// Best first; well formed, not yet looked up. The name and the postal code may be empty.
std::vector<std::string> domain_suggestions(std::string_view domain, std::string_view company_name,
                                            std::string_view postal_code);

}  // namespace entrepot::customers
