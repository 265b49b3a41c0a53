// The authorize endpoint: a browser comes with an app's request, the person signs in at the portal, and the
// answer
// goes back to where the app registered.
#include "access/authorize.hpp"
#include "access/consent_store.hpp"
#include "access/oauth_answer_api.hpp"
#include "access/oauth_page_api.hpp"
#include "access/routes.hpp"
#include "access/session_cookie.hpp"
#include "api/router.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

constexpr auto request_life = minutes{30};  // to find a password and a telephone
constexpr auto return_life = minutes{2};

// Where the browser goes with what: an answer of the authorize endpoint, on its way back to the app.
struct Return {
    std::string uri, mode;
    std::vector<std::vector<std::string>> values;
    Time expires;
    static constexpr std::string_view schema_name = "AuthorizeReturn";
    static constexpr auto fields() {
        return Fields{field("uri", &Return::uri, "Where."), field("mode", &Return::mode, "How."),
                      field("values", &Return::values, "Names and values."),
                      field("expiresAt", &Return::expires, "When it ends.")};
    }
    void add(std::string name, std::string value) {
        if (!value.empty()) values.push_back({std::move(name), std::move(value)});
    }
    std::string url() const {
        std::string pairs;
        for (auto const& one : values)
            pairs += (pairs.empty() ? "" : "&") + one[0] + '=' + api::percent_encode(one[1]);
        if (mode == "fragment") return uri + '#' + pairs;
        return uri + (uri.find('?') == std::string::npos ? '?' : '&') + pairs;
    }
};

Return refused(api::Context const& context, AuthorizeRequest const& request, Problem const& problem) {
    auto mode = request.mode();
    if (mode != "query" && mode != "form_post") mode = "fragment";
    Return out{request.query.redirect_uri, mode, {}, context.act.real_now + return_life};
    out.add("error", std::string(oauth_word(problem.code)));
    out.add("error_description", oauth_sentence(context, problem));
    out.add("state", request.query.state);
    return out;
}

api::Answer sent_back(Return const& to) {
    if (to.mode == "form_post") return form_page(to.uri, to.values);
    api::Answer answer;
    answer.status = 302;
    answer.headers.emplace_back("Location", to.url());
    return answer;
}

// The person of the portal's session; a bearer token opens nothing here.
std::optional<Caller> session_of(api::Context& context) {
    if (session_cookie(context.request).empty()) return std::nullopt;
    try {
        auto caller = context.gate.identify(context.request);
        return caller.csrf.empty() ? std::nullopt : std::optional(caller);
    } catch (Problem const&) {
        return std::nullopt;
    }
}

Return granted(api::Context& context, AuthorizeRequest const& request, AppRecord const& app,
               Caller const& caller) {
    auto const& query = request.query;
    auto const user = find_user(context.tx, *caller.user);
    if (!user || user->status != UserStatus::active) throw Problem("oauth_user_gone");
    if (!app_serves(app, user->tenant) || !names_tenant(context.tx, request.named_tenant, user->tenant))
        throw Problem("oauth_user_of_other_tenant");
    auto const now = context.act.real_now;
    auto const word = new_code();
    AuthorizationCode const code{base64url(context.gate.digest("code " + word)),
                                 user->tenant,
                                 app.id,
                                 user->id,
                                 caller.mfa,
                                 Asked{query.resource, query.scope, request.is_v1},
                                 query.redirect_uri,
                                 query.challenge,
                                 query.nonce,
                                 now,
                                 now + code_life,
                                 std::nullopt};
    context.database.write([&](db::Tx& tx) { insert_code(tx, code); });
    Return out{query.redirect_uri, request.mode(), {}, now + return_life};
    out.add("code", word);
    if (request.wants_id_token()) {
        auto claims = id_token_of(context.public_url(), *user, app.id, request.is_v1, now);
        claims.nonce = query.nonce;
        claims.mfa = caller.mfa;
        claims.code = word;
        out.add("id_token", keeper_of(context).keys().signer(now)->sign(claims));
    }
    if (query.client_info == "1") out.add("client_info", client_info(user->id, user->tenant));
    out.add("state", query.state);
    return out;
}

std::string sealed(api::Context& context, std::string const& text) {
    return base64url(context.gate.seal(text));
}

AppRecord app_of(api::Context& context, std::string const& client) {
    auto const id = Uuid::parse(client);
    auto const app = id ? find_app(context.tx, Id<App>{*id}) : std::nullopt;
    if (!app) throw Problem("oauth_client_unknown");
    return *app;
}

