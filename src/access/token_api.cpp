// The token endpoint and the documents that MSAL clients look for (wire.md 2).
#include "access/gate.hpp"
#include "access/password.hpp"
#include "access/routes.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr auto token_life = hours{1};

struct TokenForm {
    std::string grant, client, secret, resource, scope, user_name, password;
    static constexpr std::string_view schema_name = "TokenRequest";
    static constexpr auto fields() {
        return Fields{
            field("grant_type", &TokenForm::grant, "client_credentials; in a sandbox also password.")
                .or_default(),
            field("client_id", &TokenForm::client, "The app.").or_default(),
            field("client_secret", &TokenForm::secret, "Its secret.").or_default(),
            field("resource", &TokenForm::resource, "Version 1: what the token is for.").or_default(),
            field("scope", &TokenForm::scope, "Version 2: what the token is for.").or_default(),
            field("username", &TokenForm::user_name, "With grant_type=password.").or_default(),
            field("password", &TokenForm::password, "With grant_type=password.").or_default(),
        };
    }
};

// An OAuth refusal: {error, error_description, error_codes}, as MSAL reads it.
api::Answer refusal(int status, std::string_view error, std::string const& words, int code) {
    api::Answer answer;
    answer.status = status;
    answer.body = "{\"error\":\"" + std::string(error) + "\",\"error_description\":";
    json::encode_text("AADSTS" + std::to_string(code) + ": " + words, answer.body);
    answer.body += ",\"error_codes\":[" + std::to_string(code) + "]}";
    return answer;
}

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

std::string audience_of(TokenForm const& form, bool v1) {
    std::string asked = v1 ? form.resource : form.scope.substr(0, form.scope.find(' '));
    if (!v1)
        for (std::string_view const ending : {"/.default", "/user_impersonation"})
            if (asked.ends_with(ending)) asked.resize(asked.size() - ending.size());
    while (!asked.empty() && asked.back() == '/') asked.pop_back();
    return asked.find("://") == std::string::npos ? "https://api.partnercenter.microsoft.com" : asked;
}

api::Answer token_answer(TokenClaims const& claims, std::string const& token, TokenForm const& form,
                         bool v1) {
    auto const life = std::to_string(std::chrono::seconds(token_life).count());
    auto const at = [](Time time) { return std::to_string(to_micros(time) / 1'000'000); };
    api::Answer answer;
    auto& out = answer.body;
    out = "{\"token_type\":\"Bearer\",";
    if (v1) {
        // Every number is a string in version 1.
        out += "\"expires_in\":\"" + life + "\",\"ext_expires_in\":\"" + life + "\",\"expires_on\":\"" +
               at(claims.expires) + "\",\"not_before\":\"" + at(claims.issued) + "\",\"resource\":";
        json::encode_text(claims.audience, out);
        if (claims.caller.user) out += ",\"scope\":\"user_impersonation\"";
    } else {
        out += "\"expires_in\":" + life + ",\"ext_expires_in\":" + life;
        if (claims.caller.user) {
            out += ",\"scope\":";
            json::encode_text(form.scope, out);
        }
    }
    out += ",\"access_token\":\"" + token + "\"}";
    answer.headers.emplace_back("Pragma", "no-cache");
    return answer;
}

bool tenant_fits(db::Tx& tx, std::string const& named, TenantRecord const& tenant) {
    if (equal_ignoring_case(named, "common") || equal_ignoring_case(named, "organizations")) return true;
    if (auto const id = Uuid::parse(named)) return *id == tenant.id;
    auto const found = find_tenant_by_domain(tx, named);
    return found && found->id == tenant.id;
}

api::Answer issue(api::Context& context, std::string const& named_tenant, TokenForm form, bool v1) {
    read_basic(context.request, form);
    auto const client = Uuid::parse(form.client);
    auto const app = client ? find_app(context.tx, Id<App>{*client}) : std::nullopt;
    bool const by_password = form.grant == "password";
    if (form.grant != "client_credentials" && !(by_password && context.sandbox))
        return refusal(400, "unsupported_grant_type",
                       "The grant type '" + cut(form.grant, 60) + "' is not supported.", 70003);
    if (!app)
        return refusal(400, "unauthorized_client", "No application with this client_id is registered.",
                       700016);
    // Old samples sign people in with a public client; where a secret is given it must fit.
    bool const secret_needed = !by_password || !form.secret.empty();
    if (secret_needed && !password_fits(context.gate, app->secret, form.secret))
        return refusal(401, "invalid_client", "The client secret is wrong or missing.", 7000215);
    TokenClaims claims;
    claims.caller.app = app->id;
    Id<Tenant> tenant_id = app->tenant;
    if (by_password) {
        auto const user = find_user_by_name(context.tx, form.user_name);
        if (!user || user->tenant != app->tenant ||
            !password_fits(context.gate, user->password, form.password))
            return refusal(400, "invalid_grant", "The user name or the password is wrong.", 50126);
        claims.caller.user = user->id;
        claims.caller.roles = user->roles;
        claims.caller.mfa = true;  // seeded people count as having proved a second factor
        claims.user_name = user->user_name;
    }
    auto const tenant = get_tenant(context.tx, tenant_id);
    if (!tenant_fits(context.tx, named_tenant, tenant))
        return refusal(400, "invalid_request", "The application does not belong to this tenant.", 90002);
    claims.caller.tenant = tenant.id;
    claims.caller.kind = tenant.kind;
    claims.version = v1 ? "1.0" : "2.0";
    claims.audience = audience_of(form, v1);
    claims.issuer = context.public_url() + '/' + tenant.id.text() + (v1 ? "/" : "/v2.0");
    claims.issued = context.act.real_now;
    claims.expires = claims.issued + token_life;
    return token_answer(claims, dynamic_cast<Keeper&>(context.gate).sign(claims), form, v1);
}

