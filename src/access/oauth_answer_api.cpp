// Token replies and refusals of OAuth: see oauth_answer_api.hpp.
#include "access/oauth_answer_api.hpp"

#include <map>

#include "api/problem_answer.hpp"
#include "base/base64.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

// MSAL sends its own id for a request, and looks for it in the answer.
std::string correlation(api::Context const& context) {
    auto const own = Uuid::parse(context.request.header("client-request-id"));
    if (own) return own->text();
    auto const& given = context.act.correlation;
    return given.empty() ? new_uuid().text() : given.text();
}

void pair(std::string& out, std::string_view name, std::string_view value) {
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":";
    json::encode_text(value, out);
}
void pair(std::string& out, std::string_view name, std::int64_t value) {
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + std::to_string(value);
}

// 2026-11-24 13:32:00Z, as the endpoints of Azure AD write it.
std::string stamp(Time time) {
    auto text = format_time(std::chrono::floor<seconds>(time));
    if (text.size() > 10) text[10] = ' ';
    return text;
}

}  // namespace

std::string_view oauth_word(std::string const& code) {
    static std::map<std::string_view, std::string_view> const words = {
        {"oauth_grant_unsupported", "unsupported_grant_type"},
        {"oauth_client_unknown", "unauthorized_client"},
        {"oauth_tenant_other", "unauthorized_client"},
        {"oauth_tenant_unknown", "invalid_tenant"},
        {"oauth_secret_wrong", "invalid_client"},
        {"oauth_secret_expired", "invalid_client"},
        {"oauth_proof_missing", "invalid_client"},
        {"oauth_client_is_public", "invalid_client"},
        {"oauth_assertion_type", "invalid_client"},
        {"oauth_assertion_algorithm", "invalid_client"},
        {"oauth_assertion_subject", "invalid_client"},
        {"oauth_assertion_signature", "invalid_client"},
        {"oauth_assertion_time", "invalid_client"},
        {"oauth_assertion_audience", "invalid_client"},
        {"oauth_assertion_replayed", "invalid_client"},
        {"oauth_certificate_expired", "invalid_client"},
        {"oauth_resource_unknown", "invalid_resource"},
        {"oauth_scope_unknown", "invalid_scope"},
        {"oauth_password_wrong", "invalid_grant"},
        {"oauth_password_blocked", "invalid_grant"},
        {"oauth_user_gone", "invalid_grant"},
        {"oauth_user_disabled", "invalid_grant"},
        {"oauth_user_of_other_tenant", "invalid_grant"},
        {"oauth_code_unknown", "invalid_grant"},
        {"oauth_code_used", "invalid_grant"},
        {"oauth_code_expired", "invalid_grant"},
        {"oauth_code_redirect", "invalid_grant"},
        {"oauth_verifier_wrong", "invalid_grant"},
        {"oauth_refresh_unknown", "invalid_grant"},
        {"oauth_refresh_ended", "invalid_grant"},
        {"oauth_refresh_expired", "invalid_grant"},
        {"oauth_refresh_reused", "invalid_grant"},
        {"oauth_device_pending", "authorization_pending"},
        {"oauth_device_hasty", "slow_down"},
        {"oauth_device_expired", "expired_token"},
        {"oauth_device_refused", "authorization_declined"},
        {"oauth_response_type", "unsupported_response_type"},
        {"oauth_sign_in_needed", "login_required"},
        {"oauth_person_refused", "access_denied"},
    };
    auto const at = words.find(code);
    return at == words.end() ? "invalid_request" : at->second;
}

std::string oauth_sentence(api::Context const& context, Problem const& problem) {
    auto const& entry = api::problem_entry(problem.code);
    auto const& text = context.act.language == Language::fr ? entry.fr : entry.en;
    auto out = "AADSTS" + entry.wire + ": " + api::problem_words(text.rule, problem.words);
    if (!text.remedy.empty()) out += ' ' + api::problem_words(text.remedy, problem.words);
    return out;
}

api::Answer oauth_refusal(api::Context const& context, Problem const& problem) {
    auto const& entry = api::problem_entry(problem.code);
    auto const trace = new_uuid().text(), own = correlation(context), when = stamp(context.act.real_now);
    api::Answer answer;
    answer.status = entry.status;
    auto& out = answer.body;
    out = "{";
    pair(out, "error", oauth_word(problem.code));
    pair(out, "error_description",
         oauth_sentence(context, problem) + " Trace ID: " + trace + " Correlation ID: " + own +
             " Timestamp: " + when);
    out += ",\"error_codes\":[" + entry.wire + ']';
    pair(out, "timestamp", when);
    pair(out, "trace_id", trace);
    pair(out, "correlation_id", own);
    out += '}';
    answer.headers.emplace_back("x-ms-request-id", trace);
    answer.headers.emplace_back("client-request-id", own);
    answer.headers.emplace_back("Pragma", "no-cache");
    return answer;
}

std::string client_info(Id<User> user, Id<Tenant> tenant) {
    return base64url("{\"uid\":\"" + user.text() + "\",\"utid\":\"" + tenant.text() + "\"}");
}

IdToken id_token_of(std::string const& public_url, UserRecord const& user, Id<App> app, bool is_v1,
                    Time now) {
    IdToken out;
    out.issuer = issuer_of(public_url, user.tenant, is_v1);
    out.audience = app.text();
    out.version = is_v1 ? "1.0" : "2.0";
    out.user_name = user.user_name;
    out.name = user.display_name();
    out.tenant = user.tenant;
    out.user = user.id;
    out.issued = now;
    out.expires = now + token_life;
    return out;
}

api::Answer oauth_answer(api::Context& context, Grant const& granted, bool is_v1, bool with_client_info) {
    auto const& claims = granted.claims;
    auto const key = keeper_of(context).keys().signer(context.act.real_now);
    auto const life = std::chrono::duration_cast<seconds>(claims.expires - claims.issued).count();
    auto const at = [](Time time) { return std::to_string(to_micros(time) / 1'000'000); };
    api::Answer answer;
    auto& out = answer.body;
    out = "{";
    pair(out, "token_type", "Bearer");
    if (is_v1) {
        // Every number is a string in version 1.
        if (granted.user) pair(out, "scope", "user_impersonation");
        pair(out, "expires_in", std::to_string(life));
        pair(out, "ext_expires_in", std::to_string(life));
        pair(out, "expires_on", at(claims.expires));
        pair(out, "not_before", at(claims.issued));
        pair(out, "resource", claims.audience);
    } else {
        if (granted.user) pair(out, "scope", granted_scope(granted.scopes, claims.audience));
        pair(out, "expires_in", life);
        pair(out, "ext_expires_in", life);
    }
    pair(out, "access_token", key->sign(claims));
    if (!granted.refresh_token.empty()) pair(out, "refresh_token", granted.refresh_token);
    if (granted.user && granted.scopes.openid) {
        auto id_token =
            id_token_of(context.public_url(), *granted.user, *claims.caller.app, is_v1, claims.issued);
        id_token.nonce = granted.nonce;
        id_token.mfa = claims.caller.mfa;
        pair(out, "id_token", key->sign(id_token));
    }
    if (granted.user && with_client_info)
        pair(out, "client_info", client_info(granted.user->id, granted.user->tenant));
    out += '}';
    answer.headers.emplace_back("Pragma", "no-cache");
    return answer;
}

}  // namespace entrepot::access
