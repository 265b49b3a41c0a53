// The catalogue as the portal shows it: see shelf.hpp.
#include "catalog/shelf.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "partners/reseller_terms.hpp"

namespace entrepot::catalog {

namespace {

bool begins_a_word(std::string const& wanted, std::vector<std::string> const& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto const& word) { return word.starts_with(wanted); });
}

std::vector<ShelfTerm> make_terms(Item const& item, Viewing const& viewing, bool with_prices, Time now) {
    std::vector<ShelfTerm> out;
    for (auto const& term : item.terms) {
        auto const* price = price_at(term, viewing.buyer.currency, now);
        if (!price) continue;
        out.push_back({term.duration, term.cycle, term_words(term, viewing.language), std::nullopt});
        if (with_prices) out.back().unit_price = partners::own_price(price->money(), viewing.margin_points);
    }
    return out;
}

}  // namespace

bool is_wanted(Item const& item, Wanted const& wanted, Language language) {
    if (!wanted.publisher.empty() && !equal_ignoring_case(item.publisher, wanted.publisher)) return false;
    if (!wanted.category.empty() && !equal_ignoring_case(item.category, wanted.category)) return false;
    if (wanted.billing && *wanted.billing != item.billing) return false;
    auto const asked = fold_words(wanted.text);
    if (asked.empty()) return true;
    auto const words =
        fold_words(item.name.in(language) + ' ' + item.publisher + ' ' + item.description.in(language));
    return std::all_of(asked.begin(), asked.end(),
                       [&](auto const& word) { return begins_a_word(word, words); });
}

ShelfItem make_shelf_item(Catalogue const& catalogue, Item const& item, Viewing const& viewing,
                          bool with_prices, Time now) {
    ShelfItem out;
    out.catalog_item_id = item.catalog_item_id();
    out.offer_id = item.offer_id;
    out.name = item.name.in(viewing.language);
    out.description = item.description.in(viewing.language);
    out.publisher = item.publisher;
    if (auto const* category = catalogue.find_category(item.category))
        out.category = {category->id, category->name.in(viewing.language)};
    out.billing = item.billing;
    out.is_trial = item.is_trial;
    out.is_add_on = item.is_add_on;
    for (auto const& base : item.bases)
        if (auto const* found = catalogue.find_offer(base)) out.bases.push_back(found->catalog_item_id());
    out.unit = item.unit.in(viewing.language);
    out.minimum = item.minimum;
    out.maximum = item.maximum;
    if (item.limit.unit != LimitUnit::none) out.limit = item.limit.count;
    out.terms = make_terms(item, viewing, with_prices, now);
    out.cancellation_days = item.cancellation_days;
    return out;
}

ShelfFacets make_facets(Catalogue const& catalogue, Language language) {
    ShelfFacets out;
    for (auto const& item : catalogue.items())
        if (std::find(out.publishers.begin(), out.publishers.end(), item.publisher) == out.publishers.end())
            out.publishers.push_back(item.publisher);
    std::sort(out.publishers.begin(), out.publishers.end());
    for (auto const& category : catalogue.categories())
        out.categories.push_back({category.id, category.name.in(language)});
    return out;
}

std::vector<Refusal> why_not(Item const& item, Viewing const& viewing, Time now) {
    auto out = may_have(item, viewing.buyer);
    bool const priced = std::any_of(item.terms.begin(), item.terms.end(), [&](Term const& term) {
        return price_at(term, viewing.buyer.currency, now) != nullptr;
    });
    if (!priced)
        out.push_back({"currency_not_priced",
                       "currencyCode",
                       CartError::currency,
                       {{"name", item.name.in(viewing.language)},
                        {"currency", std::string(viewing.buyer.currency.code())}}});
    return out;
}

}  // namespace entrepot::catalog
