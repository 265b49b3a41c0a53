// The rules of the authorize endpoint: see authorize.hpp.
#include "access/authorize.hpp"

#include <algorithm>
#include <vector>

#include "access/audience.hpp"
#include "access/pkce.hpp"

namespace entrepot::access {

namespace {

// Words of response_type, in any order.
bool is_response_type(std::string const& text) {
    return text == "code" || text == "code id_token" || text == "id_token code";
}

}  // namespace

std::string AuthorizeRequest::mode() const {
    if (!query.response_mode.empty()) return query.response_mode;
    return wants_id_token() ? "fragment" : "query";
}

void check_redirect(AppRecord const& app, AuthorizeQuery& query) {
    if (query.redirect_uri.empty() && app.redirect_uris.size() == 1 && app.kind == AppKind::confidential)
        query.redirect_uri = app.redirect_uris.front();
    if (!redirect_fits(app, query.redirect_uri))
        throw Problem("oauth_redirect_unregistered", {{"uri", query.redirect_uri.substr(0, 200)}});
}

void check_request(AppRecord const& app, AuthorizeRequest const& request, std::string const& public_url) {
    auto const& query = request.query;
    if (!is_response_type(query.response_type))
        throw Problem("oauth_response_type", {{"type", query.response_type.substr(0, 60)}});
    auto const mode = request.mode();
    bool const mode_fits =
        mode == "form_post" || mode == "fragment" || (mode == "query" && !request.wants_id_token());
    if (!mode_fits) throw Problem("oauth_response_mode", {{"mode", mode.substr(0, 60)}});
    if (request.wants_id_token() && query.nonce.empty()) throw Problem("oauth_nonce_missing");
    bool const with_pkce = !query.challenge.empty();
    if (!with_pkce && app.kind == AppKind::open) throw Problem("oauth_challenge_missing");
    if (with_pkce && (query.challenge_method != "S256" || !is_challenge(query.challenge)))
        throw Problem("oauth_challenge_bad");
    if (request.is_v1 && !query.resource.empty() && !audience_of_resource(query.resource, public_url))
        throw Problem("oauth_resource_unknown", {{"resource", query.resource.substr(0, 200)}});
    if (!request.is_v1 && !read_scopes(query.scope, public_url).is_known)
        throw Problem("oauth_scope_unknown", {{"scope", query.scope.substr(0, 200)}});
}

bool needs_confirmation(AppRecord const& app, AuthorizeQuery const& query) {
    return app.kind == AppKind::open || query.prompt == "consent" || query.prompt == "login" ||
           query.prompt == "select_account";
}

}  // namespace entrepot::access
