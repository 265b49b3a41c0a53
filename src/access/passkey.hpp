// Passkeys (WebAuthn level 2): what a browser is asked, and checking what it answers, by libfido2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entrepot::access {

// Whom a passkey is for: the host of the deployment's address, and that address.
struct RelyingParty {
    std::string id, origin;
};
RelyingParty relying_party(std::string const& public_url);

// 32 random bytes, base64url.
std::string new_challenge();

struct MadePasskey {
    std::string credential;  // its id, base64url
    std::string key;         // "es256:" and the public key, base64url
    std::int64_t counter = 0;
};
// Bytes as the browser gives them. Nothing where anything is not as asked: another challenge, origin or host,
// no user verification, an algorithm that was not offered. Which make of authenticator it is, nobody asks.
std::optional<MadePasskey> read_registration(RelyingParty const& party, std::string const& challenge,
                                             std::string const& client_data, std::string const& attestation);
// The signature count where the answer was signed by this key, over this challenge, with the person verified.
std::optional<std::int64_t> read_assertion(RelyingParty const& party, std::string const& challenge,
                                           std::string const& key, std::string const& client_data,
                                           std::string const& authenticator_data,
                                           std::string const& signature);

}  // namespace entrepot::access
