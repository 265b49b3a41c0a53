// Sums of a purchase and their arithmetic in words: see quote.hpp.
#include "orders/quote.hpp"

namespace entrepot::orders {

namespace {

constexpr char const* wide = "\u00a0";  // no-break space

std::string spaced(std::string const& sign) { return wide + sign + wide; }

std::string arithmetic_of(Placed const& line, Language language) {
    auto const quantity = grouped(std::to_string(line.subscription.quantity), language);
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
