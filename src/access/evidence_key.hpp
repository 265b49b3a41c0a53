// The key that signs evidence: Ed25519, so that a receipt carries key and signature in a line each.
#pragma once

#include <string>
#include <string_view>

namespace entrepot::access {

class EvidenceKey {
public:
    // A new seed of 32 bytes.
    static std::string make();
    explicit EvidenceKey(std::string const& seed);
    ~EvidenceKey();
    EvidenceKey(EvidenceKey const&) = delete;

    // 64 bytes, the same for the same message every time.
    std::string sign(std::string_view message) const;
    // 32 bytes.
    std::string const& public_key() const { return public_key_; }

private:
    std::string secret_, public_key_;
};

// Without any secret: whether the key that belongs to `public_key` signed this message.
bool signature_holds(std::string_view public_key, std::string_view message, std::string_view signature);
// How people compare keys: 16 groups of four hexadecimal digits of its SHA-256.
std::string fingerprint(std::string_view public_key);

}  // namespace entrepot::access
