// Sums of a purchase and their arithmetic in words: see quote.hpp.
#include "orders/quote.hpp"

namespace entrepot::orders {

namespace {

constexpr char const* wide = "\u00a0";    // no-break space
constexpr char const* narrow = "\u202f";  // narrow no-break space

std::string grouped(std::string const& digits, char const* separator) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
        out += digits[i];
    }
    return out;
}

std::string spaced(std::string const& sign) { return wide + sign + wide; }

std::string arithmetic_of(Placed const& line, Language language) {
    auto const quantity =
        grouped(std::to_string(line.subscription.quantity), language == Language::fr ? narrow : ",");
    auto const whole = line.unit_price * line.subscription.quantity;
    auto const equals = spaced("=") + spoken(line.due, language);
    if (line.of_days == 0) return quantity + spaced("×") + spoken(line.unit_price, language) + equals;
    // The published formula rounds twice; where a plain rule of three gives the same it reads better.
    if (divide(whole * line.days, line.of_days) == line.due)
        return spoken(whole, language) + spaced("×") + std::to_string(line.days) + spaced("÷") +
               std::to_string(line.of_days) + equals;
    return quantity + spaced("×") + spoken(divide(line.due, line.subscription.quantity), language) + equals;
}

void keep_earlier(std::optional<Time>& out, Time one) {
    if (!out || one < *out) out = one;
}

}  // namespace

std::string spoken(Money money, Language language) {
    bool const negative = money.minor < 0;
    if (negative) money.minor = -money.minor;
    auto const amount = money.amount();
    auto const point = amount.find('.');
    bool const french = language == Language::fr;
    auto out = grouped(amount.substr(0, point), french ? narrow : ",");
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

Quote quote(Plan const& plan, Facts const& facts, std::string const& tax_rate) {
    Quote out;
    out.currency = facts.currency;
    out.tax_rate = tax_rate;
    out.subtotal = out.monthly = out.yearly = {0, facts.currency};
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        auto const& line = plan.lines[i];
        auto const& record = line.subscription;
        // No item, or no quantity of it: no price.
        if (line.group.empty() || !catalog::is_countable(record.quantity)) continue;
        out.lines.push_back({static_cast<int>(i), record.offer_name, line.unit_price, record.quantity,
                             record.term, record.billing_cycle, line.due,
                             arithmetic_of(line, facts.language)});
        out.subtotal = out.subtotal + line.due;
        out.monthly = out.monthly + subscriptions::monthly_charge(record);
        if (auto const months = subscriptions::months_of(record.billing_cycle);
            months > 0 && !record.is_trial)
            out.yearly = out.yearly + divide(line.unit_price * record.quantity * 12, months);
        if (record.commitment_ends != no_end) keep_earlier(out.renews_at, record.commitment_ends);
        if (record.cancellable_until) keep_earlier(out.cancellable_until, *record.cancellable_until);
    }
    out.tax = percent_of(out.subtotal, tax_rate);
    out.first_invoice = out.subtotal + out.tax;
    return out;
}

}  // namespace entrepot::orders
