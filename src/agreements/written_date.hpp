// Days and moments as a document in English or French writes them out, in UTC.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace entrepot::agreements {

// "28 November 2026", « 28 novembre 2026 »; English for every language but French.
std::string written_day(Date date, std::string_view language);
// "28 November 2026 at 9:12 am UTC", « 28 novembre 2026 à 9 h 12 UTC »; midnight is the day alone, which is
// how a day is kept.
std::string written_moment(Time time, std::string_view language);

}  // namespace entrepot::agreements
