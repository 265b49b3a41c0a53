// What forms need to know of countries and domains; the portal's own (/ext/v1).
#include <algorithm>

#include "access/account_store.hpp"
#include "api/problem_answer.hpp"
#include "base/fold.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "customers/domain_suggestion.hpp"
#include "customers/market.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct CountryChoice {
    std::string code, name;
    static constexpr std::string_view schema_name = "CountryChoice";
    static constexpr auto fields() {
        return Fields{field("code", &CountryChoice::code, "Two letters."),
                      field("name", &CountryChoice::name, "In the caller's language.")};
    }
};

struct CultureChoice {
    std::string culture, language, name;
    static constexpr std::string_view schema_name = "CultureChoice";
    static constexpr auto fields() {
        return Fields{field("culture", &CultureChoice::culture, "xx-XX."),
                      field("language", &CultureChoice::language, "Two letters."),
                      field("name", &CultureChoice::name, "In the caller's language.")};
    }
};

struct NumberForm {
    std::string use;
    std::optional<std::string> label, pattern, example;
    static constexpr std::string_view schema_name = "NumberForm";
    static constexpr auto fields() {
        return Fields{field("use", &NumberForm::use, "required, optional or none."),
                      field("label", &NumberForm::label, "What it is called."),
                      field("pattern", &NumberForm::pattern, "A regular expression."),
                      field("example", &NumberForm::example, "One that fits.")};
    }
};

struct CountryForm {
    std::string code, name, currency, market, market_currency, time_zone;
    std::vector<std::string> calling_codes;
    std::vector<CultureChoice> cultures;
    std::string default_culture;
    std::vector<std::string> field_order;
    bool city_required = false, state_required = false;
    std::vector<CountryChoice> states;
    std::optional<std::string> state_label;
    bool postal_code_required = false;
    std::string postal_code_pattern, postal_code_example, phone_pattern, phone_example;
    bool phone_required = false;
    NumberForm registration, vat;
    static constexpr std::string_view schema_name = "CountryForm";
    static constexpr auto fields() {
        using C = CountryForm;
        return Fields{
            field("code", &C::code, "Two letters."),
            field("name", &C::name, "In the caller's language."),
            field("currency", &C::currency, "ISO 4217."),
            field("market", &C::market, "Where it is billed."),
            field("marketCurrency", &C::market_currency, "What it is billed in."),
            field("timeZone", &C::time_zone, "IANA."),
            field("callingCodes", &C::calling_codes, "Without +."),
            field("cultures", &C::cultures, "What a customer may be written to in."),
            field("defaultCulture", &C::default_culture, "The first to offer."),
            field("fieldOrder", &C::field_order, "How addresses are written there."),
            field("cityRequired", &C::city_required, ""),
            field("stateRequired", &C::state_required, ""),
            field("states", &C::states, "Empty where there is no list."),
            field("stateLabel", &C::state_label, "Absent where addresses have no state."),
            field("postalCodeRequired", &C::postal_code_required, ""),
            field("postalCodePattern", &C::postal_code_pattern, "A regular expression, or empty."),
            field("postalCodeExample", &C::postal_code_example, ""),
            field("phonePattern", &C::phone_pattern, "A regular expression; +… always fits."),
            field("phoneExample", &C::phone_example, ""),
            field("phoneRequired", &C::phone_required, ""),
            field("registrationNumber", &C::registration, "The company's number."),
            field("vat", &C::vat, "The VAT number."),
        };
    }
};

std::string in(Names const& names, Language language) {
    return language == Language::fr ? names.fr : names.en;
}

api::Cursored<CountryChoice> list_countries(api::Context& context) {
    auto const tenant = access::get_tenant(context.tx, context.caller().tenant);
    api::Cursored<CountryChoice> out;
    for (auto const& country : countries()) {
        auto const& market = tenant.market;
        if (!market.empty() && std::find(market.begin(), market.end(), country.code) == market.end())
            continue;
        out.items.push_back({country.code, in(country.name, context.act.language)});
    }
    std::sort(out.items.begin(), out.items.end(),
              [](auto const& a, auto const& b) { return fold(a.name) < fold(b.name); });
    return out;
}

NumberForm number_form(std::string use, std::string label, std::string pattern, std::string example) {
    if (use == "none") return {.use = "none", .label = {}, .pattern = {}, .example = {}};
    return {std::move(use), std::move(label), std::move(pattern), std::move(example)};
}