api::Answer start(api::Context& context, AuthorizeRequest request) {
    AppRecord app;
    try {
        app = app_of(context, request.query.client);
        check_redirect(app, request.query);
    } catch (Problem const& problem) {
        return refusal_page(context.act.language, oauth_sentence(context, problem));
    }
    try {
        check_request(app, request, context.public_url());
        auto const caller = session_of(context);
        if (!caller && request.query.prompt == "none") throw Problem("oauth_sign_in_needed");
        if (caller && !needs_confirmation(app, request.query))
            return sent_back(granted(context, request, app, *caller));
        if (caller && request.query.prompt == "none") throw Problem("oauth_sign_in_needed");
    } catch (Problem const& problem) {
        if (!problem.code.starts_with("oauth_")) throw;
        return sent_back(refused(context, request, problem));
    }
    // The portal signs the person in, asks where it must, and comes back with this.
    request.expires = context.act.real_now + request_life;
    api::Answer answer;
    answer.status = 302;
    answer.headers.emplace_back(
        "Location", "/authorize?request=" + sealed(context, json::write(request, {.stored = true})));
    return answer;
}

api::Answer authorize_v1(api::Context& context, std::string const& tenant,
                         api::Query<AuthorizeQuery> const& query) {
    return start(context, {query, tenant, true, {}});
}
api::Answer authorize_v2(api::Context& context, std::string const& tenant,
                         api::Query<AuthorizeQuery> const& query) {
    return start(context, {query, tenant, false, {}});
}

template <class T>
T opened(api::Context& context, std::string const& word) {
    auto const bytes = from_base64url(word);
    auto const plain = bytes ? context.gate.open(*bytes) : std::nullopt;
    if (!plain) throw Problem("1000");
    try {
        auto out = json::read<T>(*plain, {.stored = true});
        if (out.expires <= context.act.real_now) throw Problem("authorize_request_ended");
        return out;
    } catch (Problem const& problem) {
        if (problem.code == "authorize_request_ended") throw;
        throw Problem("1000");
    }
}

struct Decision {
    std::string request;
    bool allow = false;
    static constexpr std::string_view schema_name = "AuthorizeDecision";
    static constexpr auto fields() {
        return Fields{field("request", &Decision::request, "As the page's address has it.").at_most(12000),
                      field("allow", &Decision::allow, "Whether the app may act for the person.")};
    }
};

struct RequestView {
    std::string app_name, redirect_host;
    bool must_confirm = false;
    static constexpr std::string_view schema_name = "AuthorizeRequestView";
    static constexpr auto fields() {
        return Fields{field("appName", &RequestView::app_name, "What the app is called."),
                      field("redirectHost", &RequestView::redirect_host, "Where the answer goes."),
                      field("mustConfirm", &RequestView::must_confirm,
                            "Whether the person is asked, or just goes on.")};
    }
};

struct Forward {
    std::string location;
    static constexpr std::string_view schema_name = "AuthorizeForward";
    static constexpr auto fields() {
        return Fields{field("location", &Forward::location, "Where the browser goes next.")};
    }
};

struct ViewQuery {
    std::string request;
    static constexpr std::string_view schema_name = "AuthorizeViewQuery";
    static constexpr auto fields() {
        return Fields{field("request", &ViewQuery::request, "As the page's address has it.")};
    }
};

RequestView look(api::Context& context, api::Query<ViewQuery> const& query) {
    auto const request = opened<AuthorizeRequest>(context, query.request);
    auto const app = app_of(context, request.query.client);
    auto const rest = request.query.redirect_uri.substr(request.query.redirect_uri.find("://") + 3);
    return {app.name, rest.substr(0, rest.find_first_of("/?")), needs_confirmation(app, request.query)};
}

Forward decide(api::Context& context, Decision const& decision) {
    if (context.caller().csrf.empty()) throw Problem("needs_portal_session");
    auto const request = opened<AuthorizeRequest>(context, decision.request);
    Return to;
    try {
        if (!decision.allow) throw Problem("oauth_person_refused");
        to = granted(context, request, app_of(context, request.query.client), context.caller());
    } catch (Problem const& problem) {
        if (!problem.code.starts_with("oauth_")) throw;
        to = refused(context, request, problem);
    }
    if (to.mode != "form_post") return {to.url()};
    return {"/oauth2/return/" + sealed(context, json::write(to, {.stored = true}))};
}

api::Answer go_back(api::Context& context, std::string const& word) {
    return sent_back(opened<Return>(context, word));
}

}  // namespace

void add_authorize_routes(api::Router& router) {
    constexpr auto why = "a browser comes here to sign in";
    router.get("/{tenant}/oauth2/authorize", authorize_v1)
        .open(why)
        .heavy()
        .never_kept()
        .summary("Sign a person in for an app, version 1");
    router.get("/{tenant}/oauth2/v2.0/authorize", authorize_v2)
        .open(why)
        .heavy()
        .never_kept()
        .summary("Sign a person in for an app, version 2");
    router.get("/oauth2/return/{word}", go_back).open(why).summary("Back to the app by a form");
    router.get("/ext/v1/authorizations", look)
        .allow(Permission::sign_in_only)
        .summary("Which app asks to act for the person");
    router.post("/ext/v1/authorizations", decide)
        .allow(Permission::sign_in_only)
        .heavy()
        .never_kept()
        .summary("Let the app act for the person, or not");
}

}  // namespace entrepot::access
