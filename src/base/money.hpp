// Exact amounts: whole minor units of one currency, never a floating number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entrepot {

// ISO 4217, three capitals. Knows how many decimals its amounts have (EUR 2, JPY 0).
class Currency {
public:
    Currency() = default;
    explicit Currency(std::string_view code);  // check()s three capitals
    static std::optional<Currency> parse(std::string_view code);

    std::string_view code() const { return {letters_, letters_[0] ? 3u : 0u}; }
    int decimals() const;
    bool operator==(Currency const&) const = default;

private:
    char letters_[3] = {};
};

struct Money {
    std::int64_t minor = 0;  // cents, or whole units where the currency has no decimals
    Currency currency;

    bool operator==(Money const&) const = default;

    // "292.50"; no grouping, a point, every decimal of the currency.
    std::string amount() const;
    // Refuses more decimals than the currency has, signs other than '-', and what does not fit.
    static std::optional<Money> parse(std::string_view amount, Currency currency);
};

// All of these check() that currencies agree and that nothing overflows.
Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator*(Money a, std::int64_t count);
// a × percent ÷ 100, half away from zero; percent as "20" or "8.1".
Money percent_of(Money a, std::string_view percent);
// a ÷ parts, half away from zero.
Money divide(Money a, std::int64_t parts);

}  // namespace entrepot
