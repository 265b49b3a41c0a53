// Carts over the API: make, read, replace, check out.
#include "api/problem_answer.hpp"
#include "customers/customer_store.hpp"
#include "orders/checkout_flow.hpp"
#include "orders/routes.hpp"

#include <algorithm>

namespace entrepot::orders {

namespace {

// Checkout's body: nothing, or the JSON string "success".
struct Nothing {
    static constexpr std::string_view schema_name = "Nothing";
    static constexpr auto fields() { return Fields{}; }
};

std::string modified_by(Act const& act) {
    if (act.caller.user) return act.caller.user->text();
    return act.caller.app ? act.caller.app->text() : std::string{};
}

std::string sentence(catalog::Refusal const& refusal, std::string const& path, Language language) {
    return api::field_sentence({path + '.' + refusal.member, refusal.code, refusal.words}, language);
}

// What the server says of each line: number, currency, group, and the first thing that is wrong.
void judge_lines(api::Context& context, Buying& buying, Cart& cart) {
    auto lines = lines_of(cart);
    Problems problems;
    resolve_resellers(context.tx, buying, lines, "participants", problems);
    problems.raise();
    auto const plan = buying.place(lines);
    std::size_t at = 0;
    each_line(cart.lines, [&](CartLine& line) {
        auto const& placed = plan.lines.at(at);
        line.id = static_cast<int>(at++);
        line.currency = std::string(buying.facts.currency.code());
        line.order_group.reset();
        if (!placed.group.empty()) line.order_group = placed.group;
        if (placed.subscription.billing_cycle != BillingCycle::unknown && !placed.group.empty()) {
            line.billing_cycle = placed.subscription.billing_cycle;
            line.term = placed.subscription.term;
        }
        line.error.reset();
        if (placed.allowed()) return;
        auto const& first = placed.refusals.front();
        line.error = LineError{static_cast<int>(first.cart_error),
                               sentence(first, placed.asked.path, context.act.language)};
    });
}

// A change never shortens the time of a cart that is kept for later.
void stamp(api::Context& context, Cart& cart, minutes life) {
    cart.modified = context.now();
    cart.expires = std::max(cart.expires, context.now() + life);
    cart.modified_by = modified_by(context.act);
}

Cart begin(api::Context& context, Id<Tenant> const& customer, Cart const& form, minutes life) {
    auto buying = begin_buying(context.tx, context.act, customer);
    auto cart = form;
    cart.id = Id<Cart>{new_uuid()};
    cart.customer = customer;
    cart.partner = buying.customer.partner;
    cart.reseller = buying.customer.reseller;
    cart.created = context.now();
    cart.expires = cart.created;
    stamp(context, cart, life);
    judge_lines(context, buying, cart);
    insert(context.tx, context.scope(), cart);
    return cart;
}

Cart create(api::Context& context, Id<Tenant> const& customer, Cart const& form) {
    return begin(context, customer, form, cart_life);
}

Cart keep(api::Context& context, Id<Tenant> const& customer, Cart const& form) {
    return begin(context, customer, form, kept_cart_life);
}

Cart view(api::Context& context, Id<Tenant> const& customer, Id<Cart> const& id) {
    auto cart = get_cart(context.tx, context.scope(), customer, id);
    if (cart.status == CartStatus::active) require_open(cart, context.now());
    return cart;
}

std::vector<Cart> list_open(api::Context& context, Id<Tenant> const& customer) {
    customers::get(context.tx, context.scope(), customer);
    return open_carts(context.tx, context.scope(), customer, context.now());
}

Cart replace(api::Context& context, Id<Tenant> const& customer, Id<Cart> const& id, Cart const& form) {
    auto buying = begin_buying(context.tx, context.act, customer);
    auto cart = get_cart(context.tx, context.scope(), customer, id);
    require_open(cart, context.now());
    cart.lines = form.lines;
    cart.attested = form.attested;
    stamp(context, cart, cart_life);
    judge_lines(context, buying, cart);
    update(context.tx, context.scope(), cart);
    return cart;
}

CheckoutResult check_out_cart(api::Context& context, Id<Tenant> const& customer, Id<Cart> const& id,
                              Nothing const&) {
    auto done = check_out(context.tx, context.act, customer, id);
    CheckoutResult out;
    for (auto& order : done.orders)
        out.orders.push_back(show(std::move(order), done.customer.country, false));
    for (auto const& failure : done.failures) {
        auto const& entry = api::problem_entry(failure.why.code);
        auto const& code = entry.wire.empty() ? entry.code : entry.wire;
        out.errors.push_back(
            {failure.group, std::atoi(code.c_str()), api::field_sentence(failure.why, context.act.language)});
    }
    return out;
}

}  // namespace

void add_cart_routes(api::Router& router) {
    router.post("/v1/customers/{customer}/carts", create)
        .allow(Permission::add_subscription)
        .created()
        .summary("Begin a cart; each line says what is wrong with it");
    router.post("/ext/v1/customers/{customer}/carts", keep)
        .allow(Permission::add_subscription)
        .created()
        .summary("Keep a cart for later, for 30 days");
    router.get("/ext/v1/customers/{customer}/carts", list_open)
        .allow(Permission::add_subscription)
        .summary("Carts kept for later, the newest first");
    router.get("/v1/customers/{customer}/carts/{cart}", view)
        .allow(Permission::add_subscription)
        .summary("A cart");
    router.put("/v1/customers/{customer}/carts/{cart}", replace)
        .allow(Permission::add_subscription)
        .created()
        .summary("Replace a cart's lines");
    router.post("/v1/customers/{customer}/carts/{cart}/checkout", check_out_cart)
        .allow(Permission::add_subscription)
        .created()
        .summary("Order what a cart holds");
}

}  // namespace entrepot::orders
