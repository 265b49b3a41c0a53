// Customers by the hundred thousand: their search terms wait in a table of their own and are sorted once, at
// the end, instead of being put between each other one by one.
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

void begin_bulk(db::Tx& tx);
// Between begin_bulk() and end_bulk(); tallied apart. Nobody finds these customers by a search before the
// end.
void insert_all(db::Tx& tx, Scope const& scope, std::vector<Customer> const& customers);
void end_bulk(db::Tx& tx);

}  // namespace entrepot::customers
