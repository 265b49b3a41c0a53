// Orders over the API: place one, list, read, and whether its lines are provisioned.
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
        return std::tuple{
            field("include_price", &ListParameters::include_price, "Prices, for those who may see them."),
            field("billingType", &ListParameters::billing_type, "monthly, annual, onetime or none."),
        };
    }
};

bool shows_prices(api::Context& context, bool asked) {
    return asked && context.gate.may(context.caller(), Permission::see_prices).allowed();
}

Order create(api::Context& context, Id<Tenant> const& customer, api::Query<ListParameters> const& asked,
             Order const& form) {
    auto const named = form.reference_customer ? Uuid::parse(*form.reference_customer) : std::nullopt;
    if (form.reference_customer && named != Uuid(customer))
        throw Problem("other_customer").at("referenceCustomerId");
    auto const buying = begin_buying(context.tx, context.act, customer);
    require_buyer(buying.customer);
    auto lines = lines_of(form);
    Problems problems;
    resolve_resellers(context.tx, buying, lines, "partnerIdOnRecord", problems);
    auto plan = buying.place(lines);
    add_problems(plan, "offerId", problems);
    problems.raise();
    // One request is one order, whatever its lines are sorted by in a cart.
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
