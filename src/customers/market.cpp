// Markets as data: see market.hpp.
#include "customers/market.hpp"

#include <algorithm>
#include <vector>

#include "base/embedded.hpp"
#include "customers/country.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

struct Market {
    std::string market, currency;
    std::vector<std::string> countries;
    static constexpr std::string_view schema_name = "Market";
    static constexpr auto fields() {
        return Fields{field("market", &Market::market, ""), field("currency", &Market::currency, ""),
                      field("countries", &Market::countries, "")};
    }
};

Market const* find_market(std::string_view country) {
    static auto const all = json::read<std::vector<Market>>(embedded("data/markets.json"), {.stored = true});
    for (auto const& one : all)
        if (std::find(one.countries.begin(), one.countries.end(), country) != one.countries.end())
            return &one;
    return nullptr;
}

}  // namespace

std::string market_of(std::string_view country) {
    auto const* market = find_market(country);
    return market ? market->market : std::string(country);
}

Currency market_currency(std::string_view country) {
    if (auto const* market = find_market(country)) return Currency(market->currency);
    auto const* known = find_country(country);
    return known ? Currency(known->currency) : Currency();
}

}  // namespace entrepot::customers
