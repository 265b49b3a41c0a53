// Items as classic offers: see offer.hpp.
#include "catalog/offer.hpp"

#include <algorithm>

namespace entrepot::catalog {

namespace {

// The marketplace that offers' uris name; one for all, as it stands for this server.
constexpr std::string_view marketplace = "8e4f2d0a-61b7-4c55-9a3e-2f7c90d1be64";

// A year and more is counted in years.
void put_term(Item const& item, Offer& out) {
    auto const months = item.terms.empty() ? 0 : item.terms.front().months();
    bool const years = months > 0 && months % 12 == 0;
    out.term_unit = months == 0 ? "None" : years ? "Year" : "Month";
    out.term = years ? months / 12 : months;
}

// The name of the first SKU stands for the product.
std::string product_name(Catalogue const& catalogue, Item const& item, Language language) {
    auto const& skus = catalogue.skus_of(item.product_id);
    return (skus.empty() ? item : *skus.front()).name.in(language);
}

void put_purchase(Catalogue const& catalogue, Item const& item, Viewing const& viewing, Offer& out) {
    out.is_available = viewing.may_have(item);
    out.cycles = cycles_of(item);
    out.is_auto_renewable = item.auto_renewable;
    out.sales_group = "Default";
    out.limit_unit = item.limit.unit;
    out.limit = item.limit.count;
    out.has_add_ons = !catalogue.add_ons_of(item).empty();
    if (item.qualification != Qualification::none)
        out.customer_qualifications = {std::string(segment_of(item))};
    put_term(item, out);
    out.acquisition = item.is_trial ? "trial" : "purchase";
    out.catalog_types = {"sandbox", "live"};
    out.actions = {"Cancel", "Edit"};
}

}  // namespace

OfferCategory make_category(Category const& category, Viewing const& viewing) {
    return {category.id, category.name.in(viewing.language), category.rank, viewing.locale(),
            viewing.buyer.country};
}

Offer make_offer(Catalogue const& catalogue, Item const& item, Viewing const& viewing) {
    Offer out;
    out.id = item.offer_id;
    out.name = item.name.in(viewing.language);
    out.description = item.description.in(viewing.language);
    out.minimum = item.minimum;
    out.maximum = item.maximum;
    out.rank = item.rank;
    out.uri = '/' + std::string(marketplace) + "/Offers/" + item.offer_id;
    out.locale = viewing.locale();
    out.country = viewing.buyer.country;
    if (auto const* category = catalogue.find_category(item.category))
        out.category = make_category(*category, viewing);
    out.prerequisites = item.bases;
    out.is_add_on = item.is_add_on;
    out.is_trial = item.is_trial;
    out.billing = item.billing;
    out.product = {item.product_id, product_name(catalogue, item, viewing.language),
                   item.unit.in(viewing.language)};
    out.unit_type = item.unit_type;
    out.conversion_targets = item.converts_to;
    put_purchase(catalogue, item, viewing, out);
    out.link_root = viewing.link_root();
    out.link_query = viewing.link_query();
    return out;
}

bool may_be_offer_id(std::string_view text) {
    if (Uuid::parse(text)) return true;
    return !text.empty() && text.size() <= 60 && text.find('-') != std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
           });
}

bool is_of_products(Catalogue const& catalogue, std::string_view text) {
    return catalogue.has_product(text.substr(0, text.find(':')));
}

}  // namespace entrepot::catalog
