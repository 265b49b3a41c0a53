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

struct Range {
    char32_t from, to;
};
// What is neither letter nor digit beyond Latin: accents alone, marks of punctuation, arrows, signs, forms of
// boxes, private and pictures.
constexpr Range signs[] = {{0x80, 0xbf},       {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2b0, 0x36f},
                           {0x2000, 0x2bff},   {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3007, 0x3030},
                           {0xe000, 0xf8ff},   {0xfe00, 0xfe6f}, {0xff00, 0xff0f}, {0xff1a, 0xff20},
                           {0xff3b, 0xff40},   {0xff5b, 0xff65}, {0xffe0, 0xffff}, {0x1f000, 0x1faff},
                           {0xe0000, 0x10ffff}};

bool is_letter(char32_t point) {
    if (point < 0x80)
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
               (point >= '0' && point <= '9');
    return std::none_of(std::begin(signs), std::end(signs),
                        [&](Range const& one) { return point >= one.from && point <= one.to; });
}

bool has_lower_case(std::string const& name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

bool has_letters(std::string_view name) {
    char32_t point = 0;
    // UTF-8 that was found clean when it was read.
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto const byte = static_cast<unsigned char>(name[i]);
        if (byte < 0x80) point = byte;
        else if (byte >= 0xc0) point = byte & (byte >= 0xf0 ? 0x07 : byte >= 0xe0 ? 0x0f : 0x1f);
        else point = point << 6 | (byte & 0x3f);
        bool const whole = i + 1 == name.size() || (static_cast<unsigned char>(name[i + 1]) & 0xc0) != 0x80;
        if (whole && is_letter(point)) return true;
    }
    return false;
}

bool is_one_line(std::string_view name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

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
