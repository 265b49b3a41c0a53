// Signing evidence through libsodium: see evidence_key.hpp.
#include "access/evidence_key.hpp"

#include <sodium.h>

#include <stdexcept>

#include "access/sha256.hpp"
#include "base/check.hpp"

namespace entrepot::access {

namespace {

unsigned char const* bytes(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

}  // namespace

std::string EvidenceKey::make() {
    start_sodium();
    std::string seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), seed.size());
    return seed;
}

EvidenceKey::EvidenceKey(std::string const& seed)
    : secret_(crypto_sign_SECRETKEYBYTES, '\0'), public_key_(crypto_sign_PUBLICKEYBYTES, '\0') {
    start_sodium();
    check(seed.size() == crypto_sign_SEEDBYTES, "a seed of an evidence key has 32 bytes");
    crypto_sign_seed_keypair(bytes(public_key_), bytes(secret_), bytes(std::string_view(seed)));
}

EvidenceKey::~EvidenceKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string EvidenceKey::sign(std::string_view message) const {
    std::string out(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes(out), nullptr, bytes(message), message.size(),
                         bytes(std::string_view(secret_)));
    return out;
}

bool signature_holds(std::string_view public_key, std::string_view message, std::string_view signature) {
    start_sodium();
    return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes(signature), bytes(message), message.size(), bytes(public_key)) ==
               0;
}

std::string fingerprint(std::string_view public_key) {
    auto const digest = sha256_hex(public_key);
    std::string out;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += digest[i];
    }
    return out;
}

}  // namespace entrepot::access
