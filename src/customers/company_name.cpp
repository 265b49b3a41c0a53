// Judging a legal name: see company_name.hpp.
#include "customers/company_name.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

constexpr std::string_view test_words[] = {
    "test", "tests",  "testing", "demo", "essai", "essais", "exemple", "example",  "dummy", "fake",
    "asdf", "qwerty", "azerty",  "xxx",  "tbd",   "bidon",  "contoso", "fabrikam", "lorem", "ipsum"};
// Short forms of words that a register writes out.
constexpr std::string_view short_forms[] = {"ets",  "etabl", "ste",  "soc",  "cie",  "gpe",  "assoc", "corp",
                                            "intl", "mfg",   "bros", "dept", "univ", "assn", "govt"};
// Legal forms are short by nature.
constexpr std::string_view legal_forms[] = {
    "sa", "sas", "sarl", "sasu", "eurl", "sci", "scop", "gie", "snc", "scp", "selarl", "gmbh", "ag", "kg",
    "bv", "nv",  "ltd",  "llc",  "inc",  "plc", "llp",  "spa", "srl", "sl",  "oy",     "ab",   "as"};

template <std::size_t N>
bool among(std::string_view const (&list)[N], std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool has_lower_case(std::string const& name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::vector<FieldProblem> name_warnings(std::string const& name, std::string const& path) {
    std::vector<FieldProblem> out;
    auto words = fold_words(name);
    for (auto const& word : words)
        if (among(test_words, word)) {
            out.push_back({path, "name_looks_like_test", {{"word", word}}});
            break;
        }
    for (auto const& word : words)
        if (among(short_forms, word)) {
            out.push_back({path, "name_short_form", {{"word", word}}});
            break;
        }
    std::erase_if(words, [](std::string const& word) { return among(legal_forms, word); });
    bool const acronym = words.size() == 1 && words[0].size() <= 5 && !has_lower_case(name);
    if (acronym) out.push_back({path, "name_abbreviated", {}});
    return out;
}

}  // namespace entrepot::customers
