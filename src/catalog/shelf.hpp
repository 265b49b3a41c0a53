// The catalogue as the portal shows it: localised, with prices, what may be bought and why not
// (/ext/v1/catalog).
#pragma once

#include "catalog/viewing.hpp"

namespace entrepot::catalog {

struct ShelfReason {
    std::string code, message;

    static constexpr std::string_view schema_name = "CatalogReason";
    static constexpr auto fields() {
        return Fields{field("code", &ShelfReason::code, "The stable code."),
                      field("message", &ShelfReason::message, "Why not, in the caller's language.")};
    }
};

struct NamedCategory {
    std::string id, name;

    static constexpr std::string_view schema_name = "CatalogCategory";
    static constexpr auto fields() {
        return Fields{field("id", &NamedCategory::id, "The category."),
                      field("name", &NamedCategory::name, "In the caller's language.")};
    }
};

struct ShelfTerm {
    std::string duration;
    BillingCycle cycle = BillingCycle::none;
    std::string description;
    std::optional<Money> unit_price;

    static constexpr std::string_view schema_name = "CatalogItemTerm";
    static constexpr auto fields() {
        return Fields{
            field("termDuration", &ShelfTerm::duration, "ISO 8601; empty: for ever."),
            field("billingCycle", &ShelfTerm::cycle, "How often it is billed."),
            field("description", &ShelfTerm::description, "Both in words."),
            field("unitPrice", &ShelfTerm::unit_price,
                  "Of a unit for one billing period; absent for who may not see."),
        };
    }
};

struct ShelfItem {
    std::string catalog_item_id, offer_id, name, description, publisher;
    NamedCategory category;
    Billing billing = Billing::license;
    bool is_trial = false, is_add_on = false;
    std::vector<std::string> bases;
    std::string unit;
    int minimum = 1, maximum = 1;
    std::optional<int> limit;
    std::vector<ShelfTerm> terms;
    bool available = true;
    std::vector<ShelfReason> reasons;
    int cancellation_days = 0;

    static constexpr std::string_view schema_name = "CatalogItem";
    static constexpr auto fields() {
        return Fields{
            field("catalogItemId", &ShelfItem::catalog_item_id, "What a line is ordered by."),
            field("offerId", &ShelfItem::offer_id, "The same as a classic offer."),
            field("name", &ShelfItem::name, "In the caller's language."),
            field("description", &ShelfItem::description, "What it does."),
            field("publisher", &ShelfItem::publisher, "Who makes it."),
            field("category", &ShelfItem::category, "Its category."),
            field("billing", &ShelfItem::billing, "By license or by usage."),
            field("isTrial", &ShelfItem::is_trial, "Whether it is a trial."),
            field("isAddOn", &ShelfItem::is_add_on, "Whether it needs a base."),
            field("baseCatalogItemIds", &ShelfItem::bases, "The bases it needs one of."),
            field("unit", &ShelfItem::unit, "What is counted."),
            field("minimumQuantity", &ShelfItem::minimum, "The least that can be bought."),
            field("maximumQuantity", &ShelfItem::maximum, "The most of one subscription."),
            field("limitPerCustomer", &ShelfItem::limit, "How many subscriptions a customer may have."),
            field("terms", &ShelfItem::terms, "The usual one first."),
            field("available", &ShelfItem::available, "Whether it can be bought."),
            field("reasons", &ShelfItem::reasons, "Why not."),
            field("cancellationDays", &ShelfItem::cancellation_days, "How long it can be given back."),
        };
    }
};

struct ShelfFacets {
    std::vector<std::string> publishers;
    std::vector<NamedCategory> categories;

    static constexpr std::string_view schema_name = "CatalogFacets";
    static constexpr auto fields() {
        return Fields{field("publishers", &ShelfFacets::publishers, "All there are, by name."),
                      field("categories", &ShelfFacets::categories, "All there are, by rank.")};
    }
};

struct Shelf {
    std::vector<ShelfItem> items;
    ShelfFacets facets;
    std::optional<Id<Tenant>> provider;

    static constexpr std::string_view schema_name = "Catalog";
    static constexpr auto fields() {
        return Fields{field("items", &Shelf::items, "What there is, by rank."),
                      field("facets", &Shelf::facets, "What can be filtered by, whatever is filtered."),
                      field("providerId", &Shelf::provider,
                            "Whose list the prices are of, less the margin of the reseller that asks.")};
    }
};

// What somebody looks for; empty: anything.
struct Wanted {
    std::string text, publisher, category;
    std::optional<Billing> billing;
};

// Every word of the text begins a word of the item's name, publisher or description, in the viewer's
// language.
bool is_wanted(Item const& item, Wanted const& wanted, Language language);
ShelfItem make_shelf_item(Catalogue const& catalogue, Item const& item, Viewing const& viewing,
                          bool with_prices, Time now);
ShelfFacets make_facets(Catalogue const& catalogue, Language language);
// Refusals as an item of the catalogue has them; the messages are the API's to add.
std::vector<Refusal> why_not(Item const& item, Viewing const& viewing, Time now);

}  // namespace entrepot::catalog
