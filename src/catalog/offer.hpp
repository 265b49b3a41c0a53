// Items as classic offers, the way the wire has them (schemas.json: Offer, OfferCategory, OfferProduct).
#pragma once

#include "catalog/viewing.hpp"

namespace entrepot::catalog {

struct OfferCategory {
    std::string id, name;
    int rank = 0;
    std::string locale, country;

    static constexpr std::string_view schema_name = "OfferCategory";
    static constexpr std::string_view object_type = "OfferCategory";
    static constexpr auto fields() {
        return Fields{
            field("id", &OfferCategory::id, "The category."),
            field("name", &OfferCategory::name, "In the language asked for."),
            field("rank", &OfferCategory::rank, "Its place in lists."),
            field("locale", &OfferCategory::locale, "The language of the name."),
            field("country", &OfferCategory::country, "The market."),
        };
    }
};

struct OfferProduct {
    std::string id, name, unit;

    static constexpr std::string_view schema_name = "OfferProduct";
    static constexpr auto fields() {
        return Fields{
            field("id", &OfferProduct::id, "The product."),
            field("name", &OfferProduct::name, "Its name."),
            field("unit", &OfferProduct::unit, "What is counted."),
        };
    }
};

struct Offer {
    std::string id, name, description;
    int minimum = 1, maximum = 1, rank = 0;
    std::string uri, locale, country;
    OfferCategory category;
    std::vector<std::string> prerequisites;
    bool is_add_on = false, is_available = true;
    Billing billing = Billing::license;
    std::vector<BillingCycle> cycles;
    bool is_auto_renewable = true;
    std::vector<std::string> upgrade_targets;
    std::string sales_group;
    LimitUnit limit_unit = LimitUnit::none;
    int limit = 0;
    bool has_add_ons = false;
    std::vector<std::string> customer_qualifications, reseller_qualifications;
    bool is_trial = false;
    OfferProduct product;
    std::string unit_type;
    std::vector<std::string> conversion_targets;
    std::string term_unit;
    int term = 0;
    bool is_internal = false, is_first_party = false;
    std::string acquisition;
    std::vector<std::string> catalog_types, actions;
    std::string link_root, link_query;

    void links(std::vector<Link>& out) const {
        out.push_back({"self", link_root + "/offers/" + id + link_query});
    }

    static constexpr std::string_view schema_name = "Offer";
    static constexpr std::string_view object_type = "Offer";
    static constexpr auto fields() {
        return Fields{
            field("id", &Offer::id, "The offer; what a classic line is ordered by."),
            field("name", &Offer::name, "In the language asked for."),
            field("description", &Offer::description, "What it does."),
            field("minimumQuantity", &Offer::minimum, "The least that can be bought."),
            field("maximumQuantity", &Offer::maximum, "The most of one subscription."),
            field("rank", &Offer::rank, "Its place in lists."),
            field("uri", &Offer::uri, "Where the marketplace has it."),
            field("locale", &Offer::locale, "The language of the texts."),
            field("country", &Offer::country, "The market."),
            field("category", &Offer::category, "Its category."),
            field("prerequisiteOffers", &Offer::prerequisites, "Offers an add-on needs one of."),
            field("isAddOn", &Offer::is_add_on, "Whether it needs a base."),
            field("isAvailableForPurchase", &Offer::is_available, "Whether it can be bought here."),
            field("billing", &Offer::billing, "By license or by usage."),
            field("supportedBillingCycles", &Offer::cycles, "How often it may be billed."),
            field("isAutoRenewable", &Offer::is_auto_renewable, "Whether it may renew by itself."),
            field("upgradeTargetOffers", &Offer::upgrade_targets, "What it may be upgraded to."),
            field("salesGroupId", &Offer::sales_group, "Offers of one order share it."),
            field("limitUnitOfMeasure", &Offer::limit_unit, "How a customer's subscriptions are counted."),
            field("limit", &Offer::limit, "How many of them there may be."),
            field("hasAddOns", &Offer::has_add_ons, "Whether there are add-ons for it."),
            field("reselleeQualifications", &Offer::customer_qualifications, "What the customer must be."),
            field("resellerQualifications", &Offer::reseller_qualifications, "What the partner must be."),
            field("isTrial", &Offer::is_trial, "Whether it is a trial."),
            field("product", &Offer::product, "The product it gives."),
            field("unitType", &Offer::unit_type, "What is counted."),
            field("conversionTargetOffers", &Offer::conversion_targets, "What a trial may become."),
            field("termUnitOfMeasure", &Offer::term_unit, "The unit of its usual term."),
            field("term", &Offer::term, "The usual term, in that unit; 0 for ever."),
            field("isInternal", &Offer::is_internal, "Never here."),
            field("isMicrosoftProduct", &Offer::is_first_party, "Never here."),
            field("acquisitionType", &Offer::acquisition, "How it is had."),
            field("supportedCatalogTypes", &Offer::catalog_types, "sandbox and live."),
            field("actions", &Offer::actions, "What may be done with a subscription to it."),
            field("linkRoot", &Offer::link_root, "Where its links begin.").hidden(),
            field("linkQuery", &Offer::link_query, "Where its links end.").hidden(),
        };
    }
};

OfferCategory make_category(Category const& category, Viewing const& viewing);
Offer make_offer(Catalogue const& catalogue, Item const& item, Viewing const& viewing);

// Whether a text could be an offer's id: a GUID, or a name such as MS-AZR-0145P.
bool may_be_offer_id(std::string_view text);
// Whether it is an id of the product list, asked for as an offer (2100).
bool is_of_products(Catalogue const& catalogue, std::string_view text);

}  // namespace entrepot::catalog
