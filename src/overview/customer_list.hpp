// The portal's list of customers: one row each with reseller, agreement and figures, searched as one types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "customers/customer_search_store.hpp"

namespace entrepot::overview {

struct Named {
    Id<Tenant> id;
    std::string name;
    static constexpr std::string_view schema_name = "NamedTenant";
    static constexpr auto fields() {
        return Fields{field("id", &Named::id, "The tenant."), field("name", &Named::name, "Its name.")};
    }
};

struct ListedCustomer {
    customers::CustomerId id;
    std::string name, domain, country;
    std::optional<Named> reseller;
    customers::AgreementState agreement = customers::AgreementState::none;
    customers::Status status = customers::Status::active;
    std::int64_t licenses = 0;
    std::optional<Money> monthly;
    Time created;

    static constexpr std::string_view schema_name = "ListedCustomer";
    static constexpr auto fields() {
        using L = ListedCustomer;
        return Fields{
            field("id", &L::id, "The customer's tenant."),
            field("name", &L::name, "Legal name."),
            field("domain", &L::domain, "Primary domain."),
            field("country", &L::country, "Two letters."),
            field("reseller", &L::reseller, "The indirect reseller; absent: a direct customer."),
            field("agreement", &L::agreement, "accepted, invited or none."),
            field("status", &L::status, "active, under_review or refused."),
            field("licenses", &L::licenses, "Of active subscriptions."),
            field("monthly", &L::monthly, "Recurring, before tax; for those who see prices.")
                .for_audience(Audience::partner),
            field("createdAt", &L::created, "When it was added."),
        };
    }
};

// What a reader may ask for, as texts; each narrows.
struct ListFilter {
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider = {};
    bool empty() const { return !search && !reseller && !country && !agreement && !provider; }
};
// Throws Problem bad_parameter with the filter's name.
customers::Wanted wanted_of(ListFilter const& filter);

struct ListQuery {
    customers::Wanted wanted;
    // Keyset: rows after (or before, when `backwards`) this place.
    std::optional<customers::Place> from;
    bool backwards = false;
    int limit = 50;
};
struct Listing {
    std::vector<ListedCustomer> items;
    std::optional<customers::Place> next, previous;
};
// By folded name, then id; a search as customers::search orders it. At most `limit` rows, in reading order
// also when going backwards.
Listing list(db::Tx& tx, Scope const& scope, ListQuery const& query);

}  // namespace entrepot::overview
