// Instants and days: microseconds UTC, read in every form that clients send, written one way.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace entrepot {

using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Date = std::chrono::sys_days;

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Year 1 stands for "none" on the wire, 9999-12-10 for "no end" (wire.md 5).
inline constexpr Time no_end = std::chrono::sys_days{std::chrono::year{9999} / 12 / 10};

Time real_time();

// With Z, an offset or no zone (then UTC), 0 to 7 fractional digits, or a day alone.
std::optional<Time> parse_time(std::string_view text);
// 2026-11-24T13:32:00Z, with a fraction only where there is one.
std::string format_time(Time time);

std::optional<Date> parse_date(std::string_view text);
std::string format_date(Date date);

// The same day n months later, or that month's last day.
Time add_months(Time time, int months);

// P1D, P2M, P1Y, PT6H and their sums: each unit once, the greater first, at most 1000 years; nothing else.
struct Period {
    int months = 0;
    std::chrono::microseconds rest{0};
};
std::optional<Period> parse_period(std::string_view text);

inline std::int64_t to_micros(Time time) { return time.time_since_epoch().count(); }
inline Time from_micros(std::int64_t micros) { return Time{std::chrono::microseconds{micros}}; }

}  // namespace entrepot
