// Checks before a customer is added: domains, country rules, addresses.
#include "api/problem_answer.hpp"
#include "base/fold.hpp"
#include "customers/address_suggestion.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct CountryValidationRules {
    std::string code, default_culture;
    bool state_required = false;
    std::vector<std::string> states, languages, cultures;
    bool postal_code_required = false;
    std::string postal_code_regex;
    bool city_required = false, vat_supported = false;
    std::optional<std::string> tax_format, tax_sample, vat_regex;
    std::string phone_regex;
    bool tax_supported = false, tax_optional = false;
    std::vector<std::string> calling_codes;

    static constexpr std::string_view schema_name = "CountryValidationRules";
    static constexpr std::string_view object_type = "CountryValidationRules";
    static constexpr auto fields() {
        using C = CountryValidationRules;
        return Fields{
            field("iso2Code", &C::code, "ISO 3166-1, two letters."),
            field("defaultCulture", &C::default_culture, "The first to offer."),
            field("isStateRequired", &C::state_required, "Whether an address needs a state."),
            field("supportedStatesList", &C::states, "The states; enforced for US, CA, CN and MX."),
            field("supportedLanguagesList", &C::languages, "Two letters each."),
            field("supportedCulturesList", &C::cultures, "xx-XX each."),
            field("isPostalCodeRequired", &C::postal_code_required,
                  "Whether an address needs a postal code."),
            field("postalCodeRegex", &C::postal_code_regex, "Its form."),
            field("isCityRequired", &C::city_required, "Whether an address needs a city."),
            field("isVatIdSupported", &C::vat_supported, "Whether companies have a VAT number."),
            field("taxIdFormat", &C::tax_format, "Absent where there is none."),
            field("taxIdSample", &C::tax_sample, "Absent where there is none."),
            field("vatIdRegex", &C::vat_regex, "Absent where there is none."),
            field("phoneNumberRegex", &C::phone_regex, "Its form."),
            field("isTaxIdSupported", &C::tax_supported, "Whether companies have a tax number."),
            field("isTaxIdOptional", &C::tax_optional, "Whether it may be left out."),
            field("countryCallingCodesList", &C::calling_codes, "Digits, without +."),
        };
    }
};

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

CountryValidationRules country_rules(api::Context&, std::string const& code) {
    auto const* country = find_country(code);
    if (!country) throw Problem("1000");
    auto const& rules = country->rules;
    CountryValidationRules out;
    out.code = country->code;
    out.default_culture = country->default_culture;
    out.state_required = rules.state_required;
    for (auto const& state : rules.states) out.states.push_back(state.code);
    out.languages = country->languages;
    out.cultures = country->cultures;
    out.postal_code_required = rules.postal_code_required;
    out.postal_code_regex = rules.postal_code_regex;
    out.city_required = rules.city_required;
    out.vat_supported = rules.vat_supported;
    if (rules.vat_supported) out.vat_regex = unless_empty(rules.vat_regex);
    out.tax_format = unless_empty(rules.tax_format);
    out.tax_sample = unless_empty(rules.tax_sample);
    out.phone_regex = rules.phone_regex;
    out.tax_supported = rules.tax_supported;
    out.tax_optional = rules.tax_optional;
    out.calling_codes = country->calling_codes;
    return out;
}

// 200: exists; 404: free. A name that only this caller's drafts hold is free to it.
api::Answer check_domain_name(api::Context& context, std::string const& domain) {
    auto const holder = find_domain(context.tx, domain, context.act.real_now);
    bool const is_free = !holder || (holder->draft && holder->tenant == context.caller().tenant);
    api::Answer answer;
    answer.status = is_free ? 404 : 200;
    return answer;
}

enum class AddressStatus : std::uint8_t { verified_shippable, interaction_required, none };
constexpr auto wire_names(AddressStatus) {
    return std::array{Wire{AddressStatus::verified_shippable, "VerifiedShippable"},
                      Wire{AddressStatus::interaction_required, "InteractionRequired"},
                      Wire{AddressStatus::none, "None"}};
}

struct AddressValidationResponse {
    Address original;
    std::optional<std::vector<Address>> suggested;
    AddressStatus status = AddressStatus::none;
    std::optional<std::string> message;
    static constexpr std::string_view schema_name = "AddressValidationResponse";
    static constexpr auto fields() {
        using A = AddressValidationResponse;
        return Fields{
            field("originalAddress", &A::original, "As it was sent."),
            field("suggestedAddresses", &A::suggested, "As it is best written; absent for a bad address."),
            field("status", &A::status,
                  "VerifiedShippable, InteractionRequired where another is suggested, or None."),
            field("validationMessage", &A::message, "What is wrong."),
        };
    }
};

