// CSV: see csv.hpp.
#include "base/csv.hpp"

#include <algorithm>

namespace entrepot {

namespace {

// What spreadsheets take for the beginning of a formula, also in its wide forms.
bool begins_a_formula(std::string_view text) {
    static constexpr std::string_view wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                                "\xef\xbc\xa0"};
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
    return std::any_of(std::begin(wide), std::end(wide),
                       [&](auto beginning) { return text.starts_with(beginning); });
}

}  // namespace

CsvStyle csv_style(bool for_excel, Language language) {
    if (!for_excel) return {};
    bool const french = language == Language::fr;
    return {.mark = true, .separator = french ? ';' : ',', .decimal = french ? ',' : '.'};
}

void put_csv(std::string_view text, std::string& out) {
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

std::string unguarded(std::string cell) {
    if (cell.size() > 1 && cell.front() == '\'' && begins_a_formula(std::string_view(cell).substr(1)))
        cell.erase(0, 1);
    return cell;
}

std::string csv_line(std::vector<std::string> const& cells, CsvStyle const& style) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += style.separator;
        put_csv(cells[i], out);
    }
    return out + "\r\n";
}

std::string csv_head(std::vector<std::string> const& headings, CsvStyle const& style) {
    return (style.mark ? "\xef\xbb\xbf" : "") + csv_line(headings, style);
}

}  // namespace entrepot
