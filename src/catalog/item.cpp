// Terms, prices and markets of one item.
#include "catalog/item.hpp"

#include <algorithm>

namespace entrepot::catalog {

namespace {

template <class T, class Of>
std::vector<T> each_once(std::vector<Term> const& terms, Of of) {
    std::vector<T> out;
    for (auto const& term : terms)
        if (T value = of(term); std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
    return out;
}

}  // namespace

int Term::months() const {
    auto const period = parse_period(duration);
    return period ? period->months : 0;
}

int Term::months_a_period() const {
    switch (cycle) {
        case BillingCycle::monthly: return 1;
        case BillingCycle::annual: return 12;
        case BillingCycle::biennial: return 24;
        case BillingCycle::triennial: return 36;
        case BillingCycle::unknown:
        case BillingCycle::none:
        case BillingCycle::one_time: return 0;
    }
    return 0;
}

bool sold_in(Item const& item, std::string_view country) {
    return std::any_of(item.markets.begin(), item.markets.end(),
                       [&](auto const& market) { return market == "*" || market == country; });
}

bool is_base_of(Item const& base, Item const& add_on) {
    return std::find(add_on.bases.begin(), add_on.bases.end(), base.offer_id) != add_on.bases.end();
}

Term const* find_term(Item const& item, std::string_view duration, BillingCycle cycle) {
    bool const any_cycle = cycle == BillingCycle::unknown || cycle == BillingCycle::none;
    for (auto const& term : item.terms)
        if ((duration.empty() || term.duration == duration) && (any_cycle || term.cycle == cycle))
            return &term;
    return nullptr;
}

Price const* price_at(Term const& term, Currency currency, Time at) {
    Price const* found = nullptr;
    for (auto const& price : term.prices)
        if (price.currency == currency && price.valid_from <= at &&
            (!found || price.valid_from > found->valid_from))
            found = &price;
    return found;
}

std::vector<BillingCycle> cycles_of(Item const& item) {
    return each_once<BillingCycle>(item.terms, [](Term const& term) { return term.cycle; });
}

std::vector<std::string> durations_of(Item const& item) {
    return each_once<std::string>(item.terms, [](Term const& term) { return term.duration; });
}

std::string duration_words(std::string_view duration, Language language) {
    bool const fr = language == Language::fr;
    auto const period = parse_period(duration);
    if (duration.empty() || !period || period->months == 0) return fr ? "Définitif" : "For ever";
    bool const years = period->months % 12 == 0;
    auto const count = years ? period->months / 12 : period->months;
    auto const unit = fr ? (years ? "an" : "mois") : (years ? "year" : "month");
    bool const plural = count > 1 && (years || !fr);
    return std::to_string(count) + (fr ? "\u00a0" : " ") + unit + (plural ? "s" : "");
}

std::string term_words(Term const& term, Language language) {
    bool const fr = language == Language::fr;
    auto out = duration_words(term.duration, language);
    switch (term.cycle) {
        case BillingCycle::monthly: return out + (fr ? ", facturé chaque mois" : ", billed monthly");
        case BillingCycle::annual: return out + (fr ? ", facturé chaque année" : ", billed yearly");
        case BillingCycle::one_time: return out + (fr ? ", payé en une fois" : ", paid once");
        case BillingCycle::triennial:
        case BillingCycle::biennial: return out + (fr ? ", payé d’avance" : ", paid in advance");
        case BillingCycle::unknown:
        case BillingCycle::none: return out;
    }
    return out;
}

std::string_view segment_of(Item const& item) {
    for (auto const& name : wire_names(Qualification{}))
        if (name.value == item.qualification && name.value != Qualification::none) return name.text;
    return "commercial";
}

}  // namespace entrepot::catalog
