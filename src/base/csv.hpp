// Writing comma-separated text that a spreadsheet opens as it is meant: no cell of it is a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/act.hpp"

namespace entrepot {

struct CsvStyle {
    bool mark = false;  // a byte order mark, by which Excel knows UTF-8
    char separator = ',', decimal = '.';
};
// For programs: RFC 4180, commas and points. For Excel: as it reads a file of that language.
CsvStyle csv_style(bool for_excel, Language language);

// One cell. What begins as a formula gets an apostrophe before it (OWASP, CSV injection).
void put_csv(std::string_view text, std::string& out);
// Without that apostrophe.
std::string unguarded(std::string cell);

std::string csv_line(std::vector<std::string> const& cells, CsvStyle const& style);
// A file's first line, after its mark.
std::string csv_head(std::vector<std::string> const& headings, CsvStyle const& style);

}  // namespace entrepot
