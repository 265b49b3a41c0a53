// Cells as CSV: see csv.hpp.
#include "overview/csv.hpp"

#include <algorithm>

namespace entrepot::overview {

std::string csv_head(std::vector<SheetColumn> const& columns, CsvStyle const& style) {
    std::vector<std::string> headings;
    for (auto const& column : columns) headings.push_back(column.heading);
    return entrepot::csv_head(headings, style);
}

void csv_line(std::vector<Cell> const& cells, CsvStyle const& style, std::string& out) {
    bool first = true;
    for (auto const& cell : cells) {
        if (!std::exchange(first, false)) out += style.separator;
        if (cell.kind == Cell::Kind::text) {
            put_csv(cell.text, out);
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
