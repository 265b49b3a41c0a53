// What a workbook says around its rows: which sheet is the first, its texts, which cells are dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/byte_file.hpp"
#include "imports/archive.hpp"

namespace entrepot::imports {

// Texts of a workbook stand in one part, and rows refer to them from anywhere: 50,000 rows come to 10 MB.
inline constexpr std::size_t most_bytes_of_texts = 48u << 20;
inline constexpr std::size_t most_texts = 1'500'000;

inline constexpr std::size_t most_texts_in_memory = 1u << 20;

// Every text once, one after the other: the last ones in memory, those before in a file without a name, where
// the system gives one.
class SharedTexts {
public:
    void add(std::string_view text);
    // Empty where the index is none.
    std::string at(std::size_t index);
    std::size_t in_memory() const { return last_.size() + windows_.size() * window_bytes; }

private:
    static constexpr std::size_t window_bytes = 64u << 10, most_windows = 8;
    // What was read of the file. Rows ask in the order in which texts were first met, and for some again and
    // again.
    struct Window {
        std::size_t number = 0;
        std::string bytes;
    };
    void put_aside();
    std::string read(std::size_t begin, std::size_t size);

    std::optional<ByteFile> aside_;
    bool is_refused_ = false;  // the system gives no file: all is held
    std::string last_;
    std::vector<std::uint32_t> ends_;
    std::vector<Window> windows_;
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
