// Orders made from a plan, and shown: see order.hpp.
#include "orders/order.hpp"

#include <cmath>

#include "base/check.hpp"
#include "orders/quote.hpp"

namespace entrepot::orders {

namespace {

double number(std::int64_t minor, Currency currency) {
    return static_cast<double>(minor) / std::pow(10, currency.decimals());
}

Pricing pricing_of(OrderLine const& line, Currency currency) {
    auto const list = number(line.unit_price_minor, currency);
    // A line's charge is a whole number of units by rule K6; a line of nothing costs nothing.
    auto const unit = line.quantity > 0 ? number(line.due_minor / line.quantity, currency) : 0;
    return {list, list, unit, unit, number(line.due_minor, currency)};
}

OrderLine line_of(Placed const& placed, int number) {
    auto const& record = placed.subscription;
    OrderLine out;
    out.number = number;
    out.offer_id = record.item_id;
    out.subscription = record.id;
    out.parent = record.parent;
    out.term = record.term;
    if (!record.renewal_term.empty()) out.renews_to = RenewsTo{record.renewal_term};
    if (!record.friendly_name.empty()) out.friendly_name = record.friendly_name;
    out.quantity = record.quantity;
    if (!record.partner_on_record.empty()) out.partner_on_record = record.partner_on_record;
    out.additional_partners = placed.asked.further_partners;
    out.unit_price_minor = placed.unit_price.minor;
    out.due_minor = placed.due.minor;
    return out;
}

Order order_of(Plan& plan, std::string const& group) {
    Order out;
    out.id = Id<subscriptions::Order>{new_uuid()};
    auto const text = out.id.text();
    out.alternate_id = group.starts_with("OMS") ? text : text.substr(text.size() - 12);
    for (auto& line : plan.lines) {
        if (line.group != group) continue;
        auto& record = line.subscription;
        record.order = out.id;
        out.billing_cycle = record.billing_cycle;
        out.currency = record.currency;
        out.customer = record.customer;
        out.partner = record.partner;
        out.reseller = record.reseller;
        out.created = record.created;
        out.total_minor += line.due.minor;
        out.lines.push_back(line_of(line, static_cast<int>(out.lines.size())));
    }
    return out;
}

}  // namespace

std::vector<Order> orders_of(Plan& plan, std::optional<Uuid> cart, bool attested) {
    check(plan.allowed(), "what is written was allowed");
    for (auto& line : plan.lines) {
        line.subscription.id = Id<Subscription>{new_uuid()};
        if (line.base) line.subscription.parent = plan.lines.at(*line.base).subscription.id;
    }
    std::vector<Order> out;
    for (auto const& group : plan.groups()) {
        out.push_back(order_of(plan, group));
        out.back().cart = cart;
        out.back().attested = attested;
    }
    return out;
}

Order show(Order order, std::string_view country, bool with_prices) {
    order.reference_customer = order.customer.text();
    order.symbol = symbol_of(order.currency);
    order.transaction = "UserPurchase";
    if (with_prices) order.total = number(order.total_minor, order.currency);
    for (auto& line : order.lines) {
        line.customer = order.customer;
        line.country = country;
        if (with_prices) line.pricing = pricing_of(line, order.currency);
    }
    return order;
}

void Order::links(std::vector<Link>& out) const {
    auto const self = "/customers/" + customer.text() + "/orders/" + id.text();
    out.push_back({"self", self});
    out.push_back({"provisioningStatus", self + "/provisioningstatus"});
}

void OrderLine::links(std::vector<Link>& out) const {
    if (!customer || !country) return;
    if (subscription)
        out.push_back(
            {"subscription", "/customers/" + customer->text() + "/subscriptions/" + subscription->text()});
    subscriptions::add_item_links(offer_id, *country, out);
}

std::vector<LineProvisioning> provisioning_of(Order const& order) {
    std::vector<LineProvisioning> out;
    for (auto const& line : order.lines)
        out.push_back({line.number, LineStatus::fulfilled, {{line.quantity, LineStatus::fulfilled}}});
    return out;
}

}  // namespace entrepot::orders
