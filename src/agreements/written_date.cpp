// Dates in words: see written_date.hpp.
#include "agreements/written_date.hpp"

namespace entrepot::agreements {

namespace {

constexpr char const* en_months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
constexpr char const* fr_months[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                     "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr auto space = "\u00a0";  // keeps an hour with its minutes

bool is_french(std::string_view language) { return language.starts_with("fr"); }

}  // namespace

std::string written_day(Date date, std::string_view language) {
    std::chrono::year_month_day const ymd{date};
    auto const day = unsigned(ymd.day()), month = unsigned(ymd.month()) - 1;
    bool const french = is_french(language);
    return std::to_string(day) + (french && day == 1 ? "er" : "") + ' ' +
           (french ? fr_months[month] : en_months[month]) + ' ' + std::to_string(int(ymd.year()));
}

std::string written_moment(Time time, std::string_view language) {
    auto const date = std::chrono::floor<days>(time);
    auto const day = written_day(date, language);
    if (time == date) return day;
    auto const minute = std::chrono::floor<minutes>(time - date).count(), hour = minute / 60;
    auto const past = (minute % 60 < 10 ? "0" : "") + std::to_string(minute % 60);
    if (is_french(language))
        return day + " à " + std::to_string(hour) + space + "h" + space + past + space + "UTC";
    return day + " at " + std::to_string((hour + 11) % 12 + 1) + ':' + past +
           (hour < 12 ? " am UTC" : " pm UTC");
}

}  // namespace entrepot::agreements
