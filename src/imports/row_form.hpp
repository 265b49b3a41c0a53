// A row as an onboarding form: its cells put where their columns say, with what holds where they are empty.
#pragma once

#include "imports/import.hpp"

namespace entrepot::imports {

// What the row says of each field: the file's cell, or what was put right since; no empty ones.
Words row_values(Plan const& plan, std::vector<std::string> const& cells, Words const& fixes);

struct RowForm {
    onboarding::OnboardingForm form;
    std::string reseller;  // as the row names it: partner id, domain or tenant id
    Problems problems;     // of what could not be put into the form at all
};

// Pure. Countries by their code or name, domains without their suffix, days in the plan's order.
RowForm read_form(Plan const& plan, std::vector<std::string> const& cells, Words const& fixes,
                  bool needs_agreement);

// Every wrong word of a plan: columns that are none or twice, a country, culture or date that is none.
void check_plan(Plan const& plan, std::size_t headings, Problems& problems);
// Required fields that no column of the plan fills and nothing else does.
std::vector<std::string> missing_columns(Plan const& plan);

// "28/11/2026" as 2026-11-28; as it came where it is of another form.
std::string day_text(std::string const& text, DateOrder order);

}  // namespace entrepot::imports
