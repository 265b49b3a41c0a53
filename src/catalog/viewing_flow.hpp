// Who looks at the catalogue: read from the caller, or from the customer that is named.
#pragma once

#include "catalog/viewing.hpp"
#include "db/tx.hpp"

namespace entrepot::catalog {

// A country as asked, in any casing; empty: the caller's own. Throws Problem country_unknown where it is
// none.
Viewing view_market(db::Tx& tx, Act const& act, Catalogue const& catalogue, std::string_view country);
// Throws Problem 1000 (404) where the caller has no such customer.
Viewing view_customer(db::Tx& tx, Act const& act, Catalogue const& catalogue, Id<Tenant> customer);

}  // namespace entrepot::catalog
