// Inventing companies: see invention.hpp.
#include "sandbox/invention.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/fold.hpp"

namespace entrepot::sandbox {

namespace {

std::string base36(std::int64_t number) {
    std::string out;
    for (; number > 0 || out.empty(); number /= 36)
        out += "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    std::reverse(out.begin(), out.end());
    return out;
}

template <class T>
T const& usual(std::vector<T> const& all, Dice& dice) {
    return all[dice.rather_small(all.size())];
}
template <class T>
T const& any(std::vector<T> const& all, Dice& dice) {
    return all[dice.below(all.size())];
}

// "de Brest", "d'Angers", "du Havre", "des Sables".
std::string of_town(std::string const& town) {
    if (town.starts_with("Le ")) return "du " + town.substr(3);
    if (town.starts_with("Les ")) return "des " + town.substr(4);
    auto const folded = fold(town);
    return (std::string("aeiouh").find(folded.front()) != std::string::npos ? "d'" : "de ") + town;
}

std::string digits(Dice& dice, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('0' + dice.below(10));
    return out;
}

// Nine digits of which the last makes the Luhn sum right; 000 is never given.
std::string siren(Dice& dice) {
    auto out = std::to_string(300 + dice.below(600)) + digits(dice, 5);
    int sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        int const twice = (out[i] - '0') * (i % 2 == 1 ? 2 : 1);
        sum += twice > 9 ? twice - 9 : twice;
    }
    return out + static_cast<char>('0' + (10 - sum % 10) % 10);
}

// Of the numbers that are kept for fiction (data/README.md).
std::string phone(Dice& dice, std::string const& country) {
    if (country == "FR") return "+33 2 61 91 " + digits(dice, 2) + ' ' + digits(dice, 2);
    return "+1 " + std::to_string(201 + dice.below(700)) + " 555 01" + digits(dice, 2);
}

}  // namespace

std::uint64_t Dice::roll() {  // splitmix64
    auto out = state_ += 0x9e3779b97f4a7c15;
    out = (out ^ out >> 30) * 0xbf58476d1ce4e5b9;
    out = (out ^ out >> 27) * 0x94d049bb133111eb;
    return out ^ out >> 31;
}

std::size_t Dice::rather_small(std::size_t count) {
    auto const at = share();
    return static_cast<std::size_t>(at * at * static_cast<double>(count));
}

std::string slug(std::string_view name, std::size_t most) {
    auto out = fold(name).substr(0, most);
    for (char& c : out)
        if (c == ' ') c = '-';
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

Inventor::Inventor(std::vector<NameParts> parts, std::vector<SeedCustomer> const& seeds) {
    for (auto& one : parts) {
        auto& of = countries_[one.country];
        of.parts = std::move(one);
        for (auto const& form : of.parts.forms) of.weights += form.weight;
    }
    for (auto const& seed : seeds) {
        auto const at = countries_.find(seed.address.country);
        if (at == countries_.end()) continue;
        at->second.towns.push_back(seed.address);
        at->second.first_names.push_back(seed.contact.first_name);
        auto const space = seed.address.line1.find(' ');
        if (space != std::string::npos && seed.address.line1.front() <= '9')
            at->second.streets.push_back(seed.address.line1.substr(space + 1));
    }
    for (auto const& [code, of] : countries_)
        check(!of.towns.empty() && !of.streets.empty(), "the seeds have addresses of each country");
}

std::string Inventor::company_name(Dice& dice, std::string const& country, Country const& of) const {
    auto draw = static_cast<int>(dice.below(static_cast<std::size_t>(of.weights)));
    auto const* form = &of.parts.forms.front();
    for (auto const& one : of.parts.forms) {
        form = &one;
        if ((draw -= one.weight) < 0) break;
    }
    std::string out = form->text;
    auto const put = [&](std::string_view place, std::string const& by) {
        if (auto const at = out.find(place); at != std::string::npos) out.replace(at, place.size(), by);
    };
    put("{trade}", usual(of.parts.trades, dice));
    put("{tail}", usual(of.parts.tails, dice));
    put("{surname}", usual(of.parts.surnames, dice));
    put("{surname2}", usual(of.parts.surnames, dice));
    auto const& town = any(of.towns, dice).city.value_or("");
    put("{place}", country == "FR" ? of_town(town) : town);
    return out;
}

customers::NewCustomer Inventor::customer(Dice& dice, std::string const& country, std::int64_t number) const {
    auto const& of = countries_.at(country);
    customers::NewCustomer out;
    auto const name = company_name(dice, country, of);
    auto const [first_name, last_name] = person(dice, country);
    out.company.domain = slug(name, 20) + '-' + base36(number) + '.' + customers::domain_suffixes().front();
    if (country == "FR" && dice.chance(60)) out.company.registration_number = siren(dice);
    auto& billing = out.billing;
    billing.company_name = name;
    billing.email = slug(first_name, 20) + '.' + slug(last_name, 20) + '@' + slug(name, 30) + ".example";
    billing.culture = country == "FR" ? "fr-FR" : "en-US";
    billing.language = country == "FR" ? "fr" : "en";
    billing.address = address(dice, country);
    billing.address.first_name = first_name;
    billing.address.last_name = last_name;
    return out;
}

std::string Inventor::reseller_name(Dice& dice, std::string const& country) const {
    auto const& of = countries_.at(country);
    auto const& trade = any(of.parts.resellers, dice);
    if (country != "FR") return any(of.parts.tails, dice) + ' ' + trade;
    return trade + ' ' + (dice.chance(50) ? any(of.parts.tails, dice) : any(of.parts.surnames, dice));
}

Address Inventor::address(Dice& dice, std::string const& country) const {
    auto const& of = countries_.at(country);
    auto out = any(of.towns, dice);
    out.line1 = std::to_string(1 + dice.rather_small(180)) + ' ' + any(of.streets, dice);
    out.phone = phone(dice, country);
    return out;
}

std::pair<std::string, std::string> Inventor::person(Dice& dice, std::string const& country) const {
    auto const& of = countries_.at(country);
    return {any(of.first_names, dice), usual(of.parts.surnames, dice)};
}

}  // namespace entrepot::sandbox
