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

// At the end of a block, of a character that goes on in the next one: all of it but for what is wrong anyway.
std::size_t bytes_of_cut(std::string_view block) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, block.size()); ++back) {
        auto const byte = static_cast<std::uint8_t>(block[block.size() - back]);
        if ((byte & 0xc0) == 0x80) continue;
        std::size_t const whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}

// Latin text in UTF-16 has a zero in every other byte.
bool has_zeros(std::string_view text, std::size_t first) {
    std::size_t zeros = 0, all = 0;
    for (std::size_t i = first; i < std::min(text.size(), looked_at); i += 2, ++all) zeros += text[i] == 0;
    return all >= 4 && zeros * 4 >= all * 3;
}

}  // namespace

TextBlocks::TextBlocks(Source const& source) : source_(source) {
    auto const bytes = read_raw(0);
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
    } else if (!is_all_utf8()) {
        encoding_ = Encoding::windows_1252;
    }
}

std::string_view TextBlocks::read_raw(std::size_t at) {
    raw_.resize(block_bytes);
    raw_.resize(source_.read(at, raw_.data(), raw_.size()));
    return raw_;
}

// The whole file, a block at a time: a character that a block's end cuts is looked at with the next one.
bool TextBlocks::is_all_utf8() {
    for (std::size_t at = 0; at < source_.size();) {
        auto text = read_raw(at);
        if (text.empty()) return true;  // shorter than it was
        if (at + text.size() < source_.size()) text.remove_suffix(bytes_of_cut(text));
        if (!is_clean_utf8(text)) return false;
        at += text.size();
    }
    return true;
}

std::string_view TextBlocks::next() {
    auto const raw = read_raw(at_);
    at_ += raw.size();
    if (encoding_ == Encoding::utf8) return raw;
    block_.clear();
    if (encoding_ == Encoding::windows_1252) add_windows_1252(raw);
    else add_utf16(raw);
    // The first half of a pair alone, in a block of its own, is not the end.
    return block_.empty() && !raw.empty() ? next() : block_;
}

void TextBlocks::add_windows_1252(std::string_view raw) {
    for (char const c : raw) {
        auto const byte = static_cast<std::uint8_t>(c);
        append(block_, byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte);
    }
}

void TextBlocks::add_utf16(std::string_view raw) {
    bool const little = encoding_ == Encoding::utf16_le;
    for (std::size_t i = 0; i < raw.size(); i += 2) {
        if (i + 1 >= raw.size()) return append(block_, unknown);  // half a character at the end
        auto const a = static_cast<std::uint8_t>(raw[i]), b = static_cast<std::uint8_t>(raw[i + 1]);
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
