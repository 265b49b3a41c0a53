// Files of rows that strangers upload: CSV in every encoding, workbooks whose parts are anything.
#include <cstddef>
#include <cstdint>

#include "base/csv.hpp"
#include "imports/sheet.hpp"
#include "imports/workbook_maker.hpp"

namespace {

using namespace entrepot;

// Reads to the end, as an upload does; what it cannot read it says by a Problem, and by nothing else.
void read_all(std::string_view bytes) {
    try {
        imports::TextSource const source(bytes);
        auto const sheet = imports::open_sheet(source);
        std::int64_t rows = 0;
        for (imports::SheetRow row; sheet->next(row) && rows < imports::most_rows; ++rows) {
            if (row.cells.empty() || row.cells.back().empty() || row.cells.size() > imports::most_columns)
                __builtin_trap();
            csv_line(row.cells, csv_style(true, Language::fr));
        }
    } catch (Problem const&) {}
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const text{reinterpret_cast<char const*>(data), size};
    read_all(text);
    // As the rows of a workbook, as its texts, and as a whole part.
    auto parts = imports::workbook_parts(text);
    read_all(imports::zip_of(parts));
    parts = imports::workbook_parts("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    parts["xl/sharedStrings.xml"] = text;
    parts["xl/styles.xml"] = text;
    read_all(imports::zip_of(parts));
    return 0;
}
