// Judging an onboarding: see judging.hpp.
#include "onboarding/judging.hpp"

#include "agreements/customer_day.hpp"
#include "base/fold.hpp"
#include "customers/address_override.hpp"
#include "customers/address_suggestion.hpp"
#include "customers/company_name.hpp"
#include "customers/country.hpp"

namespace entrepot::onboarding {

namespace {

void require_basics(OnboardingForm const& form, Act const& act, Problems& problems) {
    if (form.company.country.empty()) problems.add("company.country", "required");
    if (form.company.domain.empty()) problems.add("company.domain", "required");
    if (form.company.name.empty()) problems.add("company.name", "required");
    if (form.contact.email.empty()) problems.add("contact.email", "required");
    if (!form.address.line1) problems.add("address.addressLine1", "required");
    if (form.culture.empty()) problems.add("culture", "required");
    if (act.needs_agreement() && !form.agreement.kind) problems.add("agreement.kind", "required");
}

// What is missing may not be set aside.
void override_address(OnboardingForm const& form, Judged& out) {
    out.overridden = customers::set_aside(out.problems, form.address_override.value_or(""));
}

}  // namespace

void judge_company(OnboardingForm const& form, customers::AddingFacts const& facts, Act const& act,
                   Judged& out, Problems& found) {
    Problems missing;
    require_basics(form, act, missing);
    add_new(missing, out.problems);
    out.customer =
        customers::onboard(customer_form(form), facts, customers::CustomerId{new_uuid()}, act.now, found);
    out.customer.vat_number = form.company.vat_number;
    if (auto const* country = customers::find_country(out.customer.country))
        customers::check_vat_number(*country, form.company.vat_number, "company.vatNumber", found);
}

bool judge_agreement_kind(OnboardingForm const& form, Act const& act, Attester const& attester, Judged& out,
                          Problems& found) {
    if (!form.agreement.kind) return false;
    if (!act.needs_agreement()) return found.add("agreement.kind", "900127"), false;
    if (*form.agreement.kind == AgreementKind::invited) {
        out.customer.agreement = customers::AgreementState::invited;
        return false;
    }
    out.customer.agreement = customers::AgreementState::accepted;
    if (attester.why_not.empty()) return true;
    return found.add("agreement.kind", "attest_not_allowed", {{"why", attester.why_not}}), false;
}

void judge_attested(OnboardingForm const& form, Act const& act, agreements::Attesting facts, Judged& out,
                    Problems& found) {
    facts.signatory_path = "agreement.signatory";
    facts.date_path = "agreement.dateAgreed";
    facts.template_path = "agreement.templateId";
    auto const& all = agreements::templates();
    agreements::AgreementForm attestation;
    attestation.signatory = form.agreement.signatory;
    attestation.template_id =
        form.agreement.template_id.value_or(agreements::latest_in(out.customer.country, act.now).id.text());
    attestation.date_agreed = form.agreement.date_agreed.value_or("");
    out.agreement = agreements::attest(attestation, facts, all, found);
    if (out.agreement->type != agreements::AgreementType::customer)
        out.customer.agreement = customers::AgreementState::none;
}

void add_new(Problems const& found, std::vector<FieldProblem>& out) {
    for (auto& problem : at_form_paths(found.list())) {
        bool known = false;
        for (auto const& one : out) known = known || one.field == problem.field;
        if (!known) out.push_back(std::move(problem));
    }
}

void settle(OnboardingForm const& form, Judged& out) {
    override_address(form, out);
    for (auto& one : at_form_paths(customers::meant(customer_form(form).billing.address, "address").notes))
        out.warnings.push_back(std::move(one));
    for (auto& one : customers::name_warnings(form.company.name, "company.name"))
        out.warnings.push_back(std::move(one));
}

}  // namespace entrepot::onboarding
