// ID tokens of outside providers: their keys, and whether a token is what was asked for (OpenID Connect Core
// 3.1.3.7).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace entrepot::access {

// A public key of a JWKS document, parsed: RSA for RS256, P-256 for ES256. Others are passed over.
class OutsideKey {
public:
    struct Inside;
    OutsideKey(std::string id, std::string algorithm, std::shared_ptr<Inside const> inside)
        : id_(std::move(id)), algorithm_(std::move(algorithm)), inside_(std::move(inside)) {}

    std::string const& id() const { return id_; }
    std::string const& algorithm() const { return algorithm_; }
    bool signed_this(std::string_view text, std::string const& signature) const;

private:
    std::string id_, algorithm_;
    std::shared_ptr<Inside const> inside_;
};

// Nothing for what is no such document.
std::optional<std::vector<OutsideKey>> read_jwks(std::string const& text);

struct OutsidePerson {
    std::string subject, email, given_name, family_name;
    bool email_verified = false;
    std::vector<std::string> methods;  // amr
    std::string context;               // acr
};

enum class TokenFault : std::uint8_t {
    none,
    form,
    algorithm,
    key,
    signature,
    issuer,
    audience,
    time,
    nonce,
    subject
};
// A word for the log and the page.
std::string_view word_of(TokenFault fault);

struct ExpectedToken {
    std::string issuer, client_id, nonce, verified_claim;
    Time now;
};

struct ReadToken {
    TokenFault fault = TokenFault::none;
    OutsidePerson person;
};
// A fault of `key` says that the token names a key that is not among these: they may have been rotated.
ReadToken read_id_token(std::string_view token, std::vector<OutsideKey> const& keys,
                        ExpectedToken const& expected);

}  // namespace entrepot::access
