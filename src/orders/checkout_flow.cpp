// Checking a cart out: see checkout_flow.hpp.
#include "orders/checkout_flow.hpp"

namespace entrepot::orders {

namespace {

// The first problem of a group; one that falls with its base has none of its own.
FieldProblem reason_of(Plan const& plan, std::string const& group) {
    for (auto const& line : plan.lines)
        if (line.group == group && !line.allowed())
            return {line.asked.path + '.' + line.refusals.front().member, line.refusals.front().code,
                    line.refusals.front().words};
    return {"", "base_refused", {}};
}

}  // namespace

Checkout check_out(db::Tx& tx, Act const& act, Id<Tenant> customer, Id<Cart> id) {
    auto buying = begin_buying(tx, act, customer);
    auto const cart = get_cart(tx, act.scope(), customer, id);
    require_open(cart, act.now);
    require_buyer(buying.customer, act);
    auto lines = lines_of(cart);
    Problems problems;
    resolve_resellers(tx, buying, lines, "participants", problems);
    problems.raise();
    auto const plan = buying.place(lines);
    auto allowed = plan.only_allowed();
    if (allowed.lines.empty()) {
        add_problems(plan, "catalogItemId", problems);
        throw Problem("800009").with(problems.list());
    }
    require_credit(tx, act, buying, allowed);
    end_cart(tx, act.scope(), cart, act.now);
    Checkout out{record(tx, act, buying.customer, allowed, cart.id, cart.attested), {}, buying.customer};
    auto const refused = plan.refused_groups();
    for (auto const& group : plan.groups())
        if (refused.contains(group)) out.failures.push_back({group, reason_of(plan, group)});
    return out;
}

}  // namespace entrepot::orders
