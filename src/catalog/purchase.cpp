// The rules of a purchase's line: see purchase.hpp and rules.md E4 to E8, H1.
#include "catalog/purchase.hpp"

#include <algorithm>

#include "customers/country.hpp"

namespace entrepot::catalog {

namespace {

Refusal refusal(char const* code, char const* member, CartError error, Item const& item, Buyer const& buyer,
                Words words = {}) {
    words["name"] = item.name.in(buyer.language);
    return {code, member, error, std::move(words)};
}

// What counts against a limit: those that live, or all there ever were.
std::int64_t counted(Item const& item, Buyer const& buyer) {
    auto const held = buyer.holdings.of(item.offer_id);
    return item.limit.unit == LimitUnit::life_time ? held.ever : held.living;
}

bool owns_what_it_becomes(Item const& trial, Buyer const& buyer) {
    return std::any_of(trial.converts_to.begin(), trial.converts_to.end(),
                       [&](std::string const& offer) { return buyer.holdings.of(offer).living > 0; });
}

std::string names_of_bases(Catalogue const& catalogue, Item const& item, Language language) {
    std::string out;
    for (auto const& base : item.bases)
        if (auto const* found = catalogue.find_offer(base))
            out += (out.empty() ? "" : ", ") + found->name.in(language);
    return out;
}

void append(std::vector<Refusal>& all, std::vector<Refusal> more) {
    for (auto& one : more) all.push_back(std::move(one));
}

// The term and its price, or why there is none.
void price_line(Ask const& ask, Buyer const& buyer, Time now, Judgement& out) {
    auto const& item = *out.line.item;
    auto const* term = find_term(item, ask.duration, ask.cycle);
    if (!term) {
        bool const duration_exists = find_term(item, ask.duration, BillingCycle::unknown) != nullptr;
        out.refusals.push_back(duration_exists
                                   ? refusal("6001", "billingCycle", CartError::billing_plan, item, buyer)
                                   : refusal("term_not_offered", "termDuration", CartError::billing_plan,
                                             item, buyer, {{"term", ask.duration}}));
        return;
    }
    out.line.term = term;
    auto const* price = price_at(*term, buyer.currency, now);
    if (!price) {
        out.refusals.push_back(refusal("currency_not_priced", "currencyCode", CartError::currency, item,
                                       buyer, {{"currency", std::string(buyer.currency.code())}}));
        return;
    }
    out.line.unit_price = price->money();
    if (fits_quantity(item, ask.quantity).empty()) out.line.total = price->money() * ask.quantity;
}

}  // namespace

Judgement judge(Catalogue const& catalogue, Ask const& ask, Buyer const& buyer, Time now) {
    Judgement out;
    auto const* item = catalogue.find(ask.item_id);
    if (!item) {
        out.refusals.push_back({"800004", "catalogItemId", CartError::catalog_item, {{"id", ask.item_id}}});
        return out;
    }
    out.line.item = item;
    out.line.quantity = ask.quantity;
    append(out.refusals, may_have(*item, buyer));
    append(out.refusals, fits_quantity(*item, ask.quantity, buyer.language));
    append(out.refusals, has_base(catalogue, *item, ask.parent_offer, buyer));
    price_line(ask, buyer, now, out);
    return out;
}

std::vector<Refusal> may_have(Item const& item, Buyer const& buyer) {
    std::vector<Refusal> out;
    if (!sold_in(item, buyer.country))
        out.push_back(refusal("800070", "catalogItemId", CartError::catalog_item, item, buyer,
                              {{"country", country_name(buyer.country, buyer.language)}}));
    if (item.qualification != Qualification::none && item.qualification != buyer.qualification) {
        std::string code = "needs_qualification_";
        code += segment_of(item);
        out.push_back(refusal(code.c_str(), "catalogItemId", CartError::cannot_process, item, buyer));
    }
    if (item.limit.unit != LimitUnit::none && counted(item, buyer) >= item.limit.count)
        out.push_back(refusal(item.limit.unit == LimitUnit::life_time ? "27006" : "800089", "catalogItemId",
                              CartError::quota, item, buyer, {{"limit", std::to_string(item.limit.count)}}));
    append(out, may_try(item, buyer));
    return out;
}

std::vector<Refusal> may_try(Item const& item, Buyer const& buyer) {
    if (!item.is_trial || !owns_what_it_becomes(item, buyer)) return {};
    return {refusal("trial_of_owned", "catalogItemId", CartError::cannot_process, item, buyer)};
}

std::vector<Refusal> fits_quantity(Item const& item, std::int64_t quantity, Language language) {
    if (quantity >= item.minimum && quantity <= item.maximum) return {};
    return {{"2002",
             "quantity",
             CartError::quota,
             {{"name", item.name.in(language)},
              {"min", std::to_string(item.minimum)},
              {"max", std::to_string(item.maximum)}}}};
}

std::vector<Refusal> has_base(Catalogue const& catalogue, Item const& item, std::string_view parent_offer,
                              Buyer const& buyer) {
    if (!item.is_add_on) return {};
    auto const words = [&]() -> Words {
        return {{"bases", names_of_bases(catalogue, item, buyer.language)}};
    };
    if (!parent_offer.empty()) {
        auto const* parent = catalogue.find(parent_offer);
        if (parent && is_base_of(*parent, item)) return {};
        return {refusal("800029", "catalogItemId", CartError::subscription, item, buyer, words())};
    }
    for (auto const& base : item.bases)
        if (buyer.holdings.of(base).active > 0) return {};
    return {refusal("addon_needs_base", "catalogItemId", CartError::subscription, item, buyer, words())};
}

std::string country_name(std::string_view code, Language language) {
    auto const* country = customers::find_country(code);
    if (!country) return std::string(code);
    return language == Language::fr ? country->name.fr : country->name.en;
}

Currency selling_currency(Catalogue const& catalogue, Currency customers, Currency partners) {
    return catalogue.has_prices_in(customers) ? customers : partners;
}

}  // namespace entrepot::catalog
