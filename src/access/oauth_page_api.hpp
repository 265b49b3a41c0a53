// The two pages that the server writes itself on the way of a sign-in: they need no portal and no style.
#pragma once

#include <string>
#include <vector>

#include "api/message.hpp"
#include "base/act.hpp"

namespace entrepot::access {

// Sends the values by POST (OAuth 2.0 Form Post Response Mode).
api::Answer form_page(std::string const& uri, std::vector<std::vector<std::string>> const& values);
// For a request that must not be answered by a redirect.
api::Answer refusal_page(Language language, std::string const& sentence);

}  // namespace entrepot::access
