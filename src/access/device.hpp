// A browser in words, from what it says of itself: for a list of sessions, not for decisions.
#pragma once

#include <string>
#include <string_view>

namespace entrepot::access {

// "Firefox, Linux"; what is not known stays out; empty where nothing is.
std::string device_words(std::string_view user_agent);

}  // namespace entrepot::access
