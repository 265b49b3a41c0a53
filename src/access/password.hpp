// Passwords and secrets as they are stored: a keyed digest of what the server made,
// argon2id of what people chose.
#pragma once

#include <string>

#include "base/safe.hpp"

namespace entrepot::access {

// "digest:…"; for secrets of 128 bits and more only.
std::string stored_secret(Safe& safe, std::string const& secret);
// Slow for passwords that people chose: on the heavy pool only.
bool password_fits(Safe& safe, std::string const& stored, std::string const& given);

}  // namespace entrepot::access
