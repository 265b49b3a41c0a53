// Amounts in words: see spoken.hpp.
#include "base/spoken.hpp"

namespace entrepot {

namespace {

constexpr char const* wide = "\u00a0";    // no-break space
constexpr char const* narrow = "\u202f";  // narrow no-break space

}  // namespace

std::string grouped(std::string const& digits, Language language) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += language == Language::fr ? narrow : ",";
        out += digits[i];
    }
    return out;
}

std::string spoken(Money money, Language language) {
    bool const negative = money.minor < 0;
    if (negative) money.minor = -money.minor;
    auto const amount = money.amount();
    auto const point = amount.find('.');
    bool const french = language == Language::fr;
    auto out = grouped(amount.substr(0, point), language);
    if (point != std::string::npos) out += (french ? "," : ".") + amount.substr(point + 1);
    auto const symbol = symbol_of(money.currency);
    if (french) out += wide + symbol;
    else out = symbol + (symbol.size() == 3 && symbol != "€" ? wide + out : out);
    return (negative ? "−" : "") + out;
}

std::string symbol_of(Currency currency) {
    if (currency == Currency("EUR")) return "€";
    if (currency == Currency("USD")) return "$";
    if (currency == Currency("GBP")) return "£";
    return std::string(currency.code());
}

}  // namespace entrepot
