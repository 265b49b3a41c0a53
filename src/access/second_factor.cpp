// Codes by time over OpenSSL's HMAC, and their QR code: see second_factor.hpp.
#include "access/second_factor.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/uuid.hpp"

namespace entrepot::access {

namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::int64_t steps_beside = 1;  // a clock that is off, a code typed at its end
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view recovery_letters = "abcdefghjkmnpqrstuvwxyz23456789";

// The same time however many figures fit.
bool same(std::string_view a, std::string_view b) {
    unsigned different = a.size() != b.size();
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        different |= static_cast<unsigned char>(a[i] ^ b[i]);
    return different == 0;
}

std::string escaped(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        auto const byte = static_cast<unsigned char>(c);
        if (plain) out += c;
        else out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

}  // namespace

std::string new_totp_secret() {
    std::string out(20, '\0');
    fill_random(out.data(), out.size());
    return out;
}

std::string totp(std::string_view secret, std::int64_t step) {
    unsigned char message[8], digest[EVP_MAX_MD_SIZE];
    for (int i = 7; i >= 0; --i, step >>= 8) message[i] = static_cast<unsigned char>(step & 0xff);
    unsigned size = 0;
    if (!HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message, sizeof message, digest,
              &size))
        throw std::runtime_error("OpenSSL makes no code");
    auto const* at = digest + (digest[size - 1] & 0x0f);
    auto number = ((at[0] & 0x7fu) << 24 | at[1] << 16 | at[2] << 8 | at[3]) % 1'000'000;
    std::string out(6, '0');
    for (int i = 5; i >= 0; --i, number /= 10)
        out[static_cast<std::size_t>(i)] += static_cast<char>(number % 10);
    return out;
}

std::int64_t totp_step(Time now) { return to_micros(now) / 1'000'000 / step_seconds; }

std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code, Time now,
                                          std::int64_t last_used) {
    auto const current = totp_step(now);
    std::optional<std::int64_t> found;
    for (auto step = current - steps_beside; step <= current + steps_beside; ++step)
        if (same(totp(secret, step), code) && step > last_used && !found) found = step;
    return found;
}

std::string base32(std::string_view bytes) {
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    for (char const c : bytes) {
        buffer = (buffer << 8 | static_cast<unsigned char>(c)) & 0xffff;
        for (bits += 8; bits >= 5; bits -= 5) out += alphabet[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) out += alphabet[buffer << (5 - bits) & 31];
    return out;
}

std::string from_base32(std::string_view text) {
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    for (char const c : text) {
        auto const value = alphabet.find(c);
        if (value == std::string_view::npos) continue;
        buffer = (buffer << 5 | static_cast<unsigned>(value)) & 0xffff;
        if ((bits += 5) >= 8) out += static_cast<char>(buffer >> (bits -= 8) & 0xff);
    }
    return out;
}

std::string otpauth_uri(std::string const& issuer, std::string const& account, std::string_view secret) {
    return "otpauth://totp/" + escaped(issuer) + ':' + escaped(account) + "?secret=" + base32(secret) +
           "&issuer=" + escaped(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

QrCode qr_code(std::string const& text) {
    std::unique_ptr<QRcode, void (*)(QRcode*)> const code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) throw std::runtime_error("the text is too long for a QR code");
    constexpr int quiet = 4;
    QrCode out{code->width + 2 * quiet, {}};
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x) {
            int run = 0;
            while (x + run < code->width && (code->data[y * code->width + x + run] & 1)) ++run;
            if (run == 0) continue;
            auto const wide = std::to_string(run);
            out.path += 'M' + std::to_string(x + quiet) + ' ' + std::to_string(y + quiet) + 'h' + wide +
                        "v1h-" + wide + 'z';
            x += run;
        }
    return out;
}

std::string new_recovery_code() {
    constexpr auto fair = 256 / recovery_letters.size() * recovery_letters.size();
    std::string out;
    while (out.size() < 11) {
        unsigned char byte = 0;
        fill_random(&byte, 1);
        if (byte >= fair) continue;
        if (out.size() == 5) out += '-';
        out += recovery_letters[byte % recovery_letters.size()];
    }
    return out;
}

std::string recovery_code_as_made(std::string given) {
    std::string out;
    for (char c : given) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (recovery_letters.find(c) == std::string_view::npos) continue;
        if (out.size() == 5) out += '-';
        out += c;
    }
    return out;
}

}  // namespace entrepot::access