CountryForm country_form(api::Context& context, std::string const& code) {
    auto const* country = find_country(code);
    if (!country) throw Problem("1000");
    bool const french = context.act.language == Language::fr;
    auto const& rules = country->rules;
    CountryForm out;
    out.code = country->code;
    out.name = in(country->name, context.act.language);
    out.currency = country->currency;
    out.market = market_of(country->code);
    out.market_currency = std::string(market_currency(country->code).code());
    out.time_zone = country->time_zone;
    out.calling_codes = country->calling_codes;
    for (auto const& culture : country->cultures)
        out.cultures.push_back(
            {culture, culture.substr(0, culture.find('-')), culture_name(culture, french)});
    out.default_culture = country->default_culture;
    out.field_order = rules.field_order;
    out.city_required = rules.city_required;
    out.state_required = rules.state_required;
    for (auto const& state : rules.states)
        out.states.push_back({state.code, in(state.name, context.act.language)});
    if (rules.state_label) out.state_label = in(*rules.state_label, context.act.language);
    out.postal_code_required = rules.postal_code_required;
    out.postal_code_pattern = rules.postal_code_regex;
    out.postal_code_example = rules.postal_code_example;
    out.phone_pattern = rules.phone_regex;
    out.phone_example = rules.phone_example;
    out.phone_required = rules.phone_required;
    auto const& registration = rules.registration;
    out.registration = number_form(registration.use, in(registration.label, context.act.language),
                                   registration.regex, registration.example);
    out.vat = number_form(rules.vat_supported ? "optional" : "none", french ? "Numéro de TVA" : "VAT number",
                          rules.vat_regex, rules.vat_example);
    return out;
}

struct DomainParameters {
    std::optional<Uuid> draft;
    std::optional<std::string> name, postal_code;
    static constexpr std::string_view schema_name = "DomainParameters";
    static constexpr auto fields() {
        using D = DomainParameters;
        return Fields{field("draft", &D::draft, "The draft that asks: what it reserved is its own."),
                      field("name", &D::name, "The company's name, for suggestions."),
                      field("postalCode", &D::postal_code, "Its postal code, for suggestions.")};
    }
};

struct DomainState {
    std::string domain, status;
    std::optional<Time> reserved_until;
    std::optional<std::string> rule;
    std::vector<std::string> suggestions;
    static constexpr std::string_view schema_name = "DomainState";
    static constexpr auto fields() {
        using D = DomainState;
        return Fields{field("domain", &D::domain, "As it would be."),
                      field("status", &D::status, "available, reserved_for_you, taken or invalid."),
                      field("reservedUntil", &D::reserved_until, "Until when the draft holds it."),
                      field("rule", &D::rule, "Why it is invalid."),
                      field("suggestions", &D::suggestions, "Free ones like it, where it is taken.")};
    }
};

DomainState domain_state(api::Context& context, std::string const& domain,
                         api::Query<DomainParameters> const& asked) {
    DomainState out;
    out.domain = lower_ascii(domain);
    Problems problems;
    check_domain(domain, domain_suffixes(), "domain", problems);
    if (!problems.empty()) {
        out.status = "invalid";
        out.rule = api::field_sentence(problems.list().front(), context.act.language);
        return out;
    }
    auto const now = context.act.real_now;
    auto const holder = find_domain(context.tx, out.domain, now);
    bool const ours = holder && holder->draft && holder->tenant == context.caller().tenant;
    out.status = !holder ? "available" : ours ? "reserved_for_you" : "taken";
    // Another draft of the same organisation holds it: free to its owner, but not to two customers.
    if (ours && asked.draft && *holder->draft != *asked.draft) out.status = "taken";
    if (out.status == "reserved_for_you") out.reserved_until = holder->reserved_until;
    if (out.status != "taken") return out;
    for (auto const& candidate :
         domain_suggestions(out.domain, asked.name.value_or(""), asked.postal_code.value_or(""))) {
        if (out.suggestions.size() == 3) break;
        if (!find_domain(context.tx, candidate, now)) out.suggestions.push_back(candidate);
    }
    return out;
}

}  // namespace

void add_form_routes(api::Router& router) {
    router.get("/ext/v1/countries", list_countries)
        .allow(Permission::sign_in_only)
        .summary("Countries of the caller's market, by name");
    router.get("/ext/v1/countries/{country}", country_form)
        .allow(Permission::sign_in_only)
        .summary("What a form of this country asks for");
    router.get("/ext/v1/domains/{domain}", domain_state)
        .allow(Permission::add_customer)
        .summary("Whether a domain is free, with suggestions where it is not");
}

}  // namespace entrepot::customers
