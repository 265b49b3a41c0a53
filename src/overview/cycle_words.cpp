// Billing cycles in words: see cycle_words.hpp.
#include "overview/cycle_words.hpp"

namespace entrepot::overview {

std::string cycle_words(catalog::BillingCycle cycle, Language language) {
    using C = catalog::BillingCycle;
    bool const fr = language == Language::fr;
    switch (cycle) {
        case C::monthly: return fr ? "mensuel" : "monthly";
        case C::annual: return fr ? "annuel" : "annual";
        case C::biennial: return fr ? "tous les deux ans" : "every two years";
        case C::triennial: return fr ? "tous les trois ans" : "every three years";
        case C::one_time: return fr ? "une fois" : "once";
        default: return fr ? "à l’usage" : "by usage";
    }
}

}  // namespace entrepot::overview
