// Folding and UTF-8: see fold.hpp.
#include "base/fold.hpp"

#include <cstdint>

namespace entrepot {

namespace {

// U+00C0 to U+017F and U+1E00 to U+1EFF without case and accents; empty: not a Latin letter.
constexpr char const* latin[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", "",  "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", "",  "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s",
};
constexpr char const* latin_additional[] = {
    "a", "a", "b", "b", "b", "b", "b", "b", "c", "c", "d", "d", "d", "d", "d", "d", "d", "d", "d",  "d",
    "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "f", "f", "g", "g", "h", "h", "h", "h", "h",  "h",
    "h", "h", "h", "h", "i", "i", "i", "i", "k", "k", "k", "k", "k", "k", "l", "l", "l", "l", "l",  "l",
    "l", "l", "m", "m", "m", "m", "m", "m", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o",  "o",
    "o", "o", "o", "o", "p", "p", "p", "p", "r", "r", "r", "r", "r", "r", "r", "r", "s", "s", "s",  "s",
    "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u",  "u",
    "u", "u", "u", "u", "v", "v", "v", "v", "w", "w", "w", "w", "w", "w", "w", "w", "w", "w", "x",  "x",
    "x", "x", "y", "y", "z", "z", "z", "z", "z", "z", "h", "t", "w", "y", "",  "s", "",  "",  "ss", "",
    "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a",  "a",
    "a", "a", "a", "a", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e",  "e",
    "i", "i", "i", "i", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o",  "o",
    "o", "o", "o", "o", "o", "o", "o", "o", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u",  "u",
    "u", "u", "y", "y", "y", "y", "y", "y", "y", "y", "",  "",  "",  "",  "",  "",
};

// The next code point, or -1 where the bytes are no UTF-8.
std::int32_t next(std::string_view text, std::size_t& at) {
    auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    auto const first = byte(at);
    if (first < 0x80) return text[at++];
    int const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || at + more >= text.size()) return -1;
    std::int32_t point = first & (0x3f >> more);
    for (int i = 1; i <= more; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) return -1;
        point = point << 6 | (byte(at + i) & 0x3f);
    }
    constexpr std::int32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return -1;
    at += more + 1;
    return point;
}

void append(std::string& out, std::int32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    }
}

std::int32_t lower(std::int32_t point) {
    if ((point >= 0x391 && point <= 0x3a9) || (point >= 0x410 && point <= 0x42f)) return point + 32;
    if (point >= 0x400 && point <= 0x40f) return point + 80;
    return point;
}

void fold_point(std::string& out, std::int32_t point) {
    if (point < 0x80) {
        if (point >= 'A' && point <= 'Z') out += static_cast<char>(point + 32);
        else if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9'))
            out += static_cast<char>(point);
        else out += ' ';
        return;
    }
    char const* plain = nullptr;
    if (point >= 0xc0 && point < 0x180) plain = latin[point - 0xc0];
    if (point >= 0x1e00 && point < 0x1f00) plain = latin_additional[point - 0x1e00];
    if (plain && *plain) out += plain;
    else if (point >= 0x300 && point < 0x370) return;                          // combining accents
    else if (point < 0xc0 || (point >= 0x2000 && point < 0x2100)) out += ' ';  // signs and punctuation
    else append(out, lower(point));
}

}  // namespace

std::string fold(std::string_view utf8) {
    std::string spaced, out;
    for (std::size_t at = 0; at < utf8.size();) {
        auto const point = next(utf8, at);
        if (point < 0) ++at;
        else fold_point(spaced, point);
    }
    for (char const c : spaced) {
        if (c != ' ') out += c;
        else if (!out.empty() && out.back() != ' ') out += c;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string> fold_words(std::string_view utf8) {
    auto const folded = fold(utf8);
    std::vector<std::string> out;
    for (std::size_t at = 0; at < folded.size();) {
        auto const end = std::min(folded.find(' ', at), folded.size());
        out.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string after_prefix(std::string_view prefix) {
    std::string out{prefix};
    // U+10FFFF sorts after every text that goes on with a character in use.
    return out + "\xf4\x8f\xbf\xbf";
}

bool is_clean_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (next(text, at) <= 0) return false;
    return true;
}

std::size_t length(std::string_view utf8) {
    std::size_t out = 0;
    for (char const c : utf8) out += (static_cast<std::uint8_t>(c) & 0xc0) != 0x80;
    return out;
}

std::string cut(std::string_view utf8, std::size_t characters) {
    std::size_t end = 0;
    for (; end < utf8.size(); ++end)
        if ((static_cast<std::uint8_t>(utf8[end]) & 0xc0) != 0x80 && characters-- == 0) break;
    return std::string(utf8.substr(0, end));
}

std::string lower_ascii(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c += 32;
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

}  // namespace entrepot
