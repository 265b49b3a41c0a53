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

// A reseller's own prices: the list of a provider less its margin there (portal-map.md 1, row 26). Of the
// provider that is named, or of the only one that has set it terms; the provider, or nothing where there are
// none. Throws Problem 1000 (404) where the caller does not sell for who is named.
std::optional<Id<Tenant>> view_own_prices(db::Tx& tx, Act const& act, Catalogue const& catalogue,
                                          std::optional<Id<Tenant>> const& provider, Viewing& viewing);

}  // namespace entrepot::catalog
