// Country rules as data: what an address, a phone and a registration number must look like (wire.md 10, 14).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/money.hpp"
#include "base/problem.hpp"

namespace entrepot::customers {

struct Names {
    std::string en, fr;
    static constexpr std::string_view schema_name = "Names";
    static constexpr auto fields() {
        return Fields{field("en", &Names::en, "English.").or_default(),
                      field("fr", &Names::fr, "French.").or_default()};
    }
};

struct State {
    std::string code;
    Names name;
    static constexpr std::string_view schema_name = "StateOfCountry";
    static constexpr auto fields() {
        return Fields{field("code", &State::code, "Two characters."),
                      field("name", &State::name, "Its name.")};
    }
};

struct RegistrationRule {
    std::string use, regex, example;
    Names label;
    static constexpr std::string_view schema_name = "RegistrationRule";
    static constexpr auto fields() {
        return Fields{field("use", &RegistrationRule::use, "required, optional or none."),
                      field("regex", &RegistrationRule::regex, "Its form.").or_default(),
                      field("example", &RegistrationRule::example, "One that fits.").or_default(),
                      field("label", &RegistrationRule::label, "What it is called there.").or_default()};
    }
};

struct CountryRules {
    bool city_required = false, state_required = false;
    std::vector<State> states;
    bool postal_code_required = false;
    std::string postal_code_regex, postal_code_example, phone_regex, phone_example;
    bool phone_required = false;
    RegistrationRule registration;
    bool vat_supported = false;
    std::string vat_regex, vat_example;
    bool tax_supported = false, tax_optional = false;
    std::string tax_format, tax_sample;
    std::vector<std::string> field_order;
    std::optional<Names> state_label;
    std::string vat_rate;
    bool eu_member = false;

    static constexpr std::string_view schema_name = "CountryRules";
    static constexpr auto fields() {
        using C = CountryRules;
        return Fields{
            field("isCityRequired", &C::city_required, ""),
            field("isStateRequired", &C::state_required, ""),
            field("states", &C::states, ""),
            field("isPostalCodeRequired", &C::postal_code_required, ""),
            field("postalCodeRegex", &C::postal_code_regex, "").or_default(),
            field("postalCodeExample", &C::postal_code_example, "").or_default(),
            field("phoneNumberRegex", &C::phone_regex, "").or_default(),
            field("phoneNumberExample", &C::phone_example, "").or_default(),
            field("isPhoneRequired", &C::phone_required, ""),
            field("registrationNumber", &C::registration, ""),
            field("isVatIdSupported", &C::vat_supported, ""),
            field("vatIdRegex", &C::vat_regex, "").or_default(),
            field("vatIdExample", &C::vat_example, "").or_default(),
            field("isTaxIdSupported", &C::tax_supported, ""),
            field("isTaxIdOptional", &C::tax_optional, ""),
            field("taxIdFormat", &C::tax_format, "").or_default(),
            field("taxIdSample", &C::tax_sample, "").or_default(),
            field("fieldOrder", &C::field_order, ""),
            field("stateLabel", &C::state_label, ""),
            field("vatRate", &C::vat_rate, ""),
            field("euMember", &C::eu_member, ""),
        };
    }
};

struct Country {
    std::string code, iso3;
    Names name;
    std::string currency, time_zone;
    std::vector<std::string> calling_codes, cultures;
    std::string default_culture;
    std::vector<std::string> languages;
    CountryRules rules;

    static constexpr std::string_view schema_name = "Country";
    static constexpr auto fields() {
        return Fields{
            field("code", &Country::code, ""),
            field("iso3", &Country::iso3, ""),
            field("name", &Country::name, ""),
            field("currency", &Country::currency, ""),
            field("timeZone", &Country::time_zone, ""),
            field("callingCodes", &Country::calling_codes, ""),
            field("cultures", &Country::cultures, ""),
            field("defaultCulture", &Country::default_culture, ""),
            field("languages", &Country::languages, ""),
            field("rules", &Country::rules, ""),
        };
    }
};

// All countries, in the order of the data file; read once.
std::vector<Country> const& countries();
// Without regard to case; what people write instead of a code is corrected: UK is GB, EL is GR.
Country const* find_country(std::string_view code);
// The code as it is written down: in capitals, corrected; as it came where it is none.
std::string country_code(std::string_view given);
// {country_en} and {country_fr} for a sentence; the code itself where it is none.
Words country_words(std::string_view code);
// The display name of a culture in a language ("fr" or "en"), and its own spelling: fr-fr → fr-FR.
std::string culture_name(std::string_view culture, bool french);
std::optional<std::string> known_culture(std::string_view culture);

// True where the pattern is empty or fits the whole text.
bool fits(std::string const& pattern, std::string_view text);

// Checks an address with its country's rules; `path` names it in problems ("billingProfile.defaultAddress").
void check_address(Address const& address, std::string const& path, Problems& problems);
// Registration number: 600002 where it is not used, 600049 missing, 600050 malformed; SIREN and SIRET by
// check digit.
void check_registration_number(Country const& country, std::optional<std::string> const& number,
                               std::string const& path, Problems& problems);
void check_vat_number(Country const& country, std::optional<std::string> const& number,
                      std::string const& path, Problems& problems);
bool luhn_holds(std::string_view digits);
bool siret_holds(std::string_view digits);

}  // namespace entrepot::customers
