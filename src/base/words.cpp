// Days and moments as people read them: see words.hpp.
#include "base/words.hpp"

namespace entrepot {

namespace {

constexpr char const* en_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr char const* fr_months[] = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                     "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
constexpr auto space = "\u00a0";  // keeps a day with its month, an hour with its minutes

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string english_day(Date date) {
    std::chrono::year_month_day const day{date};
    return std::to_string(unsigned(day.day())) + ' ' + en_months[unsigned(day.month()) - 1] + ' ' +
           std::to_string(int(day.year()));
}

std::string french_day(Date date) {
    std::chrono::year_month_day const day{date};
    return std::to_string(unsigned(day.day())) + (unsigned(day.day()) == 1 ? "er" : "") + space +
           fr_months[unsigned(day.month()) - 1] + space + std::to_string(int(day.year()));
}

}  // namespace

Words both(std::string const& name, std::string en, std::string fr) {
    return {{name + "_en", std::move(en)}, {name + "_fr", std::move(fr)}};
}

Words moment(std::string const& name, Time time) {
    auto const date = std::chrono::floor<days>(time);
    auto const minute = std::chrono::floor<minutes>(time - date).count();
    auto const hour = minute / 60;
    auto const past = two_digits(minute % 60);
    return both(name,
                english_day(date) + " at " + std::to_string((hour + 11) % 12 + 1) + ':' + past +
                    (hour < 12 ? " am UTC" : " pm UTC"),
                french_day(date) + " à " + std::to_string(hour) + space + "h" + space + past + space + "UTC");
}

Words day(std::string const& name, Date date) { return both(name, english_day(date), french_day(date)); }

}  // namespace entrepot
