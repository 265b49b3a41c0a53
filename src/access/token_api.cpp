// The token endpoints, versions 1 and 2, and the old exchange of one token for another (wire.md 2).
#include "access/oauth_answer_api.hpp"
#include "access/routes.hpp"
#include "api/router.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

// The client may stand in the form or in an Authorization header (RFC 6749, 2.3.1).
void read_basic(api::Request const& request, TokenForm& form) {
    auto const header = request.header("Authorization");
    if (header.size() < 7 || !equal_ignoring_case(header.substr(0, 6), "Basic ")) return;
    auto const text = from_base64url(header.substr(6)).value_or("");
    auto const colon = text.find(':');
    if (colon == std::string::npos) return;
    form.client = api::percent_decode(text.substr(0, colon), true);
    form.secret = api::percent_decode(text.substr(colon + 1), true);
}

api::Answer issue(api::Context& context, std::string const& named_tenant, TokenForm form, bool is_v1) {
    read_basic(context.request, form);
    try {
        auto const granted =
            grant({context.tx, context.database, context.gate, form, named_tenant, context.public_url(),
                   context.act.real_now, context.sandbox, is_v1, context.request.peer});
        return oauth_answer(context, granted, is_v1, form.client_info == "1");
    } catch (Problem const& problem) {
        if (!problem.code.starts_with("oauth_")) throw;
        return oauth_refusal(context, problem);
    }
}

api::Answer token_v1(api::Context& context, std::string const& tenant, api::Form<TokenForm> const& form) {
    return issue(context, tenant, form, true);
}

api::Answer token_v2(api::Context& context, std::string const& tenant, api::Form<TokenForm> const& form) {
    return issue(context, tenant, form, false);
}

struct ExchangeForm {
    std::string grant;
    static constexpr std::string_view schema_name = "TokenExchange";
    static constexpr auto fields() {
        return Fields{field("grant_type", &ExchangeForm::grant, "jwt_token.").or_default()};
    }
};

// The token that comes in is as good as the one that goes out; it gains no time by it.
api::Answer exchange(api::Context& context, api::Form<ExchangeForm> const& form) {
    auto claims = keeper_of(context).claims_of(context.request);
    if (form.grant != "jwt_token")
        return oauth_refusal(context,
                             Problem("oauth_grant_unsupported", {{"grant", form.grant.substr(0, 60)}}));
    claims.audience = usual_audience;
    claims.issued = context.act.real_now;
    Grant granted;
    granted.claims = std::move(claims);
    if (granted.claims.caller.user) granted.user = find_user(context.tx, *granted.claims.caller.user);
    return oauth_answer(context, granted, true, false);
}

}  // namespace

void add_token_routes(api::Router& router) {
    constexpr auto why = "clients sign in here";
    router.post("/{tenant}/oauth2/token", token_v1)
        .open(why)
        .heavy()
        .never_kept()
        .summary("A token, version 1");
    router.post("/{tenant}/oauth2/v2.0/token", token_v2)
        .open(why)
        .heavy()
        .never_kept()
        .summary("A token, version 2");
    router.post("/generatetoken", exchange)
        .open("the token that it takes is checked by itself")
        .heavy()
        .never_kept()
        .summary("Exchange a token for another, as old clients do");
}

}  // namespace entrepot::access
