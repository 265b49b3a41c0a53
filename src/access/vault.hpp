// The deployment's key file: seals what must be read again, digests what must only be recognised.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entrepot::access {

class Vault {
public:
    // Reads the 32-byte key file; makes it (mode 0600) where it does not exist and `may_make`.
    Vault(std::string const& key_file, bool may_make);
    ~Vault();
    Vault(Vault const&) = delete;

    std::string seal(std::string_view plain) const;
    std::optional<std::string> open(std::string_view sealed) const;
    // HMAC-SHA-256, 32 bytes.
    std::string digest(std::string_view text) const;

private:
    unsigned char sealing_[32];
    unsigned char digesting_[32];
};

// 128 bits or more of what nobody guesses, as 26 letters and digits or as a password that rules accept.
std::string new_secret();
std::string new_password();

// argon2id (19 MiB, t=2): only for passwords that people choose, only on the heavy pool.
std::string hash_password(std::string const& password);
bool verify_password(std::string const& hash, std::string const& password);
// How often verify_password() worked out a hash since the program began.
std::uint64_t hashes_worked();

}  // namespace entrepot::access
