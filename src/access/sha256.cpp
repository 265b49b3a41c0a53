// SHA-256: see sha256.hpp.
#include "access/sha256.hpp"

#include <sodium.h>

namespace entrepot::access {

struct Sha256::State {
    crypto_hash_sha256_state inside;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->inside); }
Sha256::~Sha256() = default;

void Sha256::add(std::string_view piece) {
    crypto_hash_sha256_update(&state_->inside, reinterpret_cast<unsigned char const*>(piece.data()),
                              piece.size());
}

std::string Sha256::digest() {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_->inside, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 sum;
    sum.add(bytes);
    std::string out;
    for (unsigned char const byte : sum.digest()) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

}  // namespace entrepot::access
