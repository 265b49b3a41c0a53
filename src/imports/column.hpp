// What a column of a file can be: the fields of an onboarding, known by their headings in both languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/act.hpp"
#include "base/problem.hpp"

namespace entrepot::imports {

// A line of data/import_columns.json.
struct ColumnExample {
    std::string en, fr;
    static constexpr std::string_view schema_name = "ImportColumnExample";
    static constexpr auto fields() {
        return Fields{field("en", &ColumnExample::en, "In an English template.").or_default(),
                      field("fr", &ColumnExample::fr, "In a French one.").or_default()};
    }
};
struct Column {
    std::string field_path;
    bool required = false;
    std::string en, fr;
    std::vector<std::string> also;
    ColumnExample example;
    static constexpr std::string_view schema_name = "ImportColumn";
    static constexpr auto fields() {
        using C = Column;
        return Fields{field("field", &C::field_path, "A path of POST /ext/v1/onboardings."),
                      field("required", &C::required, "Whether a customer needs it."),
                      field("en", &C::en, "Its English heading."),
                      field("fr", &C::fr, "Its French heading."),
                      field("also", &C::also, "Other headings by which it is known."),
                      field("example", &C::example, "What the template shows.")};
    }
};
std::vector<Column> const& columns();
// What there is in a cloud: in the US Government's neither agreements nor resellers (rules.md A13, D9).
std::vector<Column> columns_in(Cloud cloud);
Column const* find_column(std::string_view field_path);

// What each heading of a file is, a field's path or left_out; no field twice.
std::vector<std::string> proposed_columns(std::vector<std::string> const& headings,
                                          Cloud cloud = Cloud::global);

// A file to fill in: headings and one example, as CSV that spreadsheets of the language open.
std::string template_csv(Language language, Cloud cloud = Cloud::global);

}  // namespace entrepot::imports
