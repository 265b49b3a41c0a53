// A file of rows, read one after the other: CSV or XLSX behind one face, bounded whatever the file says.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/problem.hpp"
#include "imports/source.hpp"

namespace entrepot::imports {

enum class Format : std::uint8_t { csv, xlsx };
constexpr auto wire_names(Format) { return std::array{Wire{Format::csv, "csv"}, Wire{Format::xlsx, "xlsx"}}; }

// Beyond these a file is refused, with words that say which bound it met.
inline constexpr std::int64_t most_rows = 50'000;
inline constexpr std::size_t most_columns = 100;
inline constexpr std::size_t most_bytes_of_cell = 8'000;
inline constexpr std::size_t most_bytes_of_file = 25 << 20;

struct SheetRow {
    std::int64_t number =
        0;  // the line of the text, or the row of the sheet, as the person's program shows it
    std::vector<std::string> cells;  // UTF-8, without blanks around; empty ones at the end are left out
};

class Sheet {
public:
    virtual ~Sheet() = default;
    // The next row that is not empty; false at the end. Throws Problem, with the line, where the file is
    // broken or too large.
    virtual bool next(SheetRow& row) = 0;
};

// What the bytes are, whatever the name says. The source lives as long as the sheet; it is read piece by
// piece, and no more than a piece is held.
Format format_of(Source const& source);
std::unique_ptr<Sheet> open_sheet(Source const& source);
std::unique_ptr<Sheet> open_csv(Source const& source);
std::unique_ptr<Sheet> open_xlsx(Source const& source);

// Without blanks around, no-break ones too, and as clean UTF-8. Throws where the cell is too long.
std::string cell_text(std::string_view raw, std::int64_t number);

}  // namespace entrepot::imports