// An address is checked as it comes: what is missing is part of the answer, not a bad request.
struct GivenAddress {
    std::optional<std::string> country, region, city, state, line1, line2, postal_code, first_name,
        middle_name, last_name, phone;
    static constexpr std::string_view schema_name = "AddressToValidate";
    static constexpr auto fields() {
        using G = GivenAddress;
        return Fields{field("country", &G::country, ""),
                      field("region", &G::region, ""),
                      field("city", &G::city, ""),
                      field("state", &G::state, ""),
                      field("addressLine1", &G::line1, ""),
                      field("addressLine2", &G::line2, ""),
                      field("postalCode", &G::postal_code, ""),
                      field("firstName", &G::first_name, ""),
                      field("middleName", &G::middle_name, ""),
                      field("lastName", &G::last_name, ""),
                      field("phoneNumber", &G::phone, "")};
    }
    Address address() const {
        return {country.value_or(""), region,      city,      state, line1.value_or(""), line2, postal_code,
                first_name,           middle_name, last_name, phone};
    }
};

Address best_written(Address address) {
    for (char& c : address.country)
        if (c >= 'a' && c <= 'z') c -= 32;
    if (address.state)
        for (char& c : *address.state)
            if (c >= 'a' && c <= 'z') c -= 32;
    if (address.postal_code)
        for (char& c : *address.postal_code)
            if (c >= 'a' && c <= 'z') c -= 32;
    return address;
}

std::size_t length_of(std::string const& text) { return length(text); }
std::size_t length_of(std::optional<std::string> const& text) { return text ? length(*text) : 0; }

// C6: what no profile takes is no good address either. A country that is too long is none.
void check_lengths(Address const& address, Problems& problems) {
    Address::fields().each([&](auto const& one) {
        if (one.name != "country" && length_of(address.*one.member) > one.max)
            problems.add(std::string(one.name), "too_long", {{"max", std::to_string(one.max)}});
    });
}

bool wants_boolean(api::Request const& request) {
    auto const client = request.header("MS-PartnerCenter-Client");
    return client.find("Java") != std::string_view::npos ||
           client.find("PowerShell") != std::string_view::npos;
}

// Two reply forms, by which client asks (rules.md, contradiction 7).
api::Answer validate_address(api::Context& context, GivenAddress const& given) {
    auto const address = given.address();
    Problems problems;
    if (address.line1.empty()) problems.add("addressLine1", "required");
    check_lengths(address, problems);
    check_address(address, "", problems);
    std::vector<FieldProblem> list = problems.list();
    for (auto& problem : list)
        if (problem.field.starts_with('.')) problem.field.erase(0, 1);
    api::Answer answer;
    auto const guess = meant(address, "");
    Problems of_guess;
    check_lengths(guess.address, of_guess);
    check_address(guess.address, "", of_guess);
    bool const better = !guess.notes.empty() && of_guess.empty() && !address.line1.empty();
    if (wants_boolean(context.request)) {
        if (!list.empty() && better)
            throw Problem("address_meant", {{"address", json::write(guess.address)}}).with(std::move(list));
        if (!list.empty()) throw Problem("2007").with(std::move(list));
        answer.body = "true";
        return answer;
    }
    AddressValidationResponse out;
    out.original = address;
    if (better) {
        out.status = AddressStatus::interaction_required;
        out.suggested.emplace({best_written(guess.address)});
        out.message = api::problem_sentences(guess.notes, context.act.language);
    } else if (list.empty()) {
        out.status = AddressStatus::verified_shippable;
        out.suggested.emplace({best_written(address)});
    } else {
        out.message = api::problem_sentences(list, context.act.language);
    }
    answer.body = json::write(out);
    return answer;
}

}  // namespace

void add_validation_routes(api::Router& router) {
    router.head("/v1/domains/{domain}", check_domain_name)
        .allow(Permission::sign_in_only)
        .summary("Whether a domain is taken: 200 taken, 404 free");
    router.get("/v1/countryvalidationrules/{country}", country_rules)
        .allow(Permission::sign_in_only)
        .summary("What addresses and numbers of a country look like");
    router.post("/v1/validations/address", validate_address)
        .allow(Permission::sign_in_only)
        .reads()
        .answers_with<AddressValidationResponse>(200)
        .summary("Check an address");
}

}  // namespace entrepot::customers
