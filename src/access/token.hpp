// Access tokens: JSON Web Tokens signed with RS256, with the claims that clients read (wire.md 2).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/consent.hpp"
#include "base/caller.hpp"
#include "base/time.hpp"

namespace entrepot::access {

struct TokenClaims {
    Caller caller;
    std::string issuer, audience, version = "1.0", user_name;
    Time issued, expires;
    std::optional<Id<TokenFamily>> family;  // the person's sign-in
    std::optional<Uuid> proof;              // the secret or certificate that the app showed
    bool by_certificate = false;
};

// What a client reads of the person who signed in (OpenID Connect Core 2).
struct IdToken {
    std::string issuer, audience, version, nonce, user_name, name;
    Id<Tenant> tenant;
    Id<User> user;
    bool mfa = false;
    Time issued, expires;
    std::string code;  // of response_type "code id_token": c_hash is its digest
};

class SigningKey {
public:
    // A new 2048-bit key, as PEM.
    static std::string make();
    explicit SigningKey(std::string const& pem);
    ~SigningKey();
    SigningKey(SigningKey&&) noexcept;

    std::string const& id() const { return id_; }
    std::string sign(TokenClaims const& claims) const;
    std::string sign(IdToken const& claims) const;
    // Nothing for what this key did not sign, or another algorithm than RS256 in the header.
    std::optional<TokenClaims> verify(std::string_view token) const;
    // One entry of a JWKS document.
    std::string jwk() const;

private:
    std::string signed_token(std::string const& payload) const;

    struct Inside;
    std::unique_ptr<Inside> inside_;
    std::string id_;
};

}  // namespace entrepot::access
