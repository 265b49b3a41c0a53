// Who may be said to have accepted what, and when (rules.md A5 to A9).
#include "agreements/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entrepot;
using namespace entrepot::agreements;

namespace {

Time at(std::string_view text) { return *parse_time(text); }

AgreementForm good_form() {
    return {.signatory = {.first_name = "Ana", .last_name = "Lee", .email = "ana@example.com", .phone = {}},
            .template_id = latest_of(templates(), AgreementType::customer).id.text(),
            .date_agreed = "2026-11-22",
            .type = AgreementType::customer};
}

Attesting facts() {
    Attesting out;
    out.partner = Id<Tenant>(new_uuid());
    out.customer = Id<Tenant>(new_uuid());
    out.user = Id<User>(new_uuid());
    out.attested_by = "Camille Le Goff";
    out.language = "fr-FR";
    out.day_ahead = day_ahead("Europe/Paris");
    out.now = at("2026-11-22T08:00:00Z");
    out.real_now = out.now;
    return out;
}

// "field code" of every problem, in order.
std::vector<std::string> problems_of(AgreementForm const& form) {
    Problems problems;
    attest(form, facts(), templates(), problems);
    std::vector<std::string> out;
    for (auto const& one : problems.list()) out.push_back(one.field + ' ' + one.code);
    return out;
}

std::string only_problem(AgreementForm const& form) {
    auto const all = problems_of(form);
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " problems";
}

bool is_future(std::string_view agreed, std::string_view now, std::string_view zone) {
    Problems problems;
    judge_date(agreed, at(now), day_ahead(zone), "dateAgreed", problems);
    return problems.list().size() == 1 && problems.list().front().code == "agreed_in_future";
}

}  // namespace

TEST_CASE("an attestation says who signed what, in which words, and who says so") {
    auto const known = facts();
    auto const out = attest(good_form(), known, templates());
    auto const& latest = latest_of(templates(), AgreementType::customer);
    CHECK(out.user == known.user);
    CHECK(out.attested_by == "Camille Le Goff");
    CHECK(out.partner == known.partner);
    CHECK(out.customer == known.customer);
    CHECK(out.type == AgreementType::customer);
    CHECK(out.version == "2026-03");
    CHECK(out.language == "fr-FR");
    CHECK(out.sha256 == text_sha256(latest, "fr-FR"));
    CHECK(out.sha256 != text_sha256(latest, "en-US"));
    CHECK(out.agreed == at("2026-11-22"));
    CHECK(out.method == Method::attested);
}

TEST_CASE("the type is the template's where the form leaves it out") {
    auto form = good_form();
    form.type.reset();
    CHECK(attest(form, facts(), templates()).type == AgreementType::customer);
    form.template_id = "998B88DE-AA99-4388-A42C-1B3517D49490";
    CHECK(attest(form, facts(), templates()).type == AgreementType::cloud);
    form.type = AgreementType::customer;
    CHECK(only_problem(form) == "type template_of_other_type");
}

TEST_CASE("an empty form is told everything that it lacks") {
    CHECK(problems_of({}) == std::vector<std::string>{"primaryContact.firstName required",
                                                      "primaryContact.lastName required",
                                                      "primaryContact.email required", "templateId required",
                                                      "dateAgreed required"});
}

TEST_CASE("an older template is refused with the current one named") {
    auto form = good_form();
    form.template_id = "5e0d3f7c-48a1-4b0e-9a52-d1c6740f8b3e";
    Problems problems;
    attest(form, facts(), templates(), problems);
    REQUIRE(problems.list().size() == 1);
    auto const& one = problems.list().front();
    CHECK(one.code == "template_superseded");
    CHECK(one.words.at("current") == "117a77b0-9360-443b-8795-c6dedc750cf9");
    CHECK(one.words.at("old") == "2024-10");
    form.template_id = new_uuid().text();
    CHECK(only_problem(form) == "templateId template_unknown");
    form.template_id = "latest";
    CHECK(only_problem(form) == "templateId template_unknown");
}

TEST_CASE("the date is given, readable and not later than today where the customer is") {
    auto form = good_form();
    form.date_agreed = "yesterday";
    CHECK(only_problem(form) == "dateAgreed expected_time");
    form.date_agreed = "0001-01-01T00:00:00";
    CHECK(only_problem(form) == "dateAgreed required");
    form.date_agreed = "2026-11-23";
    CHECK(only_problem(form) == "dateAgreed agreed_in_future");

    CHECK_FALSE(is_future("2024-05-02T00:00:00Z", "2026-11-22T08:00:00Z", "Europe/Paris"));
    CHECK_FALSE(is_future("2026-11-22", "2026-11-22T00:00:00Z", "America/Los_Angeles"));
    // Half past midnight in Paris is still the day before in UTC; there the new day may be given.
    CHECK_FALSE(is_future("2026-11-23", "2026-11-22T23:30:00Z", "Europe/Paris"));
    CHECK(is_future("2026-11-23", "2026-11-22T12:00:00Z", "Europe/Paris"));
    CHECK(is_future("2026-11-23", "2026-11-22T23:59:00Z", "America/New_York"));
    CHECK_FALSE(is_future("2026-11-23", "2026-11-22T11:00:00Z", "Pacific/Kiritimati"));
    CHECK_FALSE(is_future("2026-11-23T09:00:00+10:00", "2026-11-22T23:10:00Z", "Australia/Sydney"));
    CHECK(is_future("2026-11-24", "2026-11-22T11:00:00Z", ""));
    CHECK(is_future("2099-01-01T00:00:00Z", "2026-11-22T11:00:00Z", ""));
}

TEST_CASE("e-mail addresses have the form of one") {
    for (auto const* good : {"ana@example.com", "a.b+c@sub.example.fr", "o'neil@example.ie", "é@exemple.fr"})
        CHECK_MESSAGE(is_email(good), good);
    for (auto const* bad :
         {"", "ana", "ana@", "@example.com", "ana@example", "a b@example.com", "a@b@c.fr", "a..b@c.fr",
          "ana@.fr", "ana@example.f", "Ana <ana@example.com>", "ana@example..com", "ana@example.com "})
        CHECK_FALSE_MESSAGE(is_email(bad), bad);
}

TEST_CASE("a name of spaces is no name") {
    auto form = good_form();
    form.signatory.first_name = "  ";
    CHECK(only_problem(form) == "primaryContact.firstName required");
    form = good_form();
    form.signatory.email = "ana";
    CHECK(only_problem(form) == "primaryContact.email email_malformed");
}
