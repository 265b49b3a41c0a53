// Guessing what was meant: see address_suggestion.hpp.
#include "customers/address_suggestion.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "customers/country.hpp"
#include "customers/province.hpp"
#include "json/json.hpp"

namespace entrepot::customers {

namespace {

// Postal codes whose beginning lies between two texts, and where they are.
struct Region {
    std::string country, from, to;
    std::optional<std::string> state, territory;
    static constexpr std::string_view schema_name = "PostalRegion";
    static constexpr auto fields() {
        using R = Region;
        return Fields{field("country", &R::country, ""), field("from", &R::from, ""), field("to", &R::to, ""),
                      field("state", &R::state, ""), field("territory", &R::territory, "")};
    }
};

Region const* region_of(std::string_view country, std::string_view postal_code) {
    static auto const all =
        json::read<std::vector<Region>>(embedded("data/postal_regions.json"), {.stored = true});
    for (auto const& one : all) {
        auto const beginning = postal_code.substr(0, one.from.size());
        if (one.country == country && beginning >= one.from && beginning <= one.to) return &one;
    }
    return nullptr;
}

// Postal code → its communes, with | between them (tools/communes).
struct Communes {
    std::map<std::string, std::string> by_code;
    static constexpr std::string_view schema_name = "Communes";
    static constexpr auto fields() { return Fields{field("byCode", &Communes::by_code, "")}; }
};

std::map<std::string, std::string> const& communes() {
    static auto const all = json::read<Communes>(embedded("data/communes_fr.json"), {.stored = true}).by_code;
    return all;
}

std::vector<std::string> communes_of(std::string const& code) {
    std::vector<std::string> out;
    auto const found = communes().find(code);
    if (found == communes().end()) return out;
    std::string_view rest = found->second;
    while (!rest.empty()) {
        auto const end = std::min(rest.find('|'), rest.size());
        out.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

// As people write it: St-Malo, Paris 11e, Brest Cedex.
std::string commune_fold(std::string_view name) {
    std::string out;
    for (auto const& word : fold_words(name)) {
        if (word == "cedex" || (word.front() >= '0' && word.front() <= '9')) break;
        out += (out.empty() ? "" : " ") + (word == "st" ? "saint" : word == "ste" ? "sainte" : word);
    }
    return out;
}

std::vector<std::string> codes_of_commune(std::string const& folded) {
    static auto const all = [] {
        std::multimap<std::string, std::string> by_name;
        for (auto const& [code, names] : communes())
            for (auto const& one : communes_of(code)) by_name.emplace(commune_fold(one), code);
        return by_name;
    }();
    std::vector<std::string> out;
    for (auto [at, end] = all.equal_range(folded); at != end; ++at) out.push_back(at->second);
    return out;
}

std::string upper(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c -= 32;
    return out;
}

// Letters to change, add or leave out; more than two is another word.
int distance(std::string_view a, std::string_view b) {
    if (a.size() > b.size() + 2 || b.size() > a.size() + 2) return 3;
    std::vector<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int before = std::exchange(row[0], static_cast<int>(i));
        for (std::size_t j = 1; j <= b.size(); ++j) {
            int const replaced = before + (a[i - 1] == b[j - 1] ? 0 : 1);
            before = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
        }
    }
    return std::min(row.back(), 3);
}

bool is_like(std::string const& typed, std::string const& name) {
    auto const a = fold(typed), b = fold(name);
    return a == b || (b.size() >= 6 && distance(a, b) <= 1) || (b.size() >= 9 && distance(a, b) <= 2);
}

class Guess {
public:
    Guess(Address address, std::string path) : path_(std::move(path)) { out_.address = std::move(address); }

    Meant run() {
        guess_country();
        if (!country_) return std::move(out_);
        guess_postal_code();
        guess_state();
        guess_province();
        guess_territory();
        guess_commune();
        return std::move(out_);
    }

private:
    void note(char const* field, char const* code, std::string const& from, std::string const& to) {
        out_.notes.push_back(
            {path_.empty() ? field : path_ + '.' + field, code, {{"from", from}, {"to", to}}});
    }

    void guess_country() {
        auto& given = out_.address.country;
        country_ = find_country(given);
        for (auto const& one : countries()) {
            if (country_ || given.size() < 4) break;
            if (is_like(given, one.name.en) || is_like(given, one.name.fr)) country_ = &one;
        }
        if (!country_) return;
        if (upper(given) != country_->code) note("country", "country_corrected", given, country_->code);
        given = country_->code;
    }

    // The usual separators put right, and the zero that spreadsheets drop.
    void guess_postal_code() {
        auto& code = out_.address.postal_code;
        auto const& regex = country_->rules.postal_code_regex;
        if (!code || regex.empty() || fits(regex, upper(*code))) return;
        std::string bare;
        for (char const c : upper(*code))
            if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) bare += c;
        std::vector<std::string> tries;
        for (std::size_t at = 1; at < bare.size(); ++at) {
            tries.push_back(bare.substr(0, at) + ' ' + bare.substr(at));
            tries.push_back(bare.substr(0, at) + '-' + bare.substr(at));
        }
        tries.push_back(bare);
        tries.push_back('0' + bare);
        for (auto const& one : tries) {
            if (!fits(regex, one)) continue;
            note("postalCode", "did_you_mean", *code, one);
            code = one;
            return;
        }
    }

    State const* state_like(std::string const& given) const {
        for (auto const& one : country_->rules.states)
            if (equal_ignoring_case(one.code, given)) return &one;
        for (auto const& one : country_->rules.states)
            if (given.size() > 2 && (is_like(given, one.name.en) || is_like(given, one.name.fr))) return &one;
        return nullptr;
    }

    void guess_state() {
        if (country_->rules.states.empty()) return;
        auto& given = out_.address.state;
        auto const* region =
            out_.address.postal_code ? region_of(country_->code, upper(*out_.address.postal_code)) : nullptr;
        auto const* like = given ? state_like(*given) : nullptr;
        if (like && upper(*given) != like->code) {
            note("state", "did_you_mean", *given, like->code);
            given = like->code;
        }
        if (!region || !region->state || (like && like->code == *region->state)) return;
        // The postal code tells another state than the one that was typed, or the one that was not.
        note("state", like ? "state_of_postal_code" : "did_you_mean", given.value_or(""), *region->state);
        given = *region->state;
    }

    // Where states are no list, a province that is typed, or a city that everybody knows, is held against the
    // postal code all the same. What lies in several is named with all of them, and not corrected.
    void guess_province() {
        auto const& code = out_.address.postal_code;
        if (!country_->rules.states.empty() || !code) return;
        auto const there = provinces_of_postal_code(country_->code, *code);
        if (there.empty()) return;
        auto const elsewhere = [&](Province const* one) {
            return one && std::find(there.begin(), there.end(), one) == there.end();
        };
        std::string names;
        for (auto const* one : there) names += (names.empty() ? "" : " / ") + one->name;
        auto& state = out_.address.state;
        if (auto const* typed = state ? find_province(country_->code, *state) : nullptr; elsewhere(typed)) {
            note("state", "state_of_postal_code", typed->name, names);
            if (there.size() == 1) state = there.front()->code;
        }
        auto const* of_city =
            out_.address.city ? province_of_city(country_->code, *out_.address.city) : nullptr;
        if (elsewhere(of_city)) note("postalCode", "postal_code_elsewhere", *out_.address.city, names);
    }

    // 97400 is in La Réunion, which is a country of its own here.
    void guess_territory() {
        auto const& code = out_.address.postal_code;
        auto const* region = code ? region_of(country_->code, *code) : nullptr;
        if (!region || !region->territory) return;
        note("country", "country_of_postal_code", country_->code, *region->territory);
        out_.address.country = *region->territory;
    }

    // Of France every commune and its postal codes are known. A code that is none of theirs (CEDEX) tells
    // nothing.
    void guess_commune() {
        auto& code = out_.address.postal_code;
        auto& city = out_.address.city;
        if (out_.address.country != "FR" || !code || !city || city->empty()) return;
        auto const here = communes_of(*code);
        if (here.empty()) return;
        auto const typed = commune_fold(*city);
        for (auto const& one : here)
            if (commune_fold(one) == typed) return;
        for (auto const& one : here)
            if (is_like(typed, commune_fold(one))) return correct("city", "did_you_mean", *city, one);
        auto const elsewhere = codes_of_commune(typed);
        auto const near = std::find_if(elsewhere.begin(), elsewhere.end(), [&](auto const& one) {
            return one.substr(0, 2) == code->substr(0, 2);
        });
        if (near != elsewhere.end()) return correct("postalCode", "postal_code_of_city", *code, *near);
        if (elsewhere.size() == 1)
            return correct("postalCode", "postal_code_of_city", *code, elsewhere.front());
        if (here.size() == 1) correct("city", "city_of_postal_code", *city, here.front());
    }

    void correct(char const* field, char const* code, std::string const& from, std::string const& to) {
        note(field, code, from, to);
        (field == std::string_view("city") ? out_.address.city : out_.address.postal_code) = to;
    }

    Meant out_;
    std::string path_;
    Country const* country_ = nullptr;
};

}  // namespace

Meant meant(Address address, std::string const& path) {
    // What is longer than any address means nothing, and guessing takes time by its length.
    constexpr std::size_t most_bytes = 400;
    for (auto const* text : {&address.city, &address.state, &address.postal_code})
        if (*text && (*text)->size() > most_bytes) return {std::move(address), {}};
    if (address.country.size() > most_bytes) return {std::move(address), {}};
    return Guess(std::move(address), path).run();
}

}  // namespace entrepot::customers
