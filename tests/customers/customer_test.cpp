// The rules of adding a customer: names, domains, mail, markets, resellers (rules.md C1, C4, C12, C13, B10).
#include "customers/customer.hpp"

#include <doctest/doctest.h>

#include "customers/domain_suggestion.hpp"

namespace entrepot::customers {

namespace {

AddingFacts provider() {
    AddingFacts facts;
    facts.partner.id = Id<Tenant>{new_uuid()};
    facts.partner.kind = TenantKind::indirect_provider;
    facts.partner.domain = "armor.onmicrosoft.com";
    facts.partner.email = "contact@armor.example";
    facts.partner.currency = Currency("EUR");
    facts.partner.market = {"FR", "BE"};
    facts.sandbox = true;
    facts.domain_suffixes = domain_suffixes();
    return facts;
}

NewCustomer form() {
    NewCustomer out;
    out.company.domain = "Kerouanton.onmicrosoft.com";
    out.billing.email = "solene@kerouanton.example";
    out.billing.culture = "FR-fr";
    out.billing.language = "fr";
    out.billing.company_name = "Boulangeries Kérouanton";
    out.billing.address = {"fr",     {}, "Quimper",    {}, "14, rue des Fours", {}, "29000",
                           "Solène", {}, "Kerouanton", {}};
    return out;
}

std::string judge(NewCustomer const& given, AddingFacts const& facts) {
    Problems problems;
    onboard(given, facts, CustomerId{new_uuid()}, real_time(), problems);
    std::string out;
    for (auto const& one : problems.list()) out += (out.empty() ? "" : ", ") + one.field + ' ' + one.code;
    return out;
}

}  // namespace

TEST_CASE("adding a customer: normalised as the wire gives it back") {
    Problems problems;
    auto const customer = onboard(form(), provider(), CustomerId{new_uuid()}, real_time(), problems);
    CHECK(problems.empty());
    CHECK(customer.domain == "kerouanton.onmicrosoft.com");
    CHECK(customer.name_fold == "boulangeries kerouanton");
    CHECK(customer.billing.culture == "fr-FR");
    CHECK(customer.country == "FR");
    CHECK(customer.admin_user_name == "admin@kerouanton.onmicrosoft.com");
    CHECK(customer.relationship == Relationship::reseller);
    CHECK(customer.billing.first_name == "Solène");
}

TEST_CASE("domains: one label of 1 to 27 letters, digits and inner hyphens under a suffix") {
    auto const judged = [](std::string const& domain) {
        Problems problems;
        check_domain(domain, domain_suffixes(), "d", problems);
        return problems.empty() ? std::string() : problems.list().front().code;
    };
    for (char const* good : {"a", "kerouanton", "a-b", "9", "abcdefghijklmnopqrstuvwxyz0"})
        CHECK_MESSAGE(judged(std::string(good) + ".onmicrosoft.com") == "", good);
    CHECK(judged("test.CCSCTP.net") == "");
    for (char const* bad : {"", "-a", "a-", "a_b", "a b", "a.b", "é", "abcdefghijklmnopqrstuvwxyz01"})
        CHECK_MESSAGE(judged(std::string(bad) + ".onmicrosoft.com") == "domain_malformed", bad);
    CHECK(judged("kerouanton.example.com") == "domain_suffix");
    CHECK(judged("onmicrosoft.com") == "domain_suffix");
}

TEST_CASE("adding a customer: each refusal at its field") {
    auto const changed = [](auto change) {
        auto given = form();
        change(given);
        return judge(given, provider());
    };
    CHECK(changed([](auto& f) { f.billing.company_name = "K"; }) == "billingProfile.companyName too_short");
    CHECK(changed([](auto& f) { f.billing.company_name = "!?"; }) ==
          "billingProfile.companyName name_only_symbols");
    for (char const* bad : {"Kerouanton\nBcc: x@y.fr", "Ker\x7fouanton", "Ker\touanton"})
        CHECK(changed([&](auto& f) { f.billing.company_name = bad; }) ==
              "billingProfile.companyName name_one_line");
    // Of every script; marks, pictures and accents alone are nothing.
    for (char const* good : {"3M", "シャープ", "Ωμέγα", "שמש", "ذهب", "İş", "Ø1", "中国", "Ж😀"})
        CHECK_MESSAGE(changed([&](auto& f) { f.billing.company_name = good; }) == "", good);
    for (char const* bad :
         {"😀😀", "★☆", "！！", "«»", "……", "\u0301\u0301", "×÷", "→→", "   ", "\u200f\u200f"})
        CHECK_MESSAGE(changed([&](auto& f) { f.billing.company_name = bad; }) ==
                          "billingProfile.companyName name_only_symbols",
                      bad);
    CHECK(changed([](auto& f) { f.billing.email = "solene"; }) == "billingProfile.email email_malformed");
    CHECK(changed([](auto& f) { f.billing.email = "a..b@c.example"; }) ==
          "billingProfile.email email_malformed");
    CHECK(changed([](auto& f) { f.billing.email = "x@armor.example"; }) ==
          "billingProfile.email email_of_partner");
    CHECK(changed([](auto& f) { f.billing.email = "x@Armor.onmicrosoft.com"; }) ==
          "billingProfile.email email_of_partner");
    CHECK(changed([](auto& f) { f.billing.email = "x@Microsoft.com"; }) ==
          "billingProfile.email email_of_vendor");
    CHECK(changed([](auto& f) { f.billing.culture = "xx-YY"; }) == "billingProfile.culture culture_unknown");
    CHECK(changed([](auto& f) { f.billing.address.first_name.reset(); }) ==
          "billingProfile.defaultAddress.firstName required");
    CHECK(changed([](auto& f) {
              f.billing.address.country = "US";
              f.billing.address.state = "WA";
              f.billing.address.postal_code = "98052";
          }) == "billingProfile.defaultAddress.country country_outside_market");
}

TEST_CASE("a mail address of a reserved domain is for sandboxes") {
    auto facts = provider();
    facts.sandbox = false;
    CHECK(judge(form(), facts) == "billingProfile.email email_reserved_domain");
}

TEST_CASE("resellers: only a provider's own, active, signed and in its region (B7, B10, B11)") {
    auto given = form();
    given.reseller = Id<Tenant>{new_uuid()};
    auto facts = provider();
    CHECK(judge(given, facts) == "associatedPartnerId reseller_without_partnership");
    facts.reseller.emplace();
    facts.reseller->country = "FR";
    facts.reseller->agreement_signed = true;
    CHECK(judge(given, facts) == "associatedPartnerId reseller_without_partnership");
    facts.partnership_active = true;
    CHECK(judge(given, facts) == "");
    facts.reseller->agreement_signed = false;
    CHECK(judge(given, facts) == "associatedPartnerId 900123");
    facts.reseller->agreement_signed = true;
    facts.reseller->country = "US";
    CHECK(judge(given, facts) == "associatedPartnerId reseller_other_region");
    facts.partner.kind = TenantKind::direct_bill;
    CHECK(judge(given, facts) == "associatedPartnerId reseller_needs_provider");
}

TEST_CASE("suggestions: like the name that is taken, well formed, never the same") {
    auto const found = domain_suggestions("kerouanton.onmicrosoft.com", "Boulangeries Kerouanton", "29000");
    REQUIRE(found.size() >= 3);
    CHECK(found[0] == "kerouanton-29.onmicrosoft.com");
    CHECK(found[1] == "boulangeries-kerouanton.onmicrosoft.com");
    for (auto const& one : domain_suggestions("abcdefghijklmnopqrstuvwxyz0.onmicrosoft.com", "É—!", "")) {
        Problems problems;
        check_domain(one, domain_suffixes(), "d", problems);
        CHECK_MESSAGE(problems.empty(), one);
        CHECK(one != "abcdefghijklmnopqrstuvwxyz0.onmicrosoft.com");
    }
}

}  // namespace entrepot::customers
