// For whom the catalogue is shown: a country, a language, a currency, and perhaps a customer.
#pragma once

#include <optional>

#include "catalog/purchase.hpp"

namespace entrepot::catalog {

struct Viewing {
    Buyer buyer;  // of a market alone: anybody there
    Language language = Language::en;
    std::optional<Id<Tenant>> customer;
    std::int64_t margin_points = 0;  // off the prices of the list: of a reseller that looks at its own

    // What the resources' links begin and end with: relative and without /v1 (wire.md 5).
    std::string link_root() const { return customer ? "/customers/" + customer->text() : std::string{}; }
    std::string link_query() const { return customer ? std::string{} : "?country=" + buyer.country; }
    std::string country() const { return country_name(buyer.country, language); }
    std::string locale() const { return language == Language::fr ? "fr-FR" : "en-US"; }
    // A market's list shows what is sold there to anybody; a customer's says what this one may have.
    bool may_have(Item const& item) const {
        return customer ? catalog::may_have(item, buyer).empty() : sold_in(item, buyer.country);
    }
};

}  // namespace entrepot::catalog
