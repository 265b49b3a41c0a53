// What a purchase costs, line by line and in sum, before it is made.
#pragma once

#include "base/spoken.hpp"
#include "orders/purchase.hpp"

namespace entrepot::orders {

struct QuoteLine {
    int index = 0;
    std::string name;
    Money unit_price;
    std::int64_t quantity = 0;
    std::string term;
    BillingCycle cycle = BillingCycle::unknown;
    Money total;
    std::string arithmetic;

    static constexpr std::string_view schema_name = "QuoteLine";
    static constexpr auto fields() {
        using Q = QuoteLine;
        return Fields{
            field("index", &Q::index, "The line's place; an add-on comes after its base."),
            field("name", &Q::name, "The offer's name."),
            field("unitPrice", &Q::unit_price, "One unit, one billing period, before tax."),
            field("quantity", &Q::quantity, "Units."),
            field("termDuration", &Q::term, "P1M, P1Y, P3Y; empty: for ever."),
            field("billingCycle", &Q::cycle, "How often it is billed."),
            field("total", &Q::total, "The first period, before tax."),
            field("arithmetic", &Q::arithmetic, "How the total comes about, in the reader's language."),
        };
    }
};

struct Quote {
    Currency currency;
    std::vector<QuoteLine> lines;
    Money subtotal;
    std::string tax_rate;
    Money tax, first_invoice, monthly, yearly;
    std::optional<Time> renews_at, cancellable_until;

    static constexpr std::string_view schema_name = "Quote";
    static constexpr auto fields() {
        return Fields{
            field("currency", &Quote::currency, "Of every amount."),
            field("lines", &Quote::lines, "Line by line."),
            field("subtotal", &Quote::subtotal, "The first invoice before tax."),
            field("taxRate", &Quote::tax_rate, "Percent; an estimate."),
            field("tax", &Quote::tax, "Of the subtotal."),
            field("firstInvoice", &Quote::first_invoice, "Tax included."),
            field("monthly", &Quote::monthly, "What recurs, by the month, before tax."),
            field("yearly", &Quote::yearly, "What recurs, over a year, before tax."),
            field("renewsAt", &Quote::renews_at, "When the first term ends."),
            field("cancellableUntil", &Quote::cancellable_until, "Until when all of it may be taken back."),
        };
    }
};

// Of the lines that are priced, refused ones too; `tax_rate` in percent: "20", "8.1".
Quote quote(Plan const& plan, Facts const& facts, std::string const& tax_rate);

}  // namespace entrepot::orders
