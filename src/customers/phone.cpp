// Judging phone numbers: see phone.hpp.
#include "customers/phone.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "base/embedded.hpp"
#include "base/words.hpp"
#include "customers/country.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

struct PhoneRules {
    std::string country, calling_code, exit, national;
    std::vector<int> lengths;
    std::string trunk, example;
    static constexpr std::string_view schema_name = "PhoneRules";
    static constexpr auto fields() {
        using P = PhoneRules;
        return Fields{field("country", &P::country, ""),
                      field("callingCode", &P::calling_code, ""),
                      field("exit", &P::exit, ""),
                      field("national", &P::national, ""),
                      field("lengths", &P::lengths, ""),
                      field("trunk", &P::trunk, "").or_default(),
                      field("example", &P::example, "").or_default()};
    }
};

PhoneRules const* rules_of(std::string_view country) {
    static auto const by_code = [] {
        std::map<std::string, PhoneRules, std::less<>> out;
        for (auto& one : json::read<std::vector<PhoneRules>>(embedded("data/phones.json"), {.stored = true}))
            out.emplace(one.country, one);
        return out;
    }();
    auto const at = by_code.find(country);
    return at == by_code.end() ? nullptr : &at->second;
}

// The digits, with what people write between them; nothing where there is something else.
std::optional<std::string> digits_of(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c >= '0' && c <= '9') out += c;
        else if (std::string_view(" .-/()\t").find(c) == std::string_view::npos) return std::nullopt;
    }
    return out;
}

bool is_e164(std::string_view digits) {
    return digits.size() >= 5 && digits.size() <= 15 && digits.front() != '0';
}

bool is_national(PhoneRules const& rules, std::string_view digits) {
    auto const length = static_cast<int>(digits.size());
    bool const long_enough =
        std::find(rules.lengths.begin(), rules.lengths.end(), length) != rules.lengths.end();
    return long_enough && fits("(?:" + rules.national + ")", digits);
}

// With every beginning cut off that the expression matches.
bool fits_after(PhoneRules const& rules, std::string const& beginning, std::string_view digits) {
    if (beginning.empty()) return false;
    for (std::size_t n = 1; n < digits.size(); ++n)
        if (fits("(?:" + beginning + ")", digits.substr(0, n)) && is_national(rules, digits.substr(n)))
            return true;
    return false;
}

}  // namespace

std::optional<bool> phone_number_fits(std::string_view country, std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    if (first != std::string_view::npos && text[first] == '+') {
        auto const digits = digits_of(text.substr(first + 1));
        return digits && is_e164(*digits);
    }
    auto const* rules = rules_of(country);
    if (!rules) return std::nullopt;
    auto const digits = digits_of(text);
    constexpr std::size_t most_digits = 32;  // more than any country's, with all that is dialled before it
    if (!digits || digits->empty() || digits->size() > most_digits) return false;
    if (is_national(*rules, *digits) || fits_after(*rules, rules->trunk, *digits)) return true;
    return fits_after(*rules, "(?:" + rules->exit + ")" + rules->calling_code, *digits);
}

std::string phone_example(std::string_view country) {
    auto const* rules = rules_of(country);
    if (!rules || rules->example.empty()) return {};
    return '+' + rules->calling_code + ' ' + rules->example;
}

}  // namespace entrepot::customers
