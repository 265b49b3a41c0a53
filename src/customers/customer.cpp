// The rules of adding a customer: pure functions, every problem at once.
#include "customers/customer.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "customers/company_name.hpp"
#include "customers/country.hpp"

namespace entrepot::customers {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

void check_name(std::string const& name, std::string const& path, Problems& problems) {
    // On one line, not one character, not only symbols (C12).
    if (!is_one_line(name)) problems.add(path, "name_one_line");
    else if (length(name) < 2) problems.add(path, "too_short", {{"min", "2"}});
    else if (!has_letters(name)) problems.add(path, "name_only_symbols");
}

void check_person(Address const& address, std::string const& path, Problems& problems) {
    if (!address.first_name) problems.add(path + ".firstName", "required");
    if (!address.last_name) problems.add(path + ".lastName", "required");
}

void check_market(AddingFacts const& facts, std::string const& country, Problems& problems) {
    auto const& market = facts.partner.market;
    if (market.empty() || std::find(market.begin(), market.end(), country) != market.end()) return;
    problems.add(facts.address_path + ".country", "country_outside_market", country_words(country));
}

void check_reseller(NewCustomer const& form, AddingFacts const& facts, Problems& problems) {
    if (!form.reseller) return;
    auto const& path = facts.reseller_path;
    if (facts.partner.kind != TenantKind::indirect_provider)
        return problems.add(path, "reseller_needs_provider");
    if (!facts.reseller || !facts.partnership_active)
        return problems.add(path, "reseller_without_partnership");
    if (!facts.reseller->agreement_signed)
        return problems.add(path, "900123", {{"name", facts.reseller->name}});
    auto const& market = facts.partner.market;
    bool const same_region =
        market.empty() || std::find(market.begin(), market.end(), facts.reseller->country) != market.end();
    if (!same_region) problems.add(path, "reseller_other_region", {{"name", facts.reseller->name}});
}

}  // namespace

std::vector<std::string> const& domain_suffixes() {
    static std::vector<std::string> const suffixes = {"onmicrosoft.com", "ccsctp.net"};
    return suffixes;
}

std::string admin_name_of(std::string_view domain) { return "admin@" + lower_ascii(domain); }

void check_domain(std::string_view domain, std::vector<std::string> const& suffixes, std::string const& path,
                  Problems& problems) {
    auto const lower = lower_ascii(domain);
    for (auto const& suffix : suffixes) {
        if (!lower.ends_with('.' + suffix)) continue;
        auto const label = std::string_view(lower).substr(0, lower.size() - suffix.size() - 1);
        bool good = !label.empty() && label.size() <= 27 && label.front() != '-' && label.back() != '-';
        for (char const c : label) good = good && (is_letter_or_digit(c) || c == '-');
        if (!good) problems.add(path, "domain_malformed", {{"suffix", suffix}});
        return;
    }
    problems.add(path, "domain_suffix", {{"suffix", suffixes.front()}});
}

void check_email(std::string_view email, AddingFacts const& facts, std::string const& path,
                 Problems& problems) {
    static std::string const form =
        R"(^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$)";
    if (!fits(form, email) || email.find("..") != std::string_view::npos)
        return problems.add(path, "email_malformed");
    auto const host = lower_ascii(email.substr(email.find('@') + 1));
    auto const partner_mail = lower_ascii(facts.partner.email.substr(facts.partner.email.find('@') + 1));
    if (host == "microsoft.com") return problems.add(path, "email_of_vendor");
    if (host == facts.partner.domain || host == partner_mail) return problems.add(path, "email_of_partner");
    for (std::string_view const reserved : {".test", ".invalid", ".localhost", ".example"})
        if (host.ends_with(reserved) && !facts.sandbox) return problems.add(path, "email_reserved_domain");
}

void check_profile(BillingProfile const& profile, AddingFacts const& facts, Problems& problems) {
    check_name(profile.company_name, facts.name_path, problems);
    check_email(profile.email, facts, facts.email_path, problems);
    if (!known_culture(profile.culture))
        problems.add(facts.profile_path.empty() ? "culture" : facts.profile_path + ".culture",
                     "culture_unknown", {{"culture", profile.culture}});
    check_address(profile.address, facts.address_path, problems);
    check_person(profile.address, facts.address_path, problems);
}

BillingProfile as_kept(BillingProfile profile) {
    profile.culture = known_culture(profile.culture).value_or(profile.culture);
    profile.address.country = country_code(profile.address.country);
    if (!profile.first_name) profile.first_name = profile.address.first_name;
    if (!profile.last_name) profile.last_name = profile.address.last_name;
    return profile;
}

Customer onboard(NewCustomer const& form, AddingFacts const& facts, CustomerId id, Time now,
                 Problems& problems) {
    auto const& billing = form.billing;
    check_domain(form.company.domain, facts.domain_suffixes, facts.domain_path, problems);
    check_profile(billing, facts, problems);
    if (auto const* country = find_country(billing.address.country)) {
        check_registration_number(*country, form.company.registration_number, facts.registration_path,
                                  problems);
        check_market(facts, country->code, problems);
    }
    check_reseller(form, facts, problems);

    Customer out;
    out.partner = facts.partner.id;
    out.id = id;
    out.reseller = form.reseller;
    out.commerce_id = new_uuid();
    out.name = billing.company_name;
    out.name_fold = fold(out.name);
    out.domain = lower_ascii(form.company.domain);
    out.country = country_code(billing.address.country);
    out.currency = facts.partner.currency;
    out.registration_number = form.company.registration_number;
    out.billing = as_kept(billing);
    out.billing.id = Id<BillingProfile>{new_uuid()};
    out.billing.version = 1;
    out.admin_user_name = admin_name_of(out.domain);
    out.created = now;
    return out;
}

Standing standing(Customer const& customer) {
    Standing out;
    if (customer.agreement != AgreementState::accepted) out.push_back("13605");
    else if (customer.status == Status::under_review) out.push_back("800073");
    else if (customer.status == Status::refused) out.push_back("800075");
    if (!customer.delegated) out.push_back("no_delegated_rights");
    return out;
}

}  // namespace entrepot::customers
