// What an app with a certificate signs to prove who it is (RFC 7523, as MSAL clients send it).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/app.hpp"

namespace entrepot::access {

inline constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
inline constexpr auto assertion_life_most = hours{24};

struct ClientAssertion {
    std::string issuer, subject, audience, id;  // id: jti, or the signature where there is none
    std::optional<Time> begins;
    Time expires;

    std::string algorithm, key, thumbprint, thumbprint256;  // of the header: alg, kid, x5t, x5t#S256
    std::string signed_text, signature;
};

// Nothing for what is no token.
std::optional<ClientAssertion> read_assertion(std::string_view token);

// Which of the app's certificates signed it. Throws the OAuth refusal: signature, time, audience, issuer.
AppCertificate const& check_assertion(ClientAssertion const& assertion, AppRecord const& app,
                                      std::vector<AppCertificate> const& certificates,
                                      std::string const& public_url, Time now);

}  // namespace entrepot::access
