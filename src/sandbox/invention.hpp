// Inventing companies for a big world: plausible names, people, places and numbers, the same for the same
// number.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "customers/customer.hpp"
#include "sandbox/world_data.hpp"

namespace entrepot::sandbox {

// Random numbers that depend on where they begin and on nothing else.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15) {}
    std::uint64_t roll();
    // 0 to 1, without 1.
    double share() { return static_cast<double>(roll() >> 11) * 0x1.0p-53; }
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(share() * static_cast<double>(count));
    }
    // Small ones more often, as names are in a country.
    std::size_t rather_small(std::size_t count);
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

private:
    std::uint64_t state_;
};

struct NameForm {
    std::string text;
    int weight = 0;
    static constexpr std::string_view schema_name = "NameForm";
    static constexpr auto fields() {
        return Fields{field("text", &NameForm::text, ""), field("weight", &NameForm::weight, "")};
    }
};
// A country's part of data/world/names.json.
struct NameParts {
    std::string country;
    std::vector<std::string> trades, tails, surnames;
    std::vector<NameForm> forms;
    std::vector<std::string> resellers;
    static constexpr std::string_view schema_name = "NameParts";
    static constexpr auto fields() {
        using N = NameParts;
        return Fields{field("country", &N::country, ""), field("trades", &N::trades, ""),
                      field("tails", &N::tails, ""),     field("surnames", &N::surnames, ""),
                      field("forms", &N::forms, ""),     field("resellers", &N::resellers, "")};
    }
};

class Inventor {
public:
    // Towns, streets and first names are those of the seeded customers.
    Inventor(std::vector<NameParts> parts, std::vector<SeedCustomer> const& seeds);

    // A customer's form; `number` is in its domain, so that no two have the same.
    customers::NewCustomer customer(Dice& dice, std::string const& country, std::int64_t number) const;
    // A reseller or partner: name, and a person of it.
    std::string reseller_name(Dice& dice, std::string const& country) const;
    Address address(Dice& dice, std::string const& country) const;
    std::pair<std::string, std::string> person(Dice& dice, std::string const& country) const;

private:
    struct Country {
        NameParts parts;
        std::vector<Address> towns;
        std::vector<std::string> streets, first_names;
        int weights = 0;
    };
    std::string company_name(Dice& dice, std::string const& country, Country const& of) const;

    std::map<std::string, Country> countries_;
};

// Letters and digits of a name with hyphens between its words, at most so long.
std::string slug(std::string_view name, std::size_t most);

}  // namespace entrepot::sandbox
