// The onboarding form: where its parts go, and where its problems are shown.
#include "onboarding/onboarding.hpp"

#include <doctest/doctest.h>

#include "base/fold.hpp"
#include "onboarding/draft.hpp"

namespace entrepot::onboarding {

TEST_CASE("onboarding: the contact becomes the profile's person, the company's country the address's") {
    OnboardingForm form;
    form.company = {"Boulangeries Kerouanton", "FR", "732829320", {}, "kerouanton.onmicrosoft.com", {}};
    form.contact = {"Solène", "Kerouanton", "solene@kerouanton.example", "+33 2 98 55 01 27"};
    form.culture = "fr-FR";
    form.address.line1 = "14, rue des Fours";
    auto const customer = customer_form(form);
    CHECK(customer.billing.address.country == "FR");
    CHECK(customer.billing.address.first_name == "Solène");
    CHECK(customer.billing.address.phone == "+33 2 98 55 01 27");
    CHECK(customer.billing.language == "fr");
    CHECK(customer.company.registration_number == "732829320");
}

TEST_CASE("onboarding: problems stand where the form has the field") {
    auto const moved = at_form_paths({{"address.firstName", "required", {}},
                                      {"address.phoneNumber", "phone_malformed", {}},
                                      {"address.country", "country_unknown", {}},
                                      {"email", "required", {}},
                                      {"address.city", "required", {}}});
    CHECK(moved[0].field == "contact.firstName");
    CHECK(moved[1].field == "contact.phoneNumber");
    CHECK(moved[2].field == "company.country");
    CHECK(moved[3].field == "contact.email");
    CHECK(moved[4].field == "address.city");
}

TEST_CASE("onboarding: bases come before their add-ons, each with its path and its reseller") {
    OnboardingForm form;
    LinePart base, add_on;
    base.item_id = "A";
    add_on.item_id = "B";
    base.add_ons = {add_on, add_on};
    form.lines = {base, base};
    access::TenantRecord reseller;
    reseller.mpn_id = "4310284";
    auto const lines = purchase_lines(form, reseller);
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].path == "lines[0]");
    CHECK(lines[2].path == "lines[0].addOns[1]");
    CHECK(lines[2].base_line == std::size_t{0});
    CHECK(lines[3].path == "lines[1]");
    CHECK(lines[4].base_line == std::size_t{3});
    CHECK(lines[5].partner_on_record == "4310284");
    CHECK(purchase_lines(form, std::nullopt)[0].partner_on_record.empty());
}

TEST_CASE("drafts: a long title is cut between characters") {
    std::string name = "x";
    for (int i = 0; i < 300; ++i) name += "é";
    auto const title = summarise({R"({"company":{"name":")" + name + R"("}})"}).title;
    CHECK(length(title) == 200);
    CHECK(is_clean_utf8(title));
}

}  // namespace entrepot::onboarding
