// What can be sold: an item is a classic offer and, seen the other way, one SKU of a product with its
// availability.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/act.hpp"
#include "base/money.hpp"
#include "customers/customer.hpp"

namespace entrepot::catalog {

// In the order of the numbers that clients may send (schemas.json, BillingCycleType).
enum class BillingCycle : std::uint8_t { unknown, monthly, annual, none, one_time, triennial, biennial };
constexpr auto wire_names(BillingCycle) {
    using C = BillingCycle;
    return std::array{Wire{C::unknown, "unknown"},   Wire{C::monthly, "monthly"},
                      Wire{C::annual, "annual"},     Wire{C::none, "none"},
                      Wire{C::one_time, "one_time"}, Wire{C::triennial, "triennial"},
                      Wire{C::biennial, "biennial"}};
}

enum class Billing : std::uint8_t { none, usage, license };
constexpr auto wire_names(Billing) {
    return std::array{Wire{Billing::none, "none"}, Wire{Billing::usage, "usage"},
                      Wire{Billing::license, "license"}};
}

// What a customer must be to buy an item; none: anybody.
using customers::Qualification;

// How subscriptions of an item are counted against its limit (rules.md E5).
enum class LimitUnit : std::uint8_t { none, concurrent, life_time };
constexpr auto wire_names(LimitUnit) {
    return std::array{Wire{LimitUnit::none, "None"}, Wire{LimitUnit::concurrent, "Concurrent"},
                      Wire{LimitUnit::life_time, "LifeTime"}};
}

// Views of the product list that have something to show; the others of schemas.json's TargetView are empty
// here.
enum class View : std::uint8_t { online_services, software };
constexpr auto wire_names(View) {
    return std::array{Wire{View::online_services, "OnlineServices"}, Wire{View::software, "Software"}};
}

struct Localized {
    std::string en, fr;

    std::string const& in(Language language) const { return language == Language::fr ? fr : en; }

    static constexpr std::string_view schema_name = "LocalizedText";
    static constexpr auto fields() {
        return Fields{field("en", &Localized::en, "In English."), field("fr", &Localized::fr, "In French.")};
    }
};

// What a unit costs for one billing period from a day on, before tax.
struct Price {
    Currency currency;
    Time valid_from;
    std::int64_t minor = 0;

    Money money() const { return {minor, currency}; }

    static constexpr std::string_view schema_name = "CatalogPrice";
    static constexpr auto fields() {
        return Fields{
            field("currency", &Price::currency, "ISO 4217."),
            field("validFrom", &Price::valid_from, "From when it counts, business time."),
            field("minor", &Price::minor, "In the currency's minor units."),
        };
    }
};

struct Term {
    std::string id;        // 12 lower-case letters and digits
    std::string duration;  // P1M, P1Y, P3Y; empty: bought for ever
    BillingCycle cycle = BillingCycle::none;
    std::vector<Price> prices;  // by currency, then oldest first

    // Months of the whole term and of one billing period; 0: for ever, or paid once.
    int months() const;
    int months_a_period() const;

    static constexpr std::string_view schema_name = "CatalogTerm";
    static constexpr auto fields() {
        return Fields{
            field("termId", &Term::id, "The term."),
            field("duration", &Term::duration, "ISO 8601; empty for ever."),
            field("billingCycle", &Term::cycle, "How often it is billed."),
            field("dated", &Term::prices, "Its prices."),
        };
    }
};

struct Limit {
    LimitUnit unit = LimitUnit::none;
    int count = 0;

    static constexpr std::string_view schema_name = "CatalogLimit";
    static constexpr auto fields() {
        return Fields{field("unit", &Limit::unit, "How subscriptions are counted."),
                      field("count", &Limit::count, "How many a customer may have.")};
    }
};

struct ItemKind {
    std::string id, display_name;

    static constexpr std::string_view schema_name = "CatalogItemKind";
    static constexpr auto fields() {
        return Fields{field("id", &ItemKind::id, "OnlineServicesNCE or Software."),
                      field("displayName", &ItemKind::display_name, "In words.")};
    }
};

// What a usage item counts; its prices are decimal texts, for they have more decimals than a currency.
struct Meter {
    std::string id;
    Localized name, unit;
    std::map<std::string, std::string> prices;

