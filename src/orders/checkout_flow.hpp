// From a cart to orders: every group that may be ordered is, the others are told why (rules.md E1, E2).
#pragma once

#include "orders/purchase_flow.hpp"

namespace entrepot::orders {

// A group that was not ordered, with the first reason.
struct Failure {
    std::string group;
    FieldProblem why;
};
struct Checkout {
    std::vector<Order> orders;
    std::vector<Failure> failures;
    customers::Customer customer;
};

// Throws 800008, 800065, 800064, cart_expired, what require_buyer() throws, and 800009 with every reason
// where no group may be ordered, and 900121 where what may be is beyond a credit limit: then the cart stays.
Checkout check_out(db::Tx& tx, Act const& act, Id<Tenant> customer, Id<Cart> cart);

}  // namespace entrepot::orders
