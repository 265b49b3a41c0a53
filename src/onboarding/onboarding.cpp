// From the onboarding request to what the rooms take: see onboarding.hpp.
#include "onboarding/onboarding.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::onboarding {

namespace {

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

void add_lines(std::vector<LinePart> const& parts, std::string const& path, std::optional<std::size_t> base,
               std::optional<access::TenantRecord> const& reseller, std::vector<orders::Line>& out) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const& part = parts[i];
        orders::Line line;
        line.path = path + '[' + std::to_string(i) + ']';
        line.item_id = part.item_id;
        line.quantity = part.quantity;
        line.term = part.term.value_or("");
        line.cycle = part.cycle;
        line.friendly_name = part.friendly_name.value_or("");
        line.expected_unit_price = part.expected_unit_price.value_or("");
        line.base_line = base;
        if (reseller) {
            line.partner_on_record = reseller->mpn_id.value_or("");
            line.reseller = reseller->id;
            line.attested = true;
        }
        out.push_back(std::move(line));
        add_lines(part.add_ons, out.back().path + ".addOns", out.size() - 1, reseller, out);
    }
}

struct Move {
    std::string_view from, to;
};
// Where a customer's rules speak of the profile, the form speaks of the company and the contact.
constexpr Move moves[] = {
    {"address.firstName", "contact.firstName"},
    {"address.lastName", "contact.lastName"},
    {"address.phoneNumber", "contact.phoneNumber"},
    {"address.country", "company.country"},
    // Of a qualification: judged on the customer as it will be.
    {"companyName", "company.name"},
    {"defaultAddress", "address"},
    {"email", "contact.email"},
};

}  // namespace

customers::NewCustomer customer_form(OnboardingForm const& form) {
    customers::NewCustomer out;
    out.company = {form.company.domain, form.company.name, form.company.registration_number};
    auto& billing = out.billing;
    billing.first_name = unless_empty(form.contact.first_name);
    billing.last_name = unless_empty(form.contact.last_name);
    billing.email = form.contact.email;
    billing.culture = form.culture;
    billing.language = form.language.empty() ? form.culture.substr(0, form.culture.find('-')) : form.language;
    billing.company_name = form.company.name;
    auto& address = billing.address;
    address.country = form.address.country.value_or(form.company.country);
    address.line1 = form.address.line1.value_or("");
    address.line2 = form.address.line2;
    address.city = form.address.city;
    address.state = form.address.state;
    address.postal_code = form.address.postal_code;
    address.first_name = billing.first_name;
    address.last_name = billing.last_name;
    address.phone = form.contact.phone;
    out.reseller = form.reseller;
    return out;
}

void set_paths(customers::AddingFacts& facts) {
    facts.domain_path = "company.domain";
    facts.registration_path = "company.registrationNumber";
    facts.profile_path = "";
    facts.address_path = "address";
    facts.name_path = "company.name";
    facts.email_path = "contact.email";
    facts.reseller_path = "resellerId";
}

std::vector<FieldProblem> at_form_paths(std::vector<FieldProblem> problems) {
    for (auto& problem : problems)
        for (auto const& move : moves)
            if (problem.field == move.from) problem.field = move.to;
    return problems;
}

std::vector<orders::Line> purchase_lines(OnboardingForm const& form,
                                         std::optional<access::TenantRecord> const& reseller) {
    std::vector<orders::Line> out;
    add_lines(form.lines, "lines", std::nullopt, reseller, out);
    return out;
}

}  // namespace entrepot::onboarding
