// Rules of relations: see relationship.hpp.
#include "partners/relationship.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::partners {

bool is_in_market(std::vector<std::string> const& market, std::string_view country) {
    return market.empty() || std::ranges::find(market, country) != market.end();
}

std::vector<std::string> obstacles(Counterpart const& reseller, std::vector<std::string> const& market) {
    std::vector<std::string> out;
    if (reseller.state == PartnershipState::ended) out.push_back("partnership_ended");
    if (reseller.state == PartnershipState::invited) out.push_back("partnership_not_begun");
    if (!is_in_market(market, reseller.country)) out.push_back("reseller_other_region");
    if (!reseller.agreement_signed) out.push_back("900123");
    return out;
}

bool is_meant(Counterpart const& one, std::string_view query) {
    if (query.empty() || one.id.text() == lower_ascii(query)) return true;
    if (one.mpn_id && one.mpn_id->starts_with(query)) return true;
    auto const words = fold_words(one.name);
    auto const wanted = fold_words(query);
    return !wanted.empty() && std::ranges::all_of(wanted, [&](auto const& start) {
        return std::ranges::any_of(words, [&](auto const& word) { return word.starts_with(start); });
    });
}

}  // namespace entrepot::partners
