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

std::string_view segment_of(Item const& item) {
    for (auto const& name : wire_names(Qualification{}))
        if (name.value == item.qualification && name.value != Qualification::none) return name.text;
    return "commercial";
}

}  // namespace entrepot::catalog
