// What clients send to the token endpoints.
#pragma once

#include <string>

#include "base/field.hpp"

namespace entrepot::access {

struct TokenForm {
    std::string grant, client, secret, assertion_type, assertion, resource, scope, user_name, password, code,
        redirect_uri, verifier, refresh_token, device_code, client_info;

    static constexpr std::string_view schema_name = "TokenRequest";
    static constexpr auto fields() {
        using F = TokenForm;
        return Fields{
            field(
                "grant_type", &F::grant,
                "client_credentials, authorization_code, refresh_token, device_code or its urn; in a sandbox "
                "also password.")
                .or_default(),
            field("client_id", &F::client, "The app.").or_default(),
            field("client_secret", &F::secret, "One of its secrets.").or_default(),
            field("client_assertion_type", &F::assertion_type, "Of an app with a certificate.").or_default(),
            field("client_assertion", &F::assertion, "What its key signed.").or_default().at_most(8000),
            field("resource", &F::resource, "Version 1: what the token is for.").or_default(),
            field("scope", &F::scope, "Version 2: what the token is for.").or_default(),
            field("username", &F::user_name, "With grant_type=password.").or_default(),
            field("password", &F::password, "With grant_type=password.").or_default(),
            field("code", &F::code, "An authorization code, or in version 1 a device code.").or_default(),
            field("redirect_uri", &F::redirect_uri, "Where the code was sent.").or_default(),
            field("code_verifier", &F::verifier, "Of PKCE.").or_default(),
            field("refresh_token", &F::refresh_token, "The last one that was given.").or_default(),
            field("device_code", &F::device_code, "What the device keeps.").or_default(),
            field("client_info", &F::client_info, "1: the reply says whose account it is.").or_default(),
        };
    }
};

}  // namespace entrepot::access
