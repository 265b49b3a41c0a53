// Lines of comma-separated text that no spreadsheet takes for formulas.
#pragma once

#include <string>
#include <vector>

#include "overview/customer_sheet.hpp"

namespace entrepot::overview {

struct CsvStyle {
    bool mark = false;  // a byte order mark, by which Excel knows UTF-8
    char separator = ',', decimal = '.';
};
// For programs: RFC 4180, commas and points. For Excel: as it reads a file of that language.
CsvStyle csv_style(bool for_excel, Language language);

std::string csv_head(std::vector<SheetColumn> const& columns, CsvStyle const& style);
void csv_line(std::vector<Cell> const& cells, CsvStyle const& style, std::string& out);

}  // namespace entrepot::overview
