// Items as products, SKUs and availabilities, the way the wire has them (schemas.json).
#pragma once

#include "catalog/viewing.hpp"

namespace entrepot::catalog {

struct ProductType {
    std::string id, display_name;
    std::optional<ItemKind> sub_type;

    static constexpr std::string_view schema_name = "ItemType";
    static constexpr auto fields() {
        return Fields{
            field("id", &ProductType::id, "OnlineServicesNCE or Software."),
            field("displayName", &ProductType::display_name, "In words."),
            field("subType", &ProductType::sub_type, "Of software: perpetual or by subscription."),
        };
    }
};

struct Product {
    std::string id, title, description;
    ProductType type;
    bool is_first_party = false;
    std::string publisher;
    std::string link_root, link_query;

    void links(std::vector<Link>& out) const {
        auto const self = link_root + "/products/" + id;
        out.push_back({"skus", self + "/skus" + link_query});
        out.push_back({"self", self + link_query});
    }

    static constexpr std::string_view schema_name = "Product";
    static constexpr auto fields() {
        return Fields{
            field("id", &Product::id, "12 capitals and digits."),
            field("title", &Product::title, "In the language asked for."),
            field("description", &Product::description, "What it does."),
            field("productType", &Product::type, "What kind of product it is."),
            field("isMicrosoftProduct", &Product::is_first_party, "Never here."),
            field("publisherName", &Product::publisher, "Who makes it."),
            field("linkRoot", &Product::link_root, "Where its links begin.").hidden(),
            field("linkQuery", &Product::link_query, "Where its links end.").hidden(),
        };
    }
};

// What clients read of a SKU's free map.
struct SkuAttributes {
    bool is_first_party = false, has_constraints = false, is_add_on = false;
    std::vector<std::string> prerequisite_skus, upgrade_targets, conversion_targets;
    std::string provisioning_id;
    Billing billing = Billing::license;

    static constexpr std::string_view schema_name = "SkuDynamicAttributes";
    static constexpr auto fields() {
        return Fields{
            field("isMicrosoftProduct", &SkuAttributes::is_first_party, "Never here."),
            field("hasConstraints", &SkuAttributes::has_constraints,
                  "Whether a customer may have only so many."),
            field("isAddon", &SkuAttributes::is_add_on, "Whether it needs a base."),
            field("prerequisiteSkus", &SkuAttributes::prerequisite_skus, "product:sku of the bases."),
            field("upgradeTargetOffers", &SkuAttributes::upgrade_targets, "What it may be upgraded to."),
            field("conversionInstructions", &SkuAttributes::conversion_targets,
                  "product:sku a trial may become."),
            field("provisioningId", &SkuAttributes::provisioning_id, "The SKU that licences go by."),
            field("billingType", &SkuAttributes::billing, "By license or by usage."),
        };
    }
};

struct SkuConstraint {
    std::string name;
    int value = 0;
    std::string type;

    static constexpr std::string_view schema_name = "Constraint";
    static constexpr auto fields() {
        return Fields{
            field("constraintName", &SkuConstraint::name, "What is limited."),
            field("constraintValue", &SkuConstraint::value, "To how many."),
            field("constraintType", &SkuConstraint::type, "How it is counted."),
        };
    }
};

struct Sku {
    std::string id, product_id, title, description;
    int minimum = 1, maximum = 1;
    bool is_trial = false;
    std::vector<BillingCycle> cycles;
    std::vector<std::string> purchase_prerequisites, inventory_variables, provisioning_variables;
    std::vector<SkuConstraint> constraints;
    SkuAttributes attributes;
    std::optional<std::string> consumption;
    std::string link_root, link_query;

    void links(std::vector<Link>& out) const {
        auto const self = link_root + "/products/" + product_id + "/skus/" + id;
        out.push_back({"availabilities", self + "/availabilities" + link_query});
        out.push_back({"self", self + link_query});
    }

    static constexpr std::string_view schema_name = "Sku";
    static constexpr auto fields() {
        return Fields{
            field("id", &Sku::id, "Four characters, unique in the product."),
            field("productId", &Sku::product_id, "The product."),
            field("title", &Sku::title, "In the language asked for."),
            field("description", &Sku::description, "What it does."),
            field("minimumQuantity", &Sku::minimum, "The least that can be bought."),
            field("maximumQuantity", &Sku::maximum, "The most of one subscription."),
            field("isTrial", &Sku::is_trial, "Whether it is a trial."),
            field("supportedBillingCycles", &Sku::cycles, "How often it may be billed."),
            field("purchasePrerequisites", &Sku::purchase_prerequisites, "What to ask before buying."),
            field("inventoryVariables", &Sku::inventory_variables, "What an inventory check is to be told."),
            field("provisioningVariables", &Sku::provisioning_variables, "What a line is to say besides."),
            field("constraints", &Sku::constraints, "How many a customer may have."),
            field("dynamicAttributes", &Sku::attributes, "What else clients read."),
            field("consumptionType", &Sku::consumption, "overage, where usage is billed."),
            field("linkRoot", &Sku::link_root, "Where its links begin.").hidden(),
            field("linkQuery", &Sku::link_query, "Where its links end.").hidden(),
        };
    }
};

struct CurrencyInfo {
    std::string code, symbol;

    static constexpr std::string_view schema_name = "CurrencyInfo";
    static constexpr auto fields() {
        return Fields{field("code", &CurrencyInfo::code, "ISO 4217."),
                      field("symbol", &CurrencyInfo::symbol, "As people write it.")};
    }
};

struct RenewalOption {
    std::string duration, description;

