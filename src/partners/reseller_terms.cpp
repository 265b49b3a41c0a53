// Arithmetic of margins and limits: see reseller_terms.hpp.
#include "partners/reseller_terms.hpp"

namespace entrepot::partners {

std::optional<std::int64_t> parse_margin(std::string_view text) {
    // Amounts of a currency with two decimals are read by the same rule.
    auto const read = Money::parse(text, Currency("EUR"));
    if (!read || text.starts_with('-') || read->minor > most_points) return std::nullopt;
    return read->minor;
}

std::string margin_text(std::int64_t points) { return Money{points, Currency("EUR")}.amount(); }

Money margin_of(Money list, std::int64_t points) { return percent_of(list, margin_text(points)); }

Money own_price(Money list, std::int64_t points) { return list - margin_of(list, points); }

std::optional<Money> beyond(Credit const& credit, Money sold, Money added) {
    if (own_price(added, credit.margin_points).minor <= 0) return std::nullopt;
    auto const over = own_price(sold + added, credit.margin_points) - credit.limit;
    if (over.minor <= 0) return std::nullopt;
    return over;
}

std::optional<Credit> ResellerTerms::credit() const {
    if (!credit_limit_minor) return std::nullopt;
    return Credit{partner, reseller, margin_points, {*credit_limit_minor, currency}};
}

}  // namespace entrepot::partners
