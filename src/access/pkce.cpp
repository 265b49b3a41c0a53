// PKCE through libsodium's SHA-256: see pkce.hpp.
#include "access/pkce.hpp"

#include <sodium.h>

#include "base/base64.hpp"

namespace entrepot::access {

namespace {

bool is_unreserved(std::string const& text) {
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '_' || c == '.' || c == '~';
        if (!plain) return false;
    }
    return true;
}

}  // namespace

std::string challenge_of(std::string const& verifier) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<unsigned char const*>(verifier.data()), verifier.size());
    return base64url({reinterpret_cast<char const*>(digest), sizeof digest});
}

bool is_challenge(std::string const& challenge) { return challenge.size() == 43 && is_unreserved(challenge); }

bool verifier_fits(std::string const& verifier, std::string const& challenge) {
    if (verifier.size() < 43 || verifier.size() > 128 || !is_unreserved(verifier)) return false;
    auto const made = challenge_of(verifier);
    return made.size() == challenge.size() && sodium_memcmp(made.data(), challenge.data(), made.size()) == 0;
}

}  // namespace entrepot::access
