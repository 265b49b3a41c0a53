// Suggesting domains: see domain_suggestion.hpp.
#include "customers/domain_suggestion.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

constexpr std::size_t longest_label = 27;

std::string joined(std::vector<std::string> const& words) {
    std::string out;
    for (auto const& word : words) {
        if (word.size() < 2) continue;
        if (out.size() + 1 + word.size() > longest_label) break;
        out += (out.empty() ? "" : "-") + word;
    }
    std::erase_if(out,
                  [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'); });
    return out;
}

}  // namespace

std::vector<std::string> domain_suggestions(std::string_view domain, std::string_view company_name,
                                            std::string_view postal_code) {
    auto const dot = domain.find('.');
    std::string const label = lower_ascii(domain.substr(0, dot)), suffix{domain.substr(dot)};
    std::vector<std::string> out;
    auto const suggest = [&](std::string const& candidate) {
        bool const good = !candidate.empty() && candidate.size() <= longest_label && candidate != label &&
                          candidate.back() != '-' && candidate.front() != '-';
        if (good && std::find(out.begin(), out.end(), candidate + suffix) == out.end())
            out.push_back(candidate + suffix);
    };
    auto const with = [&](std::string const& ending) {
        suggest(label.substr(0, longest_label - ending.size() - 1) + '-' + ending);
    };
    std::string region;
    for (char const c : lower_ascii(postal_code))
        if (region.size() < 2 && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) region += c;
    if (region.size() == 2) with(region);
    suggest(joined(fold_words(company_name)));
    with("groupe");
    for (int n = 2; n < 8; ++n) with(std::to_string(n));
    return out;
}

}  // namespace entrepot::customers
