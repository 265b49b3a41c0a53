// The rules of eligibility: see eligibility.hpp.
#include "customers/eligibility.hpp"

#include "base/fold.hpp"
#include "customers/country.hpp"

namespace entrepot::customers {

void judge_eligibility(EligibilityForm const& form, access::TenantRecord const& partner,
                       bool partner_approved, Problems& problems) {
    // D6: resellers go through their provider.
    if (partner.kind != TenantKind::direct_bill && partner.kind != TenantKind::indirect_provider)
        throw Problem("eligibility_through_provider");
    bool const of_customer = form.subject == EligibilitySubject::customer;
    if (of_customer && !partner_approved) throw Problem("eligibility_partner_first");
    if (of_customer && fold(form.organization).empty()) problems.add("organizationName", "required");
    auto const country = form.country.empty() ? partner.country : country_code(form.country);
    if (!find_country(country)) problems.add("country", "country_unknown", {{"country", form.country}});
    // D7
    if (form.body == Body::other) problems.add("body", "eligibility_not_eligible");
    else if (country != "US" && !form.us_presence) problems.add("hasUsPresence", "eligibility_us_presence");
}

void refuse_twice(EligibilityForm const& form, std::vector<Eligibility> const& asked_before) {
    bool const of_partner = form.subject == EligibilitySubject::partner;
    for (auto const& one : asked_before) {
        bool const same =
            one.subject == form.subject && (of_partner || fold(one.organization) == fold(form.organization));
        if (same && one.state == Vetting::in_review) throw Problem("eligibility_in_review");
        if (same && of_partner && one.state == Vetting::approved) throw Problem("eligibility_held");
    }
}

}  // namespace entrepot::customers
