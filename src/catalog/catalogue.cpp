// Finding things in the catalogue.
#include "catalog/catalogue.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/fold.hpp"

namespace entrepot::catalog {

Catalogue::Catalogue(Uuid version, std::vector<Category> categories, std::vector<Item> items)
    : version_(version), categories_(std::move(categories)), items_(std::move(items)) {
    auto const by_rank = [](auto const& a, auto const& b) { return a.rank < b.rank; };
    std::stable_sort(categories_.begin(), categories_.end(), by_rank);
    std::stable_sort(items_.begin(), items_.end(), by_rank);
    for (auto const& item : items_) {
        auto const sku = item.product_id + ':' + item.sku_id;
        for (auto const& key : {item.offer_id, sku, item.catalog_item_id()})
            check(by_id_.emplace(lower_ascii(key), &item).second, "an id of the catalogue names one item");
        by_product_[lower_ascii(item.product_id)].push_back(&item);
        for (auto const& term : item.terms)
            for (auto const& price : term.prices)
                if (!has_prices_in(price.currency)) currencies_.push_back(price.currency);
    }
    for (auto& [id, skus] : by_product_)
        std::sort(skus.begin(), skus.end(),
                  [](auto const* a, auto const* b) { return a->sku_id < b->sku_id; });
}

Item const* Catalogue::find(std::string_view id) const {
    return std::count(id.begin(), id.end(), ':') == 1 ? nullptr : find_key(id);
}

Item const* Catalogue::find_offer(std::string_view offer_id) const {
    return offer_id.find(':') == std::string_view::npos ? find_key(offer_id) : nullptr;
}

Item const* Catalogue::find_sku(std::string_view product_id, std::string_view sku_id) const {
    return find_key(std::string(product_id) + ':' + std::string(sku_id));
}

Item const* Catalogue::find_key(std::string_view key) const {
    auto const at = by_id_.find(lower_ascii(key));
    return at == by_id_.end() ? nullptr : at->second;
}

bool Catalogue::has_product(std::string_view product_id) const { return !skus_of(product_id).empty(); }

std::vector<Item const*> const& Catalogue::skus_of(std::string_view product_id) const {
    static std::vector<Item const*> const none;
    auto const at = by_product_.find(lower_ascii(product_id));
    return at == by_product_.end() ? none : at->second;
}

std::vector<Item const*> Catalogue::add_ons_of(Item const& base) const {
    std::vector<Item const*> out;
    for (auto const& item : items_)
        if (is_base_of(base, item)) out.push_back(&item);
    return out;
}

Category const* Catalogue::find_category(std::string_view id) const {
    for (auto const& category : categories_)
        if (equal_ignoring_case(category.id, id)) return &category;
    return nullptr;
}

bool Catalogue::has_prices_in(Currency currency) const {
    return std::find(currencies_.begin(), currencies_.end(), currency) != currencies_.end();
}

}  // namespace entrepot::catalog
