// The whole catalogue at one version, for reading: never changed after it is made, shared by all threads.
#pragma once

#include <memory>
#include <unordered_map>

#include "catalog/item.hpp"

namespace entrepot::catalog {

struct Category {
    std::string id;
    Localized name;
    int rank = 0;

    static constexpr std::string_view schema_name = "CatalogCategoryRow";
    static constexpr std::string_view table = "catalog_categories";
    static constexpr auto fields() {
        return Fields{
            field("id", &Category::id, "The category.").key().column("category_id"),
            field("name", &Category::name, "What people call it."),
            field("rank", &Category::rank, "Its place in lists."),
        };
    }
};

class Catalogue {
public:
    Catalogue() = default;
    Catalogue(Uuid version, std::vector<Category> categories, std::vector<Item> items);
    Catalogue(Catalogue const&) = delete;
    Catalogue& operator=(Catalogue const&) = delete;

    Uuid const& version() const { return version_; }
    // Both by rank.
    std::vector<Category> const& categories() const { return categories_; }
    std::vector<Item> const& items() const { return items_; }

    // By product:sku:availability or the classic offer's id, in any casing; nullptr where unknown.
    // What is found lives as long as the catalogue: hold its shared_ptr meanwhile.
    Item const* find(std::string_view id) const;
    Item const* find_offer(std::string_view offer_id) const;
    Item const* find_sku(std::string_view product_id, std::string_view sku_id) const;
    bool has_product(std::string_view product_id) const;
    // The SKUs of a product by their ids; the first gives the product its name.
    std::vector<Item const*> const& skus_of(std::string_view product_id) const;
    std::vector<Item const*> add_ons_of(Item const& base) const;
    Category const* find_category(std::string_view id) const;
    // Whether anything has a price in it.
    bool has_prices_in(Currency currency) const;

private:
    Item const* find_key(std::string_view key) const;

    Uuid version_;
    std::vector<Category> categories_;
    std::vector<Item> items_;
    std::unordered_map<std::string, Item const*> by_id_;  // lower case; three keys an item
    std::unordered_map<std::string, std::vector<Item const*>> by_product_;
    std::vector<Currency> currencies_;
};

using Snapshot = std::shared_ptr<Catalogue const>;

}  // namespace entrepot::catalog
