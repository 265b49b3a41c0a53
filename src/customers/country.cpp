// Reading and applying country rules: see country.hpp.
#include "customers/country.hpp"

#include <re2/re2.h>

#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "base/words.hpp"
#include "customers/phone.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

struct Culture {
    std::string culture, language;
    Names name;
    static constexpr std::string_view schema_name = "CultureName";
    static constexpr auto fields() {
        return Fields{field("culture", &Culture::culture, ""), field("language", &Culture::language, ""),
                      field("name", &Culture::name, "")};
    }
};

std::vector<Culture> const& cultures() {
    static auto const all =
        json::read<std::vector<Culture>>(embedded("data/cultures.json"), {.stored = true});
    return all;
}

Culture const* find_culture(std::string_view culture) {
    for (auto const& one : cultures())
        if (equal_ignoring_case(one.culture, culture)) return &one;
    return nullptr;
}

std::string digits_of(std::string_view text) {
    std::string out;
    for (char const c : text)
        if (c >= '0' && c <= '9') out += c;
    return out;
}

std::string upper(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c -= 32;
    return out;
}

// What is written for a country and is no code of ISO 3166-1, or is none any more.
std::string country_alias(std::string const& given) {
    static std::map<std::string, std::string, std::less<>> const aliases = {
        {"UK", "GB"}, {"EL", "GR"}, {"FX", "FR"}, {"SU", "RU"}, {"TP", "TL"}, {"ZR", "CD"}, {"DD", "DE"}};
    auto const at = aliases.find(given);
    return at == aliases.end() ? given : at->second;
}

void check_state(CountryRules const& rules, Address const& address, std::string const& path,
                 Problems& problems) {
    if (!address.state) {
        if (rules.state_required) problems.add(path + ".state", "required");
        return;
    }
    if (rules.states.empty()) return;
    for (auto const& state : rules.states)
        if (equal_ignoring_case(state.code, *address.state)) return;
    problems.add(path + ".state", "state_unknown", country_words(address.country));
}

// By libphonenumber's metadata; by our own rule for the territories that it does not know.
bool phone_fits(Country const& country, std::string_view phone) {
    auto const known = phone_number_fits(country.code, phone);
    return known ? *known : fits(country.rules.phone_regex, phone);
}

}  // namespace

std::vector<Country> const& countries() {
    static auto const all =
        json::read<std::vector<Country>>(embedded("data/countries.json"), {.stored = true});
    return all;
}

Country const* find_country(std::string_view code) {
    static auto const by_code = [] {
        std::map<std::string, Country const*, std::less<>> out;
        for (auto const& country : countries()) out.emplace(country.code, &country);
        return out;
    }();
    auto at = by_code.find(upper(code));
    if (at == by_code.end()) at = by_code.find(country_alias(upper(code)));
    return at == by_code.end() ? nullptr : at->second;
}

std::string country_code(std::string_view given) {
    auto const* country = find_country(given);
    return country ? country->code : upper(given);
}

Words country_words(std::string_view code) {
    auto const* country = find_country(code);
    return country ? both("country", country->name.en, country->name.fr)
                   : both("country", std::string(code), std::string(code));
}

std::string culture_name(std::string_view culture, bool french) {
    auto const* found = find_culture(culture);
    if (!found) return std::string(culture);
    return french ? found->name.fr : found->name.en;
}

std::optional<std::string> known_culture(std::string_view culture) {
    if (auto const* found = find_culture(culture)) return found->culture;
    return std::nullopt;
}

bool fits(std::string const& pattern, std::string_view text) {
    if (pattern.empty()) return true;
    // Compiled at first use and kept: a few dozen countries are ever asked for.
    static std::mutex mutex;
    static std::unordered_map<std::string, std::unique_ptr<re2::RE2>> compiled;
    re2::RE2 const* expression = nullptr;
    {
        std::lock_guard const lock(mutex);
        auto& kept = compiled[pattern];
        if (!kept) kept = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
        expression = kept.get();
    }
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *expression);
}

void check_address(Address const& address, std::string const& path, Problems& problems) {
    auto const* country = find_country(address.country);
    if (!country) return problems.add(path + ".country", "country_unknown", {{"country", address.country}});
    auto const& rules = country->rules;
    if (rules.city_required && !address.city) problems.add(path + ".city", "required");
    check_state(rules, address, path, problems);
    if (!address.postal_code && rules.postal_code_required) problems.add(path + ".postalCode", "required");
    if (address.postal_code && !fits(rules.postal_code_regex, upper(*address.postal_code)))
        problems.add(path + ".postalCode", "postal_code_malformed", {{"example", rules.postal_code_example}});
    if (!address.phone && rules.phone_required) problems.add(path + ".phoneNumber", "600051");
    if (address.phone && !phone_fits(*country, *address.phone))
        problems.add(path + ".phoneNumber", "phone_malformed", {{"example", rules.phone_example}});
}

bool luhn_holds(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

// La Poste's offices have a rule of their own: their digits add up to a multiple of five.
bool siret_holds(std::string_view digits) {
    if (luhn_holds(digits)) return true;
    if (!digits.starts_with("356000000")) return false;
    int sum = 0;
    for (char const c : digits) sum += c - '0';
    return sum % 5 == 0;
}

void check_registration_number(Country const& country, std::optional<std::string> const& number,
                               std::string const& path, Problems& problems) {
    auto const& rule = country.rules.registration;
    if (!number) {
        if (rule.use == "required") problems.add(path, "600049", both("label", rule.label.en, rule.label.fr));
        return;
    }
    if (rule.use == "none") return problems.add(path, "600002", country_words(country.code));
    if (!fits(rule.regex, upper(*number)))
        return problems.add(path, "600050", {{"pattern", rule.regex}, {"example", rule.example}});
    if (country.code != "FR") return;
    auto const digits = digits_of(*number);
    if (!luhn_holds(digits.substr(0, 9)) || (digits.size() == 14 && !siret_holds(digits)))
        problems.add(path, "registration_check_digit", {{"example", rule.example}});
}

void check_vat_number(Country const& country, std::optional<std::string> const& number,
                      std::string const& path, Problems& problems) {
    if (!number) return;
    auto const& rules = country.rules;
    if (!rules.vat_supported) return problems.add(path, "vat_not_used", country_words(country.code));
    if (!fits(rules.vat_regex, upper(*number)))
        return problems.add(path, "vat_malformed", {{"example", rules.vat_example}});
    if (country.code != "FR") return;
    // The French key: (12 + 3 × (SIREN mod 97)) mod 97, where the key is all digits.
    auto const digits = digits_of(*number);
    if (digits.size() != 11) return;
    auto const siren = std::stoll(digits.substr(2));
    if ((12 + 3 * (siren % 97)) % 97 != std::stoll(digits.substr(0, 2)))
        problems.add(path, "vat_check_digit", {{"example", rules.vat_example}});
}

}  // namespace entrepot::customers
