// Instants and days: see time.hpp.
#include "base/time.hpp"

#include <cstdio>

namespace entrepot {

using namespace std::chrono;

namespace {

constexpr int longest_period_months = 12 * 1000;
constexpr auto longest_period_rest = days{365'250};

// Reads digits from the front of a text and takes them off.
struct Scanner {
    std::string_view rest;

    std::optional<int> number(std::size_t width) {
        if (rest.size() < width) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
            value = value * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(width);
        return value;
    }
    bool take(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
};

std::optional<Date> scan_date(Scanner& scan) {
    auto const y = scan.number(4);
    if (!y || !scan.take('-')) return std::nullopt;
    auto const m = scan.number(2);
    if (!m || !scan.take('-')) return std::nullopt;
    auto const d = scan.number(2);
    if (!d) return std::nullopt;
    year_month_day const ymd{year{*y}, month(unsigned(*m)), day(unsigned(*d))};
    if (!ymd.ok()) return std::nullopt;
    return sys_days{ymd};
}

std::optional<microseconds> scan_fraction(Scanner& scan) {
    if (!scan.take('.')) return microseconds{0};
    std::int64_t value = 0;
    int digits = 0;
    for (; !scan.rest.empty() && scan.rest.front() >= '0' && scan.rest.front() <= '9'; ++digits) {
        if (digits < 6) value = value * 10 + (scan.rest.front() - '0');
        scan.rest.remove_prefix(1);
    }
    if (digits == 0 || digits > 9) return std::nullopt;
    for (int i = digits; i < 6; ++i) value *= 10;
    return microseconds{value};
}

std::optional<minutes> scan_zone(Scanner& scan) {
    if (scan.rest.empty() || scan.take('Z') || scan.take('z')) return minutes{0};
    int const sign = scan.take('+') ? 1 : scan.take('-') ? -1 : 0;
    if (sign == 0) return std::nullopt;
    auto const h = scan.number(2);
    scan.take(':');
    auto const m = scan.number(2);
    if (!h || !m || *h > 14 || *m > 59) return std::nullopt;
    return minutes{sign * (*h * 60 + *m)};
}

}  // namespace

Time real_time() { return time_point_cast<microseconds>(system_clock::now()); }

std::optional<Time> parse_time(std::string_view text) {
    Scanner scan{text};
    auto const date = scan_date(scan);
    if (!date) return std::nullopt;
    if (scan.rest.empty()) return Time{*date};
    if (!scan.take('T') && !scan.take('t') && !scan.take(' ')) return std::nullopt;
    auto const h = scan.number(2);
    if (!h || !scan.take(':')) return std::nullopt;
    auto const m = scan.number(2);
    if (!m) return std::nullopt;
    auto s = std::optional{0};
    if (scan.take(':')) s = scan.number(2);
    if (!s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
    auto const fraction = scan_fraction(scan);
    auto const zone = scan_zone(scan);
    if (!fraction || !zone || !scan.rest.empty()) return std::nullopt;
    return Time{*date} + hours{*h} + minutes{*m} + seconds{*s} + *fraction - *zone;
}

std::string format_time(Time time) {
    auto const day = floor<days>(time);
    year_month_day const ymd{day};
    auto const rest = (time - day).count();
    auto const s = rest / 1'000'000, micros = rest % 1'000'000;
    char buffer[48];
    int size = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", int(ymd.year()),
                             unsigned(ymd.month()), unsigned(ymd.day()), int(s / 3600), int(s / 60 % 60),
                             int(s % 60));
    if (micros != 0) size += std::snprintf(buffer + size, sizeof buffer - size, ".%06d", int(micros));
    while (micros != 0 && buffer[size - 1] == '0') --size;
    buffer[size++] = 'Z';
    return {buffer, static_cast<std::size_t>(size)};
}

std::optional<Date> parse_date(std::string_view text) {
    auto const time = parse_time(text);
    if (!time) return std::nullopt;
    return floor<days>(*time);
}

std::string format_date(Date date) { return format_time(Time{date}).substr(0, 10); }

Time add_months(Time time, int count) {
    auto const day = floor<days>(time);
    year_month_day const from{day};
    auto to = from + months{count};
    if (!to.ok()) to = to.year() / to.month() / last;
    return Time{sys_days{to}} + (time - day);
}

std::optional<Period> parse_period(std::string_view text) {
    struct Unit {
        char letter;
        int months;
        std::chrono::microseconds rest;
    };
    // In this order, each at most once; T stands before the hours.
    static constexpr Unit units[] = {{'Y', 12, {}},        {'M', 1, {}},        {'W', 0, days{7}},
                                     {'D', 0, days{1}},    {'T', 0, {}},        {'H', 0, hours{1}},
                                     {'M', 0, minutes{1}}, {'S', 0, seconds{1}}};
    if (text.size() < 3 || text.front() != 'P' || text.back() == 'T') return std::nullopt;
    text.remove_prefix(1);
    Period out;
    std::size_t next = 0;
    bool in_time = false;
    while (!text.empty()) {
        int value = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && digits < 6 && text[digits] >= '0' && text[digits] <= '9'; ++digits)
            value = value * 10 + (text[digits] - '0');
        if (digits == text.size() || digits > 5) return std::nullopt;
        while (next < std::size(units) && units[next].letter != text[digits]) ++next;
        if (next == std::size(units) || (digits == 0) != (text[digits] == 'T')) return std::nullopt;
        auto const& unit = units[next++];
        in_time = in_time || unit.letter == 'T';
        if (!in_time && next > 5) return std::nullopt;
        out.months += value * unit.months;
        out.rest += value * unit.rest;
        text.remove_prefix(digits + 1);
    }
    if (out.months > longest_period_months || out.rest > longest_period_rest) return std::nullopt;
    return out;
}

}  // namespace entrepot
