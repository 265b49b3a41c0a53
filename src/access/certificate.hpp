// X.509 certificates of apps: read once when registered, and what their keys signed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace entrepot::access {

struct Certificate {
    std::string der, subject;
    std::string thumbprint,
        thumbprint256;  // SHA-1 and SHA-256, base64url: x5t and x5t#S256 of a token's header
    Time begins, expires;
};

// PEM, or the base64 of DER. Nothing for what is no certificate with an RSA key of 2048 to 8192 bits.
std::optional<Certificate> read_certificate(std::string_view text);

enum class Padding : std::uint8_t { pkcs1, pss };  // RS256, PS256
// Whether the key of this certificate (DER) signed the text with SHA-256.
bool certificate_signed(std::string const& der, Padding padding, std::string_view text,
                        std::string_view signature);

}  // namespace entrepot::access
