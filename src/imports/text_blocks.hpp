// Text of a file in whatever encoding, as UTF-8 and a block at a time.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "imports/source.hpp"

namespace entrepot::imports {

// By its mark, or by how it looks: UTF-8, UTF-16 of either order, else Windows-1252, which Excel writes in
// western Europe.
enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252 };

class TextBlocks {
public:
    explicit TextBlocks(Source const& source);

    Encoding encoding() const { return encoding_; }
    // The next piece, good until the next call; empty at the end. Of UTF-8 it is the bytes as they are.
    std::string_view next();

private:
    std::string_view read_raw(std::size_t at);
    bool is_all_utf8();
    void add_utf16(std::string_view raw);
    void add_windows_1252(std::string_view raw);

    Source const& source_;
    std::size_t at_ = 0;
    Encoding encoding_ = Encoding::utf8;
    std::string raw_, block_;
    std::uint32_t high_ = 0;  // of a pair that a block's end cut
};

}  // namespace entrepot::imports
