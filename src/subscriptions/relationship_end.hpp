// What stands in the way of ending the relation with a customer (rules.md B16): a pure rule.
#pragma once

#include <vector>

#include "base/problem.hpp"
#include "catalog/catalogue.hpp"
#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

// Active subscriptions are suspended first; software and reservations are cancelled, suspending is not
// enough. One problem a kind, with how many and the first names, as the reader calls them; empty: nothing.
std::vector<FieldProblem> in_the_way(std::vector<Record> const& records, catalog::Catalogue const& catalogue,
                                     Language language);

}  // namespace entrepot::subscriptions
