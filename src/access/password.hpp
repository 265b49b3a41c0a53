// Passwords and secrets as they are stored: a keyed digest of what the server made,
// argon2id of what people chose; and the rules for choosing one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/safe.hpp"

namespace entrepot::access {

// "digest:…"; for secrets of 128 bits and more only.
std::string stored_secret(Safe& safe, std::string const& secret);
// Slow for passwords that people chose: on the pools for hashing and heavy work only.
bool password_fits(Safe& safe, std::string const& stored, std::string const& given);
// The same for sign-in: one argon2id whatever the account, also where there is none, so that the time of a
// refusal says nothing.
bool account_password_fits(Safe& safe, std::optional<std::string> const& stored, std::string const& given);

constexpr std::size_t shortest_password = 12, longest_password = 128;  // characters

// Length, names, and the list of breached passwords; what letters it is made of is nobody's business
// (NIST SP 800-63B, 5.1.1.2). `names` are words of the account: they add nothing.
void check_new_password(std::string const& password, std::vector<std::string> const& names,
                        std::string const& field, Problems& problems);
// On the list as it stands, in lower case, without figures and signs around it, or said several times over.
bool is_breached(std::string const& password);
std::size_t breached_passwords();

}  // namespace entrepot::access
