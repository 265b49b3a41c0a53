// CSV: see csv.hpp.
#include "overview/csv.hpp"

#include <algorithm>

namespace entrepot::overview {

namespace {

// What spreadsheets take for the beginning of a formula, also in its wide forms (OWASP, CSV injection).
bool begins_a_formula(std::string_view text) {
    static constexpr std::string_view wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                                "\xef\xbc\xa0"};
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
    return std::any_of(std::begin(wide), std::end(wide),
                       [&](auto beginning) { return text.starts_with(beginning); });
}

void put_text(std::string_view text, std::string& out) {
    std::string_view const apostrophe = begins_a_formula(text) ? "'" : "";
    // Every separator in use, so that a file read with another one keeps its columns.
    if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
        out += apostrophe;
        out += text;
        return;
    }
    out += '"';
    out += apostrophe;
    for (char const c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

CsvStyle csv_style(bool for_excel, Language language) {
    if (!for_excel) return {};
    bool const french = language == Language::fr;
    return {.mark = true, .separator = french ? ';' : ',', .decimal = french ? ',' : '.'};
}

std::string csv_head(std::vector<SheetColumn> const& columns, CsvStyle const& style) {
    std::string out = style.mark ? "\xef\xbb\xbf" : "";
    std::vector<Cell> cells;
    for (auto const& column : columns) cells.push_back({.text = column.heading});
    csv_line(cells, style, out);
    return out;
}

void csv_line(std::vector<Cell> const& cells, CsvStyle const& style, std::string& out) {
    bool first = true;
    for (auto const& cell : cells) {
        if (!std::exchange(first, false)) out += style.separator;
        if (cell.kind == Cell::Kind::text) {
            put_text(cell.text, out);
            continue;
        }
        auto const begun = out.size();
        out += cell.text;
        if (cell.kind == Cell::Kind::amount)
            std::replace(out.begin() + static_cast<std::ptrdiff_t>(begun), out.end(), '.', style.decimal);
    }
    out += "\r\n";
}

}  // namespace entrepot::overview
