// Finding customers by what a person types and by filters, page by page: exact, and bounded whatever is
// asked.
#pragma once

#include "customers/customer_walk_store.hpp"

namespace entrepot::customers {

// All conditions hold together.
struct Wanted {
    // As typed: beginnings of words of the name (all of them), or the beginning of the domain, of a
    // registration or VAT number, or of the id (eight digits or more). Blank: everybody.
    std::string text;
    TextRange name;                   // folded
    std::optional<TextRange> domain;  // lower case
    std::optional<Id<Tenant>> reseller, partner;
    bool direct_only = false;  // without a reseller
    std::optional<AgreementState> agreement;
    std::string country;   // upper case; empty: any
    bool nothing = false;  // the conditions exclude one another

    bool is_everybody() const {
        return text.find_first_not_of(" \t\r\n") == std::string::npos && name == TextRange{} && !domain &&
               !reseller && !partner && !direct_only && !agreement && country.empty() && !nothing;
    }
};

struct Hit {
    CustomerId id;
    Id<Tenant> partner;
    Place place;
};

// A page may be short, or empty, and still have a rest: so much was looked at without finding more. Nothing
// is ever left out.
struct Hits {
    std::vector<Hit> rows;
    std::optional<Place> rest;  // there may be more beyond this place
};

// In the order of the road that is the shortest for what is wanted; a place goes on along its own road. Going
// backwards, the nearest comes first. Throws Problem bad_parameter for a place of another search.
Hits search(db::Tx& tx, Scope const& scope, Wanted const& wanted, std::optional<Place> const& from,
            bool backwards, int limit);

}  // namespace entrepot::customers
