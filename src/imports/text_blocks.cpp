// Decoding text: see text_blocks.hpp.
#include "imports/text_blocks.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::imports {

namespace {

constexpr std::size_t block_bytes = 64 << 10;
constexpr std::size_t looked_at = 4 << 10;
constexpr std::uint32_t unknown = 0xfffd;

// 0x80 to 0x9f; what is not assigned stays unknown.
constexpr std::array<std::uint16_t, 32> windows_1252 = {
    0x20ac, unknown, 0x201a,  0x0192, 0x201e,  0x2026,  0x2020, 0x2021,  0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152,  unknown, 0x017d, unknown, unknown, 0x2018, 0x2019,  0x201c, 0x201d, 0x2022,
    0x2013, 0x2014,  0x02dc,  0x2122, 0x0161,  0x203a,  0x0153, unknown, 0x017e, 0x0178};

void append(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

// Latin text in UTF-16 has a zero in every other byte.
bool has_zeros(std::string_view text, std::size_t first) {
    std::size_t zeros = 0, all = 0;
    for (std::size_t i = first; i < std::min(text.size(), looked_at); i += 2, ++all) zeros += text[i] == 0;
    return all >= 4 && zeros * 4 >= all * 3;
}

}  // namespace

TextBlocks::TextBlocks(std::string_view bytes) : bytes_(bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) {
        at_ = 3;
    } else if (bytes.starts_with("\xff\xfe")) {
        encoding_ = Encoding::utf16_le;
        at_ = 2;
    } else if (bytes.starts_with("\xfe\xff")) {
        encoding_ = Encoding::utf16_be;
        at_ = 2;
    } else if (has_zeros(bytes, 1)) {
        encoding_ = Encoding::utf16_le;
    } else if (has_zeros(bytes, 0)) {
        encoding_ = Encoding::utf16_be;
    } else if (!is_clean_utf8(bytes)) {
        encoding_ = Encoding::windows_1252;
    }
}

std::string_view TextBlocks::next() {
    auto const end = std::min(bytes_.size(), at_ + block_bytes);
    if (encoding_ == Encoding::utf8) {
        auto const out = bytes_.substr(at_, end - at_);
        at_ = end;
        return out;
    }
    block_.clear();
    if (encoding_ == Encoding::windows_1252) add_windows_1252(end);
    else add_utf16(end);
    return block_;
}

void TextBlocks::add_windows_1252(std::size_t end) {
    for (; at_ < end; ++at_) {
        auto const byte = static_cast<std::uint8_t>(bytes_[at_]);
        append(block_, byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte);
    }
}

void TextBlocks::add_utf16(std::size_t end) {
    bool const little = encoding_ == Encoding::utf16_le;
    for (; at_ < end; at_ += 2) {
        if (at_ + 1 >= bytes_.size()) {
            append(block_, unknown);  // half a character at the end
            at_ = bytes_.size();
            return;
        }
        auto const a = static_cast<std::uint8_t>(bytes_[at_]), b = static_cast<std::uint8_t>(bytes_[at_ + 1]);
        std::uint32_t const unit = little ? a | b << 8 : a << 8 | b;
        bool const low = unit >= 0xdc00 && unit < 0xe000;
        if (high_ != 0) append(block_, low ? 0x10000 + ((high_ - 0xd800) << 10) + (unit - 0xdc00) : unknown);
        if (high_ != 0 && low) {
            high_ = 0;
            continue;
        }
        high_ = 0;
        if (unit >= 0xd800 && unit < 0xdc00) high_ = unit;
        else append(block_, low ? unknown : unit);
    }
}

}  // namespace entrepot::imports
