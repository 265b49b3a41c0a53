// The documents that clients look for before they sign in: OpenID discovery, keys, MSAL's instances (wire.md
// 2).
#include "access/audience.hpp"
#include "access/oauth_answer_api.hpp"
#include "access/routes.hpp"
#include "api/router.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

// The id, or common and organizations, which stand for any; nothing for what is none.
std::optional<std::string> known_tenant(db::Tx& tx, std::string const& named) {
    for (std::string_view const any : {"common", "organizations"})
        if (equal_ignoring_case(named, any)) return std::string(any);
    auto const id = Uuid::parse(named);
    auto const found = id ? find_tenant(tx, Id<Tenant>{*id}) : find_tenant_by_domain(tx, named);
    return found ? std::optional(found->id.text()) : std::nullopt;
}

std::string host_of(std::string_view url) {
    auto const slashes = url.find("://");
    if (slashes != std::string_view::npos) url.remove_prefix(slashes + 3);
    return lower_ascii(url.substr(0, std::min(url.find('/'), url.size())));
}

class Document {
public:
    void text(std::string_view name, std::string_view value) {
        next(name);
        json::encode_text(value, body_);
    }
    void raw(std::string_view name, std::string_view value) {
        next(name);
        body_ += value;
    }
    api::Answer answer() {
        api::Answer out;
        out.body = body_ + '}';
        return out;
    }

private:
    void next(std::string_view name) {
        body_ += (body_.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":";
    }
    std::string body_ = "{";
};

api::Answer discovery(api::Context& context, std::string const& named, bool v1) {
    auto const known = known_tenant(context.tx, named);
    if (!known) return oauth_refusal(context, Problem("oauth_tenant_unknown"));
    bool const is_any = *known == "common" || *known == "organizations";
    auto const address = context.public_url();
    auto const root = address + '/' + *known, path = root + (v1 ? "/oauth2" : "/oauth2/v2.0");
    Document out;
    out.text("token_endpoint", path + "/token");
    out.raw("token_endpoint_auth_methods_supported",
            R"(["client_secret_post","private_key_jwt","client_secret_basic"])");
    out.raw("token_endpoint_auth_signing_alg_values_supported", R"(["RS256","PS256"])");
    out.text("jwks_uri", root + (v1 ? "/discovery/keys" : "/discovery/v2.0/keys"));
    out.raw("response_modes_supported", R"(["query","fragment","form_post"])");
    out.raw("subject_types_supported", R"(["public"])");
    out.raw("id_token_signing_alg_values_supported", R"(["RS256"])");
    out.raw("response_types_supported", R"(["code","code id_token"])");
    out.raw("grant_types_supported", R"(["authorization_code","refresh_token","client_credentials",)"
                                     R"("urn:ietf:params:oauth:grant-type:device_code"])");
    out.raw("code_challenge_methods_supported", R"(["S256"])");
    out.raw("scopes_supported", R"(["openid","profile","email","offline_access"])");
    // Of any tenant the issuer is a pattern: clients put the token's tid in its place.
    out.text("issuer", address + '/' + (is_any ? "{tenantid}" : *known) + (v1 ? "/" : "/v2.0"));
    out.raw("microsoft_multi_refresh_token", "true");
    out.raw("request_uri_parameter_supported", "false");
    out.text("authorization_endpoint", path + "/authorize");
    out.text("device_authorization_endpoint", path + "/devicecode");
    out.raw("claims_supported",
            R"(["sub","iss","aud","exp","iat","nbf","nonce","preferred_username","name","tid","ver","oid",)"
            R"("upn","amr","c_hash"])");
    out.text("cloud_instance_name", host_of(address));
    return out.answer();
}

api::Answer discovery_v1(api::Context& context, std::string const& tenant) {
    return discovery(context, tenant, true);
}
api::Answer discovery_v2(api::Context& context, std::string const& tenant) {
    return discovery(context, tenant, false);
}

api::Answer keys(api::Context& context, std::string const&) {
    api::Answer answer;
    answer.body = keeper_of(context).keys().jwks(context.act.real_now);
    return answer;
}

struct InstanceQuery {
    std::string endpoint;
    static constexpr std::string_view schema_name = "InstanceQuery";
    static constexpr auto fields() {
        return Fields{field("authorization_endpoint", &InstanceQuery::endpoint, "What the client would use.")
                          .or_default()};
    }
};

bool is_loopback(std::string const& host) {
    return host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
}

// MSAL asks whether a host is one it may trust; the answer names this deployment as its own only alias.
api::Answer instance(api::Context& context, api::Query<InstanceQuery> const& query) {
    auto const address = context.public_url(), host = host_of(address);
    auto const asked = query.endpoint.empty() ? host : host_of(query.endpoint);
    if (asked != host && !(is_loopback(asked) && is_loopback(host)))
        return oauth_refusal(context, Problem("oauth_instance_unknown", {{"host", asked.substr(0, 100)}}));
    auto const slashes = query.endpoint.find("://");
    auto const from =
        slashes == std::string::npos ? std::string::npos : query.endpoint.find('/', slashes + 3);
    auto const rest = from == std::string::npos ? "" : query.endpoint.substr(from + 1);
    auto const tenant = known_tenant(context.tx, rest.substr(0, rest.find('/'))).value_or("common");
    Document out;
    out.text("tenant_discovery_endpoint", address + '/' + tenant + "/v2.0/.well-known/openid-configuration");
    out.text("api-version", "1.1");
    std::string entry = "[{\"preferred_network\":";
    json::encode_text(host, entry);
    entry += ",\"preferred_cache\":";
    json::encode_text(host, entry);
    entry += ",\"aliases\":[";
    json::encode_text(host, entry);
    if (asked != host) {
        entry += ',';
        json::encode_text(asked, entry);
    }
    out.raw("metadata", entry + "]}]");
    return out.answer();
}

}  // namespace

void add_discovery_routes(api::Router& router) {
    constexpr auto why = "clients look here before they sign in";
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
