// The exported list of customers as a sheet: its columns and its cells, in either language.
#pragma once

#include <string>
#include <vector>

#include "base/act.hpp"
#include "overview/exported_customer.hpp"

namespace entrepot::overview {

struct Cell {
    enum class Kind : std::uint8_t { text, number, amount, day } kind = Kind::text;
    std::string text;  // a number with a point, a day as 2026-11-28
};

struct SheetColumn {
    std::string key, heading;
    int width = 10;  // characters
};

class CustomerSheet {
public:
    // Amounts are left out for who may not see prices.
    CustomerSheet(Language language, bool with_amounts);

    std::vector<SheetColumn> const& columns() const { return columns_; }
    std::vector<Cell> cells(ExportedCustomer const& customer) const;
    std::string title() const;
    // clients-2026-11-28.csv
    std::string file_name(Time now, std::string_view ending) const;

private:
    Language language_;
    std::vector<SheetColumn> columns_;
};

}  // namespace entrepot::overview
