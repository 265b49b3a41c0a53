// A purchase before it is written: from asked lines to priced subscriptions, or to every reason why not.
#pragma once

#include <map>
#include <set>

#include "base/act.hpp"
#include "catalog/purchase.hpp"
#include "customers/customer.hpp"
#include "partners/reseller_terms.hpp"
#include "subscriptions/subscription.hpp"

namespace entrepot::orders {

using catalog::BillingCycle;
using subscriptions::Subscription;

inline constexpr std::size_t most_lines = 200;  // of one purchase, add-ons counted in

struct Line {
    std::string path;     // where it stands in the request: lineItems[0].addonItems[1]
    std::string item_id;  // an offer id or product:sku:availability
    std::int64_t quantity = 1;
    std::string term;
    BillingCycle cycle = BillingCycle::unknown;
    std::string friendly_name, renewal_term;
    std::string expected_unit_price;         // a decimal; what the buyer was shown
    std::optional<std::size_t> base_line;    // of an add-on: its base in the same purchase, an earlier line
    std::optional<Id<Subscription>> parent;  // of an add-on: its base among what the customer has
    std::string promotion_id;
    std::string partner_on_record;              // an MPN id that the flow resolved, or empty
    std::optional<Id<Tenant>> reseller;         // the tenant of that id
    std::vector<std::string> further_partners;  // more MPN ids on record
    bool attested = false;                      // that the partner on record was told
    std::vector<catalog::Refusal> refusals;     // what was found wrong before
};

// Whom it is for, and what the customer has already.
struct Facts {
    Id<Tenant> partner, customer;
    std::optional<Id<Tenant>> reseller;
    std::string country;
    Currency currency;
    catalog::Qualification qualification = catalog::Qualification::none;
    std::vector<subscriptions::Record> owned;
    Time now;
    Language language = Language::en;
};
// Those that a customer's row gives; what it owns is read apart, and a new customer owns nothing.
Facts facts_of(customers::Customer const& customer, Currency selling, Time now, Language language);

struct Placed {
    Line asked;
    std::vector<catalog::Refusal> refusals;
    std::string group;      // lines of one group become one order: OMS-0 of classic offers, 0 of others
    Money unit_price, due;  // of a whole billing period; of the first one, prorated where it is shorter
    std::int64_t days = 0, of_days = 0;  // of a first period that is shorter; 0: a whole one
    std::optional<std::size_t> base;     // the line that carries it
    subscriptions::Record subscription;  // as it will be, but for its ids

    bool allowed() const { return refusals.empty(); }
};

struct Plan {
    std::vector<Placed> lines;
    std::vector<partners::Credit> held_against;  // limits of resellers that it fits into

    bool allowed() const;
    std::vector<std::string> groups() const;
    // Those with a refused line, and those that hang on them by a base.
    std::set<std::string, std::less<>> refused_groups() const;
    bool allows(std::string_view group) const;
    // The lines without those of a group that is refused.
    Plan only_allowed() const;
};

// What a plan costs at list prices, by the reseller that it falls to: by the month, and what is paid once.
std::map<Id<Tenant>, Money> charges_by_reseller(Plan const& plan);

Plan place(std::vector<Line> const& lines, Facts const& facts, catalog::Catalogue const& catalogue);

// `item_member` is what the request calls the item: catalogItemId or offerId.
void add_problems(Plan const& plan, std::string_view item_member, Problems& problems);

// 13605, 800073, 800075: whether this customer may buy anything at all; thrown.
void require_buyer(customers::Customer const& customer, Act const& act);

// The published formula (rules.md K6): the day rate is rounded, then the unit.
Money prorate(Money unit, std::int64_t quantity, std::int64_t days, std::int64_t of_days);

}  // namespace entrepot::orders
