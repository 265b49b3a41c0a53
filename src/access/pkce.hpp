// Proof key for code exchange (RFC 7636), S256 only: plain proves nothing to whoever saw the request.
#pragma once

#include <string>

namespace entrepot::access {

// What a verifier is shown as before it is.
std::string challenge_of(std::string const& verifier);
bool is_challenge(std::string const& challenge);
bool verifier_fits(std::string const& verifier, std::string const& challenge);

}  // namespace entrepot::access
