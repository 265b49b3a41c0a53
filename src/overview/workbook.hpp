// An XLSX file written a row at a time: memory stays flat however long it gets.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "overview/customer_sheet.hpp"

namespace entrepot::overview {

// Throws std::runtime_error where the disk refuses. What is too long for one sheet goes on on the next.
class Workbook {
public:
    Workbook(std::string const& path, std::string title, std::vector<SheetColumn> columns,
             std::uint32_t rows_of_a_sheet = 1'048'576);
    ~Workbook();
    Workbook(Workbook const&) = delete;

    void add(std::vector<Cell> const& cells);
    // Packs it; nothing can be added any more.
    void finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entrepot::overview