    static constexpr std::string_view schema_name = "RenewalOption";
    static constexpr auto fields() {
        return Fields{field("termDuration", &RenewalOption::duration, "ISO 8601."),
                      field("description", &RenewalOption::description, "In words.")};
    }
};

struct CancellationRefundOption {
    int sequence = 0;
    std::string type, expires_after;

    static constexpr std::string_view schema_name = "CancellationRefundOption";
    static constexpr auto fields() {
        return Fields{
            field("sequenceId", &CancellationRefundOption::sequence, "Which comes first."),
            field("type", &CancellationRefundOption::type, "Full or Partial."),
            field("expiresAfter", &CancellationRefundOption::expires_after, "ISO 8601, from the purchase."),
        };
    }
};

struct CancellationPolicy {
    std::vector<CancellationRefundOption> refund_options;

    static constexpr std::string_view schema_name = "CancellationPolicy";
    static constexpr auto fields() {
        return Fields{
            field("refundOptions", &CancellationPolicy::refund_options, "What is given back until when.")};
    }
};

struct AvailabilityTerm {
    std::string id;
    std::optional<std::string> duration;
    std::string description, cycle;
    std::vector<RenewalOption> renewal_options;
    std::vector<CancellationPolicy> cancellation_policies;

    static constexpr std::string_view schema_name = "AvailabilityTerm";
    static constexpr auto fields() {
        return Fields{
            field("id", &AvailabilityTerm::id, "12 lower-case letters and digits."),
            field("duration", &AvailabilityTerm::duration, "ISO 8601; absent: for ever."),
            field("description", &AvailabilityTerm::description, "In words."),
            field("billingCycle", &AvailabilityTerm::cycle,
                  "Monthly, Annual, OneTime: in PascalCase, here alone."),
            field("renewalOptions", &AvailabilityTerm::renewal_options, "Terms that it may renew to."),
            field("cancellationPolicies", &AvailabilityTerm::cancellation_policies,
                  "How it can be given back."),
        };
    }
};

struct RenewalInstructionOption {
    std::string renew_to;
    bool is_auto_renewable = true;

    static constexpr std::string_view schema_name = "RenewalInstructionOption";
    static constexpr auto fields() {
        return Fields{field("renewToId", &RenewalInstructionOption::renew_to, "product:sku."),
                      field("isAutoRenewable", &RenewalInstructionOption::is_auto_renewable, "By itself.")};
    }
};

struct RenewalInstruction {
    std::vector<std::string> terms;
    std::vector<RenewalInstructionOption> options;

    static constexpr std::string_view schema_name = "RenewalInstruction";
    static constexpr auto fields() {
        return Fields{field("applicableTermIds", &RenewalInstruction::terms, "Of these terms."),
                      field("renewalOptions", &RenewalInstruction::options, "To these SKUs.")};
    }
};

struct IncludedQuantity {
    std::string units, description;

    static constexpr std::string_view schema_name = "AvailabilityIncludedQuantity";
    static constexpr auto fields() {
        return Fields{field("units", &IncludedQuantity::units, "How many."),
                      field("description", &IncludedQuantity::description, "Of what.")};
    }
};

struct Availability {
    std::string id, product_id, sku_id, catalog_item_id;
    CurrencyInfo currency;
    std::string segment, country;
    bool is_purchasable = true, is_renewable = true;
    std::vector<RenewalInstruction> renewal_instructions;
    std::vector<AvailabilityTerm> terms;
    std::vector<IncludedQuantity> included_quantities;
    Product product;
    Sku sku;

    void links(std::vector<Link>& out) const {
        out.push_back({"self", product.link_root + "/products/" + product_id + "/skus/" + sku_id +
                                   "/availabilities/" + id + product.link_query});
    }

    static constexpr std::string_view schema_name = "Availability";
    static constexpr auto fields() {
        return Fields{
            field("id", &Availability::id, "The availability; may change over time."),
            field("productId", &Availability::product_id, "The product."),
            field("skuId", &Availability::sku_id, "The SKU."),
            field("catalogItemId", &Availability::catalog_item_id, "What a line is ordered by."),
            field("defaultCurrency", &Availability::currency, "What it is sold in."),
            field("segment", &Availability::segment, "commercial, education, government or nonprofit."),
            field("country", &Availability::country, "The market."),
            field("isPurchasable", &Availability::is_purchasable, "Whether it can be bought here."),
            field("isRenewable", &Availability::is_renewable, "Whether it may renew."),
            field("renewalInstructions", &Availability::renewal_instructions, "What it renews to."),
            field("terms", &Availability::terms, "For how long, billed how often."),
            field("includedQuantityOptions", &Availability::included_quantities, "What comes with it."),
            field("product", &Availability::product, "The product."),
            field("sku", &Availability::sku, "The SKU."),
        };
    }
};

// Of an item whose product is not empty in this market.
Product make_product(Catalogue const& catalogue, Item const& item, Viewing const& viewing);
Sku make_sku(Catalogue const& catalogue, Item const& item, Viewing const& viewing);
Availability make_availability(Catalogue const& catalogue, Item const& item, Viewing const& viewing);

// Whether an item stands in a view of the product list; nullopt for a word that is none (400036).
std::optional<bool> stands_in_view(Item const& item, std::string_view view);
std::string view_names();
// Whether it is of a segment; nullopt for a word that is none (400030).
std::optional<bool> is_of_segment(Item const& item, std::string_view segment);
std::string segment_names();

}  // namespace entrepot::catalog
