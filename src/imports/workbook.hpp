// What a workbook says around its rows: which sheet is the first, its texts, which cells are dates.
#pragma once

#include <string>
#include <vector>

#include "imports/archive.hpp"

namespace entrepot::imports {

// Texts of a workbook stand in one part and are held while it is read: 50,000 rows come to 10 MB.
inline constexpr std::size_t most_bytes_of_texts = 48u << 20;
inline constexpr std::size_t most_texts = 1'500'000;

// Every text once, one after the other in one piece of memory.
class SharedTexts {
public:
    void add(std::string_view text);
    // Empty where the index is none.
    std::string_view at(std::size_t index) const;

private:
    std::string all_;
    std::vector<std::uint32_t> ends_;
};

struct Workbook {
    std::string sheet;  // the first one's part
    bool counts_from_1904 = false;
    SharedTexts texts;
    std::vector<bool> is_date;  // by a cell's style
};
Workbook read_workbook(Archive& archive);

// A date as a cell has it: days since 1900 or 1904, with Excel's 29 February 1900. As 2026-11-28; empty where
// it is none.
std::string date_of(double serial, bool counts_from_1904);
// Whether a format of numbers shows a date: built in, or written with the letters of one.
bool shows_date(int id, std::string_view code);

}  // namespace entrepot::imports
