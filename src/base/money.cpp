// Exact amounts: see money.hpp.
#include "base/money.hpp"

#include <charconv>
#include <cstring>

#include "base/check.hpp"

namespace entrepot {

namespace {

std::int64_t power_of_ten(int exponent) {
    std::int64_t out = 1;
    while (exponent-- > 0) out *= 10;
    return out;
}

std::int64_t fits(__int128 value) {
    check(value <= INT64_MAX && value >= INT64_MIN, "an amount fits into 64 bits");
    return static_cast<std::int64_t>(value);
}

__int128 divide_rounding(__int128 value, __int128 by) {
    auto const half = by / 2;
    return value >= 0 ? (value + half) / by : (value - half) / by;
}

// "8.125" → 8125 and 3 decimals.
struct Scaled {
    std::int64_t digits = 0;
    int decimals = 0;
};

std::optional<Scaled> parse_scaled(std::string_view text) {
    bool const negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 18) return std::nullopt;
    Scaled out;
    bool point = false, any = false;
    for (char const c : text) {
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            out.digits = out.digits * 10 + (c - '0');
            out.decimals += point;
            any = true;
        } else {
            return std::nullopt;
        }
    }
    if (!any || text.back() == '.') return std::nullopt;
    if (negative) out.digits = -out.digits;
    return out;
}

}  // namespace

Currency::Currency(std::string_view code) {
    auto const parsed = parse(code);
    check(parsed.has_value(), "a currency is three capital letters");
    *this = *parsed;
}

std::optional<Currency> Currency::parse(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    Currency out;
    for (std::size_t i = 0; i < 3; ++i) {
        if (code[i] < 'A' || code[i] > 'Z') return std::nullopt;
        out.letters_[i] = code[i];
    }
    return out;
}

int Currency::decimals() const {
    // ISO 4217: the currencies whose minor unit is not a hundredth.
    for (char const* none : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
                             "VND", "VUV", "XAF", "XOF", "XPF"})
        if (std::memcmp(letters_, none, 3) == 0) return 0;
    for (char const* three : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
        if (std::memcmp(letters_, three, 3) == 0) return 3;
    return 2;
}

std::string Money::amount() const {
    auto const decimals = currency.decimals();
    auto const scale = power_of_ten(decimals);
    auto const magnitude = minor < 0 ? -static_cast<__int128>(minor) : minor;
    auto out = (minor < 0 ? "-" : "") + std::to_string(static_cast<std::uint64_t>(magnitude / scale));
    if (scale == 1) return out;
    auto const fraction = std::to_string(static_cast<std::int64_t>(magnitude % scale));
    return out + '.' + std::string(decimals - fraction.size(), '0') + fraction;
}

std::optional<Money> Money::parse(std::string_view amount, Currency currency) {
    auto const scaled = parse_scaled(amount);
    if (!scaled || scaled->decimals > currency.decimals()) return std::nullopt;
    auto const minor =
        static_cast<__int128>(scaled->digits) * power_of_ten(currency.decimals() - scaled->decimals);
    if (minor > INT64_MAX || minor < INT64_MIN) return std::nullopt;
    return Money{static_cast<std::int64_t>(minor), currency};
}

Money operator+(Money a, Money b) {
    check(a.currency == b.currency, "amounts of one currency are added");
    return {fits(static_cast<__int128>(a.minor) + b.minor), a.currency};
}

Money operator-(Money a, Money b) { return a + Money{fits(-static_cast<__int128>(b.minor)), b.currency}; }

Money operator*(Money a, std::int64_t count) {
    return {fits(static_cast<__int128>(a.minor) * count), a.currency};
}

Money percent_of(Money a, std::string_view percent) {
    auto const rate = parse_scaled(percent);
    check(rate.has_value(), "a percentage is a decimal number");
    auto const product = static_cast<__int128>(a.minor) * rate->digits;
    return {fits(divide_rounding(product, static_cast<__int128>(100) * power_of_ten(rate->decimals))),
            a.currency};
}

Money divide(Money a, std::int64_t parts) {
    check(parts > 0, "an amount is divided into at least one part");
    return {fits(divide_rounding(a.minor, parts)), a.currency};
}

}  // namespace entrepot