api::Answer token_v1(api::Context& context, std::string const& tenant, api::Form<TokenForm> const& form) {
    return issue(context, tenant, form, true);
}

api::Answer token_v2(api::Context& context, std::string const& tenant, api::Form<TokenForm> const& form) {
    return issue(context, tenant, form, false);
}

// The id, or common and organizations, which stand for any; nothing for what is none.
std::optional<std::string> known_tenant(db::Tx& tx, std::string const& named) {
    for (std::string_view const any : {"common", "organizations"})
        if (equal_ignoring_case(named, any)) return std::string(any);
    auto const id = Uuid::parse(named);
    auto const found = id ? find_tenant(tx, Id<Tenant>{*id}) : find_tenant_by_domain(tx, named);
    return found ? std::optional(found->id.text()) : std::nullopt;
}

api::Answer discovery(api::Context& context, std::string const& tenant, bool v1) {
    auto const known = known_tenant(context.tx, tenant);
    if (!known) return refusal(400, "invalid_tenant", "This deployment has no such tenant.", 90002);
    auto const& id = *known;
    auto const root = context.public_url() + '/' + id;
    auto const path = v1 ? root + "/oauth2" : root + "/oauth2/v2.0";
    api::Answer answer;
    auto& out = answer.body;
    auto const pair = [&](std::string_view name, std::string const& value) {
        out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":";
        json::encode_text(value, out);
    };
    out = "{";
    pair("issuer", root + (v1 ? "/" : "/v2.0"));
    pair("authorization_endpoint", path + "/authorize");
    pair("token_endpoint", path + "/token");
    pair("jwks_uri", root + (v1 ? "/discovery/keys" : "/discovery/v2.0/keys"));
    out +=
        ",\"response_types_supported\":[\"code\",\"id_token\",\"code id_token\"],"
        "\"response_modes_supported\":[\"query\",\"fragment\",\"form_post\"],"
        "\"subject_types_supported\":[\"pairwise\"],\"id_token_signing_alg_values_supported\":[\"RS256\"],"
        "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\",\"client_secret_basic\"],"
        "\"scopes_supported\":[\"openid\",\"profile\",\"email\",\"offline_access\"]}";
    return answer;
}

api::Answer discovery_v1(api::Context& context, std::string const& tenant) {
    return discovery(context, tenant, true);
}
api::Answer discovery_v2(api::Context& context, std::string const& tenant) {
    return discovery(context, tenant, false);
}

api::Answer keys(api::Context& context, std::string const&) {
    api::Answer answer;
    answer.body = dynamic_cast<Keeper&>(context.gate).jwks();
    return answer;
}

// MSAL asks whether this host is one it may trust; the answer names the host as its own alias.
api::Answer instance(api::Context& context) {
    auto const host = std::string(context.request.header("Host"));
    api::Answer answer;
    auto& out = answer.body;
    out = "{\"tenant_discovery_endpoint\":";
    json::encode_text(context.public_url() + "/common/v2.0/.well-known/openid-configuration", out);
    out += ",\"api-version\":\"1.1\",\"metadata\":[{\"preferred_network\":";
    json::encode_text(host, out);
    out += ",\"preferred_cache\":";
    json::encode_text(host, out);
    out += ",\"aliases\":[";
    json::encode_text(host, out);
    out += "]}]}";
    return answer;
}

}  // namespace

void add_token_routes(api::Router& router) {
    constexpr auto why = "clients sign in here";
    router.post("/{tenant}/oauth2/token", token_v1).open(why).heavy().summary("A token, version 1");
    router.post("/{tenant}/oauth2/v2.0/token", token_v2).open(why).heavy().summary("A token, version 2");
    router.get("/{tenant}/.well-known/openid-configuration", discovery_v1)
        .open(why)
        .summary("Discovery, version 1");
    router.get("/{tenant}/v2.0/.well-known/openid-configuration", discovery_v2)
        .open(why)
        .summary("Discovery, version 2");
    router.get("/{tenant}/discovery/keys", keys).open(why).summary("Keys that verify tokens");
    router.get("/{tenant}/discovery/v2.0/keys", keys).open(why).summary("Keys that verify tokens");
    router.get("/common/discovery/instance", instance).open(why).summary("Instance discovery of MSAL");
}

}  // namespace entrepot::access
