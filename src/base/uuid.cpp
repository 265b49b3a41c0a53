// Identifiers: see uuid.hpp.
#include "base/uuid.hpp"

#include <sys/random.h>

#include <chrono>
#include <cstring>
#include <stdexcept>

namespace entrepot {

namespace {

constexpr char digits[] = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool hyphen_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

std::string Uuid::text() const {
    char out[36];
    auto* at = out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (hyphen_before(i)) *at++ = '-';
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    return {out, sizeof out};
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
    if (text.size() != 36) return std::nullopt;
    Uuid out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < out.bytes.size(); ++i) {
        if (hyphen_before(i) && text[at++] != '-') return std::nullopt;
        int const high = hex_value(text[at]), low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
    }
    return out;
}

Uuid Uuid::from_bytes(std::string_view sixteen) {
    Uuid out;
    if (sixteen.size() != out.bytes.size()) throw std::runtime_error("an id of another size than 16 bytes");
    std::memcpy(out.bytes.data(), sixteen.data(), sixteen.size());
    return out;
}

void fill_random(void* out, std::size_t size) {
    auto* at = static_cast<char*>(out);
    while (size > 0) {
        auto const got = getrandom(at, size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::runtime_error("the system gives no random bytes");
        at += got;
        size -= static_cast<std::size_t>(got);
    }
}

Uuid new_uuid() {
    using namespace std::chrono;
    auto const ms = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    // One system call serves many ids: it costs more than the rest of an id.
    static thread_local std::array<std::uint8_t, 1024> pool;
    static thread_local std::size_t used = pool.size();
    if (used + 10 > pool.size()) {
        fill_random(pool.data(), pool.size());
        used = 0;
    }
    Uuid out;
    for (std::size_t i = 0; i < 6; ++i) out.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    std::memcpy(out.bytes.data() + 6, pool.data() + used, 10);
    used += 10;
    out.bytes[6] = static_cast<std::uint8_t>((out.bytes[6] & 0x0f) | 0x70);
    out.bytes[8] = static_cast<std::uint8_t>((out.bytes[8] & 0x3f) | 0x80);
    return out;
}

}  // namespace entrepot
