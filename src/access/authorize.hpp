// What a browser brings to the authorize endpoint: checked, and carried sealed while the person signs in.
#pragma once

#include <optional>
#include <string>

#include "access/app.hpp"

namespace entrepot::access {

struct AuthorizeQuery {
    std::string client, response_type, redirect_uri, response_mode, scope, resource, state, nonce, challenge,
        challenge_method, prompt, client_info;

    static constexpr std::string_view schema_name = "AuthorizeQuery";
    static constexpr auto fields() {
        using Q = AuthorizeQuery;
        return Fields{
            field("client_id", &Q::client, "The app.").or_default(),
            field("response_type", &Q::response_type, "code, or code id_token.").or_default(),
            field("redirect_uri", &Q::redirect_uri, "One that the app registered.").or_default(),
            field("response_mode", &Q::response_mode, "query, fragment or form_post.").or_default(),
            field("scope", &Q::scope, "Version 2: what for; openid for an id token.").or_default(),
            field("resource", &Q::resource, "Version 1: what for.").or_default(),
            field("state", &Q::state, "Comes back as it is.").or_default().at_most(2000),
            field("nonce", &Q::nonce, "Goes into the id token.").or_default().at_most(500),
            field("code_challenge", &Q::challenge, "PKCE; a public app must.").or_default(),
            field("code_challenge_method", &Q::challenge_method, "S256.").or_default(),
            field("prompt", &Q::prompt, "none, login, select_account or consent.").or_default(),
            field("client_info", &Q::client_info, "1: the answer says whose account it is.").or_default(),
        };
    }
};

struct AuthorizeRequest {
    AuthorizeQuery query;
    std::string named_tenant;
    bool is_v1 = false;
    Time expires;

    static constexpr std::string_view schema_name = "AuthorizeRequest";
    static constexpr auto fields() {
        using R = AuthorizeRequest;
        return Fields{
            field("query", &R::query, "As it came."), field("namedTenant", &R::named_tenant, "Of the path."),
            field("isV1", &R::is_v1, "Which endpoint."), field("expiresAt", &R::expires, "When it ends.")};
    }
    bool wants_id_token() const { return query.response_type.find("id_token") != std::string::npos; }
    // query, fragment or form_post; the usual one where the client does not say.
    std::string mode() const;
};

// Whether it may be answered at all by a redirect: throws oauth_redirect_unregistered. A sole address
// registered
// stands in for one that is not named.
void check_redirect(AppRecord const& app, AuthorizeQuery& query);
// Throws the refusal that goes back to the app.
void check_request(AppRecord const& app, AuthorizeRequest const& request, std::string const& public_url);
// Somebody else's program could listen where a public app does: its person says yes each time.
bool needs_confirmation(AppRecord const& app, AuthorizeQuery const& query);

}  // namespace entrepot::access