    static constexpr std::string_view schema_name = "CatalogMeter";
    static constexpr auto fields() {
        return Fields{
            field("meterId", &Meter::id, "The meter."),
            field("name", &Meter::name, "What it counts."),
            field("unit", &Meter::unit, "In which unit."),
            field("prices", &Meter::prices, "A unit's price by currency."),
        };
    }
};

struct Item {
    std::string offer_id;  // an upper-case GUID
    std::string product_id, sku_id, availability_id;
    Localized name, description;
    std::string publisher, category;
    View view = View::online_services;
    ItemKind kind;
    Localized unit;
    std::string unit_type;
    Billing billing = Billing::license;
    int minimum = 1, maximum = 1;
    Limit limit;
    bool is_trial = false, is_add_on = false;
    std::vector<std::string> bases;        // offers that an add-on needs one of
    std::vector<std::string> converts_to;  // what a trial may become
    Qualification qualification = Qualification::none;
    std::vector<std::string> markets;  // countries, or * alone
    bool auto_renewable = true;
    int cancellation_days = 0;
    int rank = 0;
    std::string sku_part_number, target_type;
    std::string software_kind;  // perpetual, subscription; empty: no software
    std::vector<Meter> meters;
    std::vector<Term> terms;  // in the catalogue's order; the first is the usual one

    // product:sku:availability, what carts order by.
    std::string catalog_item_id() const { return product_id + ':' + sku_id + ':' + availability_id; }

    static constexpr std::string_view schema_name = "CatalogOfferRow";
    static constexpr std::string_view table = "catalog_offers";
    static constexpr auto fields() {
        return Fields{
            field("offerId", &Item::offer_id, "The classic offer.").key(),
            field("productId", &Item::product_id, "The product."),
            field("skuId", &Item::sku_id, "The SKU, unique in its product."),
            field("availabilityId", &Item::availability_id, "The SKU's availability."),
            field("name", &Item::name, "What people call it."),
            field("description", &Item::description, "What it does."),
            field("publisher", &Item::publisher, "Who makes it."),
            field("category", &Item::category, "Its category."),
            field("targetView", &Item::view, "In which list of products it stands."),
            field("productType", &Item::kind, "What kind of product it is."),
            field("unit", &Item::unit, "What is counted."),
            field("unitType", &Item::unit_type, "The same, for classic offers."),
            field("billing", &Item::billing, "By licence or by usage."),
            field("minimumQuantity", &Item::minimum, "The least that can be bought."),
            field("maximumQuantity", &Item::maximum, "The most of one subscription."),
            field("limit", &Item::limit, "How many subscriptions a customer may have.")
                .column("purchase_limit"),
            field("isTrial", &Item::is_trial, "Whether it is a trial."),
            field("isAddOn", &Item::is_add_on, "Whether it needs a base."),
            field("bases", &Item::bases, "Offers it needs one of."),
            field("convertsTo", &Item::converts_to, "Offers a trial may become."),
            field("qualification", &Item::qualification, "What the customer must be."),
            field("markets", &Item::markets, "Where it is sold."),
            field("autoRenewable", &Item::auto_renewable, "Whether it may renew by itself."),
            field("cancellationDays", &Item::cancellation_days, "How long it can be given back."),
            field("rank", &Item::rank, "Its place in lists."),
            field("skuPartNumber", &Item::sku_part_number, "The name that licences go by."),
            field("targetType", &Item::target_type, "User or Tenant."),
            field("softwareKind", &Item::software_kind, "perpetual or subscription; empty: no software."),
            field("meters", &Item::meters, "What a usage item counts."),
            field("terms", &Item::terms, "Its terms and prices; tables of their own.").computed(),
        };
    }
};

// A country in capitals.
bool sold_in(Item const& item, std::string_view country);
bool is_base_of(Item const& base, Item const& add_on);
// The first term that has the duration and the cycle; empty, unknown and none ask for any. nullptr: no such
// term.
Term const* find_term(Item const& item, std::string_view duration, BillingCycle cycle);
// The price that counts at that moment; nullptr where there is none in the currency.
Price const* price_at(Term const& term, Currency currency, Time at);
// Each once, in the order of the terms.
std::vector<BillingCycle> cycles_of(Item const& item);
std::vector<std::string> durations_of(Item const& item);
// "1 year", "3 ans"; of a term: "1 year, billed monthly".
std::string duration_words(std::string_view duration, Language language);
std::string term_words(Term const& term, Language language);
// commercial, education, government, nonprofit: the segment that an item is for.
std::string_view segment_of(Item const& item);

}  // namespace entrepot::catalog
