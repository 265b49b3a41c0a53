// What a reseller pays its provider for, line by line: subscriptions of the customers that it has a part in.
#pragma once

#include "subscriptions/subscription_store.hpp"

namespace entrepot::overview {

struct StatementRow {
    Id<Tenant> customer;
    std::string customer_name, domain;
    Id<subscriptions::Subscription> subscription;
    std::string friendly_name, offer_name;
    subscriptions::Family family = subscriptions::Family::new_commerce;
    subscriptions::Status status = subscriptions::Status::active;
    bool is_trial = false;
    std::int64_t quantity = 0;
    subscriptions::BillingCycle billing_cycle = subscriptions::BillingCycle::monthly;
    std::int64_t unit_price_minor = 0;
    Currency currency;

    // Before tax, at the prices of the list.
    Money unit_price() const { return {unit_price_minor, currency}; }
    Money monthly() const;
    // Active ones, and suspended ones that go on being billed (rules.md F10): what exposure sums up.
    bool counts() const;

    static constexpr std::string_view schema_name = "StatementRow";
    static constexpr auto fields() {
        using S = StatementRow;
        return Fields{field("customerId", &S::customer, ""),
                      field("customerName", &S::customer_name, ""),
                      field("domain", &S::domain, ""),
                      field("subscriptionId", &S::subscription, ""),
                      field("friendlyName", &S::friendly_name, ""),
                      field("offerName", &S::offer_name, ""),
                      field("family", &S::family, ""),
                      field("status", &S::status, ""),
                      field("isTrial", &S::is_trial, ""),
                      field("quantity", &S::quantity, ""),
                      field("billingCycle", &S::billing_cycle, ""),
                      field("unitPriceMinor", &S::unit_price_minor, ""),
                      field("currency", &S::currency, "")};
    }
};

struct StatementPlace {
    Id<Tenant> customer;
    Id<subscriptions::Subscription> subscription;
};
struct StatementPage {
    std::vector<StatementRow> rows;
    std::optional<StatementPlace> rest;  // there may be more beyond this place
};
// Customers in the order in which they were added.
StatementPage statement_page(db::Tx& tx, Scope const& scope, Id<Tenant> provider, Id<Tenant> reseller,
                             StatementPlace const& after, int limit);

}  // namespace entrepot::overview
