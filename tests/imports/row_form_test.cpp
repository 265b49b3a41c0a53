// Columns by their headings, and a row's cells put into the onboarding's form.
#include "imports/row_form.hpp"

#include <doctest/doctest.h>

#include "base/csv.hpp"
#include "imports/column.hpp"

namespace entrepot::imports {

namespace {

Plan plan_of(std::vector<std::string> columns) {
    Plan out;
    out.columns = std::move(columns);
    return out;
}

RowForm read_form(Plan const& plan, std::vector<std::string> const& cells, Words const& fixes,
                  bool needs_agreement) {
    return RowReader(plan, needs_agreement).read(cells, fixes);
}

}  // namespace

TEST_CASE("columns: headings of both languages, in any casing, each field once") {
    CHECK(proposed_columns({"NOM DE LA SOCIETE", "Pays / Région", "e-mail", "Zip", "zip code", "Couleur"}) ==
          std::vector<std::string>{"company.name", "company.country", "contact.email", "address.postalCode",
                                   "-", "-"});
    CHECK(proposed_columns({"company.domain"}) == std::vector<std::string>{"company.domain"});
    for (auto const& column : columns()) {
        CHECK_MESSAGE(proposed_columns({column.en}).front() == column.field_path, column.en);
        CHECK_MESSAGE(proposed_columns({column.fr}).front() == column.field_path, column.fr);
    }
}

TEST_CASE("columns: the template is understood as it is, in both languages") {
    for (auto const language : {Language::en, Language::fr}) {
        auto const text = template_csv(language);
        TextSource const source(text);
        auto const sheet = open_sheet(source);
        SheetRow headings, example;
        REQUIRE(sheet->next(headings));
        REQUIRE(sheet->next(example));
        auto const plan = plan_of(proposed_columns(headings.cells));
        CHECK(missing_columns(plan).empty());
        auto const read = read_form(plan, example.cells, {}, true);
        CHECK(read.problems.empty());
        CHECK(read.form.company.domain.ends_with(".onmicrosoft.com"));
        CHECK(read.form.contact.phone.value_or("").starts_with("+"));
    }
}

TEST_CASE("rows: countries by name, cultures by country, domains without suffix, days in the plan's order") {
    auto plan =
        plan_of({"company.name", "company.country", "company.domain", "agreement.kind",
                 "agreement.dateAgreed", "contact.firstName", "contact.email", "contact.phoneNumber"});
    auto const read = read_form(
        plan,
        {"Moulin", "Allemagne", "moulin", "attesté", "3/2/2026", "Anne", "a@b.fr", "'+33 2 98 55 01 27"}, {},
        true);
    CHECK(read.problems.empty());
    CHECK(read.form.company.country == "DE");
    CHECK(read.form.culture == "de-DE");
    CHECK(read.form.company.domain == "moulin.onmicrosoft.com");
    CHECK(read.form.contact.phone == "+33 2 98 55 01 27");
    CHECK(read.form.agreement.kind == onboarding::AgreementKind::attested);
    CHECK(read.form.agreement.date_agreed == "2026-02-03");
    CHECK(read.form.agreement.signatory.first_name == "Anne");
    CHECK(read.form.agreement.signatory.email == "a@b.fr");
    plan.date_order = DateOrder::month_first;
    CHECK(read_form(plan, {"M", "UK", "", "", "3/2/2026"}, {}, true).form.agreement.date_agreed ==
          "2026-03-02");
    CHECK(read_form(plan, {"M", "UK"}, {}, true).form.company.country == "GB");
    for (std::string const as_it_came : {"2026-02-03", "soon", "1/2/26", "1/2/2026/3", "01-Feb-2026"})
        CHECK(day_text(as_it_came, DateOrder::day_first) == as_it_came);
}

TEST_CASE("rows: what was put right goes before the file, and plans before nothing") {
    auto plan = plan_of({"company.name", "-", "company.country"});
    plan.country = "FR";
    plan.agreement = onboarding::AgreementKind::invited;
    auto const read = read_form(plan, {"Moulin", "kept out"}, {{"company.name", "Moulin bleu"}}, true);
    CHECK(read.form.company.name == "Moulin bleu");
    CHECK(read.form.company.country == "FR");
    CHECK(read.form.agreement.kind == onboarding::AgreementKind::invited);
    CHECK_FALSE(read_form(plan, {"Moulin"}, {}, false).form.agreement.kind);
    CHECK(row_values(plan, {"Moulin", "kept out"}, {{"company.name", ""}, {"culture", "fr-BE"}}) ==
          Words{{"culture", "fr-BE"}});
}

TEST_CASE("rows: what has no place in the form is named") {
    auto const plan = plan_of({"company.name", "company.country", "company.qualification"});
    auto const read = read_form(plan, {std::string(201, 'x'), "Atlantide", "royal", "beyond"}, {}, true);
    REQUIRE(read.problems.list().size() == 4);
    CHECK(read.problems.list()[0].code == "too_long");
    CHECK(read.problems.list()[1].code == "country_unknown");
    CHECK(read.problems.list()[2].code == "not_a_choice");
    CHECK(read.problems.list()[3].code == "import_row_too_wide");
    CHECK(missing_columns(plan_of({"company.name"})).size() == 6);
}

}  // namespace entrepot::imports
