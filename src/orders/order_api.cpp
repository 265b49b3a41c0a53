// Orders over the API: place one, list, read, and whether its lines are provisioned.
#include <algorithm>

#include "base/fold.hpp"
#include "customers/customer_store.hpp"
#include "orders/purchase_flow.hpp"
#include "orders/routes.hpp"

namespace entrepot::orders {

namespace {

struct ListParameters {
    bool include_price = false;
    std::optional<BillingCycle> billing_type;
    static constexpr std::string_view schema_name = "OrderListParameters";
    static constexpr auto fields() {
        return Fields{
            field("include_price", &ListParameters::include_price, "Prices, for those who may see them."),
            field("billingType", &ListParameters::billing_type, "monthly, annual, onetime or none."),
        };
    }
};

bool shows_prices(api::Context& context, bool asked) { return asked && context.may(Permission::see_prices); }

// An order in a reseller's name is a person's doing.
bool names_reseller(std::vector<Line> const& lines) {
    return std::any_of(lines.begin(), lines.end(), [](Line const& line) {
        return !line.partner_on_record.empty() || !line.further_partners.empty();
    });
}

// An order that says no billing cycle has the usual one of its first line.
Plan place_in_one_cycle(Buying const& buying, std::vector<Line> lines) {
    auto plan = buying.place(lines);
    auto const cycle = plan.lines.front().subscription.billing_cycle;
    bool const is_said = std::none_of(lines.begin(), lines.end(), [](Line const& line) {
        return line.cycle == BillingCycle::unknown || line.cycle == BillingCycle::none;
    });
    if (is_said || !plan.lines.front().allowed()) return plan;
    for (auto& line : lines) line.cycle = cycle;
    return buying.place(lines);
}

// An order is billed in one cycle and seen by one reseller.
void require_one_order(Plan const& plan, Problems& problems) {
    auto const& first = plan.lines.front().subscription;
    for (auto const& line : plan.lines) {
        auto const& one = line.subscription;
        if (one.billing_cycle != first.billing_cycle)
            problems.add(line.asked.path + ".billingCycle", "6001", {{"name", one.offer_name}});
        if (one.reseller != first.reseller)
            problems.add(line.asked.path + ".partnerIdOnRecord", "one_reseller");
    }
}

Order create(api::Context& context, Id<Tenant> const& customer, api::Query<ListParameters> const& asked,
             Order const& form) {
    auto const named = form.reference_customer ? Uuid::parse(*form.reference_customer) : std::nullopt;
    if (form.reference_customer && named != Uuid(customer))
        throw Problem("other_customer").at("referenceCustomerId");
    auto buying = begin_buying(context.tx, context.act, customer);
    require_buyer(buying.customer, context.act);
    auto lines = lines_of(form);
    if (!context.caller().user && names_reseller(lines)) throw Problem("needs_person");
    Problems problems;
    resolve_resellers(context.tx, buying, lines, "partnerIdOnRecord", problems);
    auto plan = place_in_one_cycle(buying, lines);
    add_problems(plan, "offerId", problems);
    if (plan.allowed()) require_one_order(plan, problems);
    problems.raise();
    require_credit(context.tx, context.act, buying, plan);
    // One request is one order; classic offers and catalogue items stand in it side by side.
    for (auto& line : plan.lines) line.group = plan.lines.front().group;
    auto const orders = record(context.tx, context.act, buying.customer, plan, std::nullopt, form.attested);
    return show(orders.front(), buying.customer.country, shows_prices(context, asked.include_price));
}

api::Collection<Order> list_all(api::Context& context, Id<Tenant> const& customer_id,
                                api::Query<ListParameters> const& asked) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    bool const prices = shows_prices(context, asked.include_price);
    api::Collection<Order> out;
    for (auto& order : list_orders(context.tx, context.scope(), customer_id))
        if (!asked.billing_type || *asked.billing_type == order.billing_cycle)
            out.items.push_back(show(std::move(order), customer.country, prices));
    return out;
}

Order view(api::Context& context, Id<Tenant> const& customer_id, std::string const& id,
           api::Query<ListParameters> const& asked) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    return show(get_order(context.tx, context.scope(), customer_id, id), customer.country,
                shows_prices(context, asked.include_price));
}

api::Collection<LineProvisioning> provisioning(api::Context& context, Id<Tenant> const& customer_id,
                                               std::string const& id) {
    return {provisioning_of(get_order(context.tx, context.scope(), customer_id, id))};
}

}  // namespace

void add_order_routes(api::Router& router) {
    router.post("/v1/customers/{customer}/orders", create)
        .allow(Permission::add_subscription)
        .created()
        .summary("Order offers or catalogue items");
    router.get("/v1/customers/{customer}/orders", list_all)
        .allow(Permission::see_orders)
        .summary("A customer's orders");
    router.get("/v1/customers/{customer}/orders/{order}", view)
        .allow(Permission::see_orders)
        .summary("An order");
    router.get("/v1/customers/{customer}/orders/{order}/provisioningstatus", provisioning)
        .allow(Permission::see_orders)
        .summary("Whether an order's lines are provisioned");
}

}  // namespace entrepot::orders
