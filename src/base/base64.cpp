// Base64: see base64.hpp.
#include "base/base64.hpp"

namespace entrepot {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out(bytes.size() / 3 * 4 + (bytes.size() % 3 * 4 + 2) / 3, '\0');
    auto* at = out.data();
    auto const letter = [&](unsigned bits) { *at++ = alphabet[bits & 63]; };
    std::size_t i = 0;
    auto const byte = [&](std::size_t ahead) { return static_cast<unsigned char>(bytes[i + ahead]); };
    for (; i + 3 <= bytes.size(); i += 3) {
        unsigned const three = byte(0) << 16 | byte(1) << 8 | byte(2);
        letter(three >> 18), letter(three >> 12), letter(three >> 6), letter(three);
    }
    if (bytes.size() - i == 1) letter(byte(0) >> 2), letter(byte(0) << 4);
    if (bytes.size() - i == 2)
        letter(byte(0) >> 2), letter(byte(0) << 4 | byte(1) >> 4), letter(byte(1) << 2);
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    out.reserve(text.size());
    auto const padded = text.size();
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    if (text.size() % 4 == 1 || padded - text.size() > 2) return std::nullopt;
    for (char c : text) {
        if (c == '+') c = '-';
        if (c == '/') c = '_';
        auto const value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        buffer = buffer << 6 | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(buffer >> bits & 255);
        }
    }
    // One word for one text: what a longer or altered word has left over is refused.
    if ((buffer & ((1u << bits) - 1)) != 0) return std::nullopt;
    return out;
}

std::string base64(std::string_view bytes) {
    auto out = base64url(bytes);
    for (char& c : out) c = c == '-' ? '+' : c == '_' ? '/' : c;
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

}  // namespace entrepot
