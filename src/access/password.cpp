// Stored passwords: see password.hpp.
#include "access/password.hpp"

#include "access/vault.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

std::string stored_secret(Safe& safe, std::string const& secret) {
    return "digest:" + base64url(safe.digest(secret));
}

bool password_fits(Safe& safe, std::string const& stored, std::string const& given) {
    if (!stored.starts_with("digest:")) return verify_password(stored, given);
    auto const other = stored_secret(safe, given);
    unsigned different = stored.size() != other.size();
    for (std::size_t i = 0; i < std::min(stored.size(), other.size()); ++i)
        different |= static_cast<unsigned char>(stored[i] ^ other[i]);
    return different == 0;
}

}  // namespace entrepot::access
