// Columns and their headings: see column.hpp.
#include "imports/column.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "imports/import.hpp"
#include "json/json.hpp"

namespace entrepot::imports {

namespace {

// Folded, and without the asterisk or the word by which templates mark what is required.
std::map<std::string, std::string, std::less<>> const& by_heading() {
    static auto const known = [] {
        std::map<std::string, std::string, std::less<>> out;
        for (auto const& column : columns()) {
            out.try_emplace(fold(column.field_path), column.field_path);
            out.try_emplace(fold(column.en), column.field_path);
            out.try_emplace(fold(column.fr), column.field_path);
        }
        for (auto const& column : columns())
            for (auto const& word : column.also) out.try_emplace(fold(word), column.field_path);
        return out;
    }();
    return known;
}

bool is_of_global_cloud(std::string_view field_path) {
    return field_path == "resellerId" || field_path.starts_with("agreement.") ||
           field_path == "company.qualification" || field_path == "company.validationCode";
}

}  // namespace

std::vector<Column> const& columns() {
    static auto const all =
        json::read<std::vector<Column>>(embedded("data/import_columns.json"), {.stored = true});
    return all;
}

std::vector<Column> columns_in(Cloud cloud) {
    auto out = columns();
    if (cloud == Cloud::usgov)
        std::erase_if(out, [](Column const& column) { return is_of_global_cloud(column.field_path); });
    return out;
}

Column const* find_column(std::string_view field_path) {
    for (auto const& column : columns())
        if (column.field_path == field_path) return &column;
    return nullptr;
}

std::vector<std::string> proposed_columns(std::vector<std::string> const& headings, Cloud cloud) {
    std::vector<std::string> out;
    for (auto const& heading : headings) {
        auto const found = by_heading().find(fold(heading));
        auto const field = found == by_heading().end() ? std::string(left_out) : found->second;
        bool const twice = std::find(out.begin(), out.end(), field) != out.end();
        bool const absent = cloud == Cloud::usgov && is_of_global_cloud(field);
        out.push_back(twice || absent ? std::string(left_out) : field);
    }
    return out;
}

std::string template_csv(Language language, Cloud cloud) {
    bool const french = language == Language::fr;
    std::vector<std::string> headings, example;
    for (auto const& column : columns_in(cloud)) {
        headings.push_back(french ? column.fr : column.en);
        example.push_back(french ? column.example.fr : column.example.en);
    }
    auto const style = csv_style(true, language);
    return csv_head(headings, style) + csv_line(example, style);
}

}  // namespace entrepot::imports
