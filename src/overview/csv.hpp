// Cells of a sheet as lines of CSV.
#pragma once

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "overview/customer_sheet.hpp"

namespace entrepot::overview {

std::string csv_head(std::vector<SheetColumn> const& columns, CsvStyle const& style);
// Numbers and amounts stay what they are: a minus is no formula.
void csv_line(std::vector<Cell> const& cells, CsvStyle const& style, std::string& out);

}  // namespace entrepot::overview
