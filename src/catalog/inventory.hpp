// The inventory check: which items a customer, or a market, could not have (schemas.json:
// InventoryCheckRequest).
#pragma once

#include "catalog/viewing.hpp"

namespace entrepot::catalog {

struct InventoryRestriction {
    std::string reason, description;
    std::map<std::string, std::string> properties;

    static constexpr std::string_view schema_name = "InventoryRestriction";
    static constexpr auto fields() {
        return Fields{
            field("reasonCode", &InventoryRestriction::reason, "NotSoldInCountry or NotForThisCustomer."),
            field("description", &InventoryRestriction::description, "Why, in words."),
            field("properties", &InventoryRestriction::properties, "What it depends on."),
        };
    }
};

struct InventoryItem {
    std::string product_id;
    std::optional<std::string> sku_id;
    bool is_restricted = false;
    std::optional<std::vector<InventoryRestriction>> restrictions;

    static constexpr std::string_view schema_name = "InventoryItem";
    static constexpr auto fields() {
        return Fields{
            field("productId", &InventoryItem::product_id, "The product.").at_most(50),
            field("skuId", &InventoryItem::sku_id, "The SKU; absent: all of the product's.").at_most(50),
            field("isRestricted", &InventoryItem::is_restricted, "Whether it cannot be had.").read_only(),
            field("restrictions", &InventoryItem::restrictions, "Why not; only where it cannot.").read_only(),
        };
    }
};

struct InventoryCheckRequest {
    std::vector<InventoryItem> items;
    std::map<std::string, std::string> context;

    static constexpr std::string_view schema_name = "InventoryCheckRequest";
    static constexpr auto fields() {
        return Fields{
            field("targetItems", &InventoryCheckRequest::items, "What is asked for.")
                .at_least(1)
                .at_most(100),
            field("inventoryContext", &InventoryCheckRequest::context,
                  "customerId; azureSubscriptionId and armRegionName are read over."),
        };
    }
};

}  // namespace entrepot::catalog
