// Licences and monthly charges of customers c as their reader may see them, for texts of SQL.
#pragma once

#include "base/scope.hpp"

namespace entrepot::overview {

// A partner sees what all resellers of a customer sell it; that stands with the customer.
#define TOTAL(figure) "c." figure
// A reseller sees its own part of a customer that buys through several.
#define OWN_PART(figure)                          \
    "COALESCE((SELECT f." figure                  \
    " FROM customer_figures f WHERE f.partner_id" \
    " = c.partner_id AND f.customer_id = c.customer_id AND {scope:f}), 0)"

inline bool sees_a_part(Scope const& scope) { return scope.kind() == Scope::Kind::reseller; }

}  // namespace entrepot::overview
