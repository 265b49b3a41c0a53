// Qualifications, names and eligibility: the pure rules C11, D1 to D7.
#include "customers/qualification.hpp"

#include <doctest/doctest.h>

#include "customers/company_name.hpp"
#include "customers/eligibility.hpp"

namespace entrepot::customers {

namespace {

std::string asked(char const* text) {
    try {
        return new_word(asked_qualification(text));
    } catch (Problem const& problem) {
        return problem.code;
    }
}

Customer school() {
    Customer out;
    out.billing.email = "gestion@lycee-des-cimes.fr";
    out.billing.address.line1 = "1 rue des Cimes";
    out.billing.address.city = "Gap";
    out.billing.address.postal_code = "05000";
    return out;
}

std::string judged(Qualification qualification, Customer const& customer, QualificationFacts const& facts) {
    Problems problems;
    try {
        judge_qualification(qualification, customer, facts, problems);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return problems.empty() ? "" : problems.list().front().code;
}

}  // namespace

TEST_CASE("qualifications, rules D1: what may be asked for, in every spelling") {
    CHECK(asked("education") == "Education");
    CHECK(asked("Education") == "Education");
    CHECK(asked("government_community_cloud") == "GovernmentCommunityCloud");
    CHECK(asked("GovernmentCommunityCloud") == "GovernmentCommunityCloud");
    CHECK(asked("governmentCommunityCloud") == "GovernmentCommunityCloud");
    CHECK(asked("none") == "qualification_not_settable");
    CHECK(asked("Nonprofit") == "qualification_not_settable");
    CHECK(asked("StateOwnedEntity") == "qualification_not_settable");
    CHECK(asked("weather") == "900126");
    CHECK(old_word(Qualification::government) == "governmentCommunityCloud");
}

TEST_CASE("qualifications, rules D2 and D3: education needs an institution, and goes its way") {
    QualificationFacts facts;
    facts.legal_name = "Lycée des Cimes";
    CHECK(judged(Qualification::education, school(), facts) == "");
    auto free = school();
    free.billing.email = "lycee@gmail.com";
    CHECK(judged(Qualification::education, free, facts) == "education_needs_institution_mail");
    auto vendor = school();
    vendor.billing.email = "a@lycee.onmicrosoft.com";
    CHECK(judged(Qualification::education, vendor, facts) == "education_needs_institution_mail");
    auto nowhere = school();
    nowhere.billing.address.postal_code.reset();
    CHECK(judged(Qualification::education, nowhere, facts) == "education_needs_address");

    facts.latest.emplace();
    facts.latest->qualification = Qualification::education;
    CHECK(judged(Qualification::education, school(), facts) == "qualification_in_review");
    facts.latest->state = Vetting::denied;
    CHECK(judged(Qualification::education, school(), facts) == "qualification_global_admin");
    facts.may_correct = true;
    CHECK(judged(Qualification::education, school(), facts) == "");
    auto held = school();
    held.qualification = Qualification::education;
    CHECK(judged(Qualification::education, held, facts) == "qualification_held");
}

TEST_CASE("qualifications, rules D4: a government code is a number, the partner's own, and not spent") {
    QualificationFacts facts;
    facts.legal_name = "Commune du Col";
    CHECK(judged(Qualification::government, school(), facts) == "validation_code_missing");
    facts.code_text = "12a";
    CHECK(judged(Qualification::government, school(), facts) == "validation_code_form");
    facts.code_text = "123456";
    CHECK(judged(Qualification::government, school(), facts) == "validation_code_unknown");
    facts.code = ValidationCode{123456, {}, "Commune du Col", 2, 0, {}};
    CHECK(judged(Qualification::government, school(), facts) == "validation_code_spent");
    facts.code->remaining = 1;
    CHECK(judged(Qualification::government, school(), facts) == "");
    auto held = school();
    held.qualification = Qualification::education;
    CHECK(judged(Qualification::government, held, facts) == "qualification_held");
}

TEST_CASE("eligibility, rules D6 and D7") {
    access::TenantRecord partner;
    partner.kind = TenantKind::direct_bill;
    partner.country = "FR";
    auto const judge = [&](EligibilityForm const& form, bool approved) -> std::string {
        Problems problems;
        try {
            judge_eligibility(form, partner, approved, problems);
        } catch (Problem const& problem) {
            return problem.code;
        }
        return problems.empty() ? "" : problems.list().front().code;
    };
    EligibilityForm form{EligibilitySubject::partner, "", Body::regulated_data, "", true};
    CHECK(judge(form, false) == "");
    form.us_presence = false;
    CHECK(judge(form, false) == "eligibility_us_presence");
    form.country = "US";
    CHECK(judge(form, false) == "");
    form.body = Body::other;
    CHECK(judge(form, false) == "eligibility_not_eligible");
    EligibilityForm const town{EligibilitySubject::customer, "Commune du Col", Body::local, "US", false};
    CHECK(judge(town, false) == "eligibility_partner_first");
    CHECK(judge(town, true) == "");
    partner.kind = TenantKind::indirect_reseller;
    CHECK(judge(town, true) == "eligibility_through_provider");
}

TEST_CASE("names, rules C11: tests, short forms and acronyms are warned of") {
    auto const warned = [](char const* name) {
        auto const warnings = name_warnings(name, "name");
        return warnings.empty() ? std::string() : warnings.front().code;
    };
    CHECK(warned("Boulangeries Kerouanton") == "");
    CHECK(warned("Test SARL") == "name_looks_like_test");
    CHECK(warned("Contest") == "");
    CHECK(warned("Contoso") == "name_looks_like_test");
    CHECK(warned("Ets Morel") == "name_short_form");
    CHECK(warned("SNCF") == "name_abbreviated");
    CHECK(warned("SNCF SA") == "name_abbreviated");
    CHECK(warned("Orne") == "");
    CHECK(warned("Morel SARL") == "");
}

}  // namespace entrepot::customers
