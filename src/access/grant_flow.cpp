// Apps alone, codes, refresh tokens, devices and passwords: see grant_flow.hpp.
#include "access/grant_flow.hpp"

#include "access/consent_store.hpp"
#include "access/password.hpp"
#include "access/pkce.hpp"
#include "access/sign_in_guard_store.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr std::string_view device_grant = "urn:ietf:params:oauth:grant-type:device_code";

// What the client asks for now; where it does not say, what the code or the refresh token was given for.
struct Wanted {
    std::string audience;
    Scopes scopes;
    Asked asked;
};

Wanted wanted(Asking const& asking, Asked const& before) {
    Wanted out;
    auto const& form = asking.form;
    out.asked = {form.resource, form.scope, asking.is_v1};
    // Samples of version 1 add scope=openid to a refresh; version 2 clients never send a resource.
    if (asking.is_v1 && out.asked.resource.empty()) out.asked.resource = before.resource;
    if (out.asked.scope.empty()) out.asked.scope = before.scope;
    out.scopes = read_scopes(asking.is_v1 ? "" : out.asked.scope, asking.public_url);
    if (asking.is_v1) {
        out.scopes.openid = out.scopes.offline = true;
        auto const audience = out.asked.resource.empty()
                                  ? std::string(usual_audience)
                                  : audience_of_resource(out.asked.resource, asking.public_url);
        if (!audience)
            throw Problem("oauth_resource_unknown", {{"resource", out.asked.resource.substr(0, 200)}});
        out.audience = *audience;
        out.asked.resource = *audience;
        return out;
    }
    if (!out.scopes.is_known)
        throw Problem("oauth_scope_unknown", {{"scope", out.asked.scope.substr(0, 200)}});
    if (out.scopes.resource.empty()) out.scopes.resource = before.resource;
    out.audience = out.scopes.resource.empty() ? std::string(usual_audience) : out.scopes.resource;
    out.asked.resource = out.audience;
    return out;
}

void need(std::string const& value, char const* name) {
    if (value.empty()) throw Problem("oauth_parameter_missing", {{"name", name}});
}

void fill(TokenClaims& claims, Asking const& asking, Client const& client, TenantRecord const& tenant,
          std::string const& audience) {
    claims.caller.app = client.app.id;
    claims.caller.tenant = tenant.id;
    claims.caller.kind = tenant.kind;
    claims.version = asking.is_v1 ? "1.0" : "2.0";
    claims.audience = audience;
    claims.issuer = issuer_of(asking.public_url, tenant.id, asking.is_v1);
    claims.issued = asking.now;
    claims.expires = asking.now + token_life;
    claims.proof = client.proof;
    claims.by_certificate = client.by_certificate;
}

TenantRecord tenant_for(Asking const& asking, Id<Tenant> id) {
    auto const tenant = find_tenant(asking.tx, id);
    if (!tenant || !names_tenant(asking.tx, asking.named_tenant, id)) throw Problem("oauth_tenant_other");
    return *tenant;
}

Grant by_app(Asking const& asking) {
    auto const client = prove_client(asking, false);
    if (client.app.kind == AppKind::open) throw Problem("oauth_proof_missing");
    auto const want = wanted(asking, {});
    Grant out;
    out.scopes = want.scopes;
    fill(out.claims, asking, client, tenant_for(asking, client.app.tenant), want.audience);
    return out;
}

// The person behind a grant, as they are now.
UserRecord person(Asking const& asking, Client const& client, Id<User> id) {
    auto user = find_user(asking.tx, id);
    if (!user || user->status == UserStatus::deleted) throw Problem("oauth_user_gone");
    if (user->status != UserStatus::active) throw Problem("oauth_user_disabled");
    if (!app_serves(client.app, user->tenant)) throw Problem("oauth_user_of_other_tenant");
    return *std::move(user);
}

Grant for_person(Asking const& asking, Client const& client, UserRecord user, bool mfa, Wanted const& want) {
    Grant out;
    out.scopes = want.scopes;
    fill(out.claims, asking, client, tenant_for(asking, user.tenant), want.audience);
    out.claims.caller.user = user.id;
    out.claims.caller.roles = user.roles;
    out.claims.caller.mfa = mfa;
    out.claims.user_name = user.user_name;
    out.user = std::move(user);
    return out;
}

std::string add_refresh_token(db::Tx& tx, Asking const& asking, Id<Tenant> tenant, Id<TokenFamily> family,
                              Asked const& asked) {
    auto const word = new_code();
    insert_refresh_token(tx, {base64url(asking.safe.digest("refresh " + word)), tenant, family, asked,
                              asking.now, std::nullopt});
    return word;
}

// A new sign-in; its refresh token where the client wants one.
void begin_family(db::Tx& tx, Asking const& asking, Grant& grant, Wanted const& want, Id<TokenFamily> id) {
    auto const& caller = grant.claims.caller;
    bool const lasts = want.scopes.offline;
    insert_family(
        tx, {id, caller.tenant, *caller.app, *caller.user, caller.mfa, asking.now, asking.now,
             asking.now + (lasts ? std::chrono::seconds(refresh_life) : std::chrono::seconds(token_life)),
             FamilyEnd::none, std::nullopt});
    grant.claims.family = id;
    grant.refresh_token = lasts ? add_refresh_token(tx, asking, caller.tenant, id, want.asked) : "";
}

bool password_proves_mfa(db::Tx& tx, Id<Tenant> tenant) {
    return tx
        .find<bool>(Scope::partner(tenant),
                    "SELECT password_proves_mfa FROM sandbox_token_rules WHERE {tenant}")
        .value_or(true);
}

// The portal's way: counted before the hash is worked out, and the same work whoever it is for.
void prove_password(Asking const& asking, std::optional<UserRecord> const& user) {
    Attempt const attempt{
        asking.form.user_name, asking.peer, {}, user ? std::optional(user->id) : std::nullopt};
    Charged charged;
    try {
        asking.database.write([&](db::Tx& tx) { charged = charge(tx, asking.safe, attempt, asking.now); });
    } catch (Problem const& problem) {
        throw Problem("oauth_password_blocked", problem.words);
    }
    auto const stored = user ? std::optional(user->password) : std::nullopt;
    bool const fits = account_password_fits(asking.safe, stored, asking.form.password);
    bool const may = user && user->status != UserStatus::invited && user->status != UserStatus::deleted;
    if (!fits || !may) throw Problem("oauth_password_wrong");
    asking.database.write([&](db::Tx& tx) { absolve(tx, asking.safe, attempt, charged); });
}

Grant by_password(Asking const& asking) {
    if (!asking.sandbox) throw Problem("oauth_grant_unsupported", {{"grant", "password"}});
    // Old samples sign people in with a public client; where a secret is given it must fit.
    auto const client = prove_client(asking, true);
    need(asking.form.user_name, "username");
    need(asking.form.password, "password");
    auto const want = wanted(asking, {});
    auto const user = find_user_by_name(asking.tx, asking.form.user_name);
    prove_password(asking, user);
    if (!app_serves(client.app, user->tenant)) throw Problem("oauth_password_wrong");
    if (user->status != UserStatus::active) throw Problem("oauth_user_disabled");
    // Seeded people count as having proved a second factor, unless their tenant asks otherwise.
    auto out = for_person(asking, client, *user, password_proves_mfa(asking.tx, user->tenant), want);
    auto const family = Id<TokenFamily>{new_uuid()};
    asking.database.write([&](db::Tx& tx) { begin_family(tx, asking, out, want, family); });
    return out;
}

// Shown twice, a code was stolen: what it gave ends too (RFC 6749, 4.1.2).
void end_stolen(Asking const& asking, AuthorizationCode const& code) {
    asking.database.write([&](db::Tx& tx) {
        auto const now = find_code(tx, code.key);
        if (now && now->family) end_family(tx, code.tenant, *now->family, FamilyEnd::reused, asking.now);
    });
    throw Problem("oauth_code_used");
}

Grant by_code(Asking const& asking) {
    auto const& form = asking.form;
    auto const client = prove_client(asking, false);
    need(form.code, "code");
    auto const code = find_code(asking.tx, base64url(asking.safe.digest("code " + form.code)));
    if (!code || code->app != client.app.id) throw Problem("oauth_code_unknown");
    if (code->family) end_stolen(asking, *code);
    if (code->expires <= asking.now) throw Problem("oauth_code_expired");
    if (code->redirect_uri != form.redirect_uri) throw Problem("oauth_code_redirect");
    if (!code->challenge.empty() && !verifier_fits(form.verifier, code->challenge))
        throw Problem("oauth_verifier_wrong");
    auto const want = wanted(asking, code->asked);
    auto out = for_person(asking, client, person(asking, client, code->user), code->mfa, want);
    out.nonce = code->nonce;
    auto const family = Id<TokenFamily>{new_uuid()};
    bool is_first = false;
    asking.database.write([&](db::Tx& tx) {
        is_first = exchange_code(tx, *code, family);
        if (is_first) begin_family(tx, asking, out, want, family);
    });
    if (!is_first) end_stolen(asking, *code);
    return out;
}

Grant by_refresh_token(Asking const& asking) {
    auto const client = prove_client(asking, false);
    need(asking.form.refresh_token, "refresh_token");
    auto const key = base64url(asking.safe.digest("refresh " + asking.form.refresh_token));
    auto const token = find_refresh_token(asking.tx, key);
    auto const family = token ? find_family(asking.tx, token->tenant, token->family) : std::nullopt;
    if (!family || family->app != client.app.id) throw Problem("oauth_refresh_unknown");
    auto const want = wanted(asking, token->asked);
    auto out = for_person(asking, client, person(asking, client, family->user), family->mfa, want);
    out.claims.family = family->id;
    out.scopes.offline = true;
    bool is_reused = false;
    asking.database.write([&](db::Tx& tx) {
        auto const now_token = find_refresh_token(tx, key);
        auto const now_family = find_family(tx, family->tenant, family->id);
        if (!now_token || !now_family) throw Problem("oauth_refresh_unknown");
        if (now_family->ended) throw Problem("oauth_refresh_ended");
        if (now_family->expires <= asking.now) throw Problem("oauth_refresh_expired");
        is_reused =
            now_token->used && !client.app.reusable_refresh && asking.now - *now_token->used > refresh_grace;
        if (is_reused) return end_family(tx, family->tenant, family->id, FamilyEnd::reused, asking.now);
        note_refresh_used(tx, *token, asking.now);
        prolong_family(tx, *family, asking.now);
        out.refresh_token = add_refresh_token(tx, asking, family->tenant, family->id, want.asked);
    });
    if (is_reused) throw Problem("oauth_refresh_reused");
    return out;
}

Grant by_device_code(Asking const& asking) {
    auto const client = prove_client(asking, false);
    auto const& word = asking.form.device_code.empty() ? asking.form.code : asking.form.device_code;
    need(word, "device_code");
    auto const key = base64url(asking.safe.digest("device " + word));
    auto const family = Id<TokenFamily>{new_uuid()};
    std::optional<Grant> out;
    std::string refusal;
    asking.database.write([&](db::Tx& tx) {
        out.reset();
        refusal.clear();
        auto code = find_device_code(tx, key);
        if (!code || code->app != client.app.id) throw Problem("oauth_code_unknown");
        if (code->state == DeviceState::exchanged) throw Problem("oauth_code_used");
        if (code->expires <= asking.now) throw Problem("oauth_device_expired");
        if (code->state == DeviceState::refused) throw Problem("oauth_device_refused");
        if (code->state == DeviceState::pending) {
            bool const hasty = asking.now - code->polled < seconds{code->interval_s};
            refusal = hasty ? "oauth_device_hasty" : "oauth_device_pending";
            if (hasty) code->interval_s += 5;  // RFC 8628, 3.5
            code->polled = asking.now;
        } else {
            auto const inside = asking.in(tx);
            auto const want = wanted(inside, code->asked);
            out = for_person(inside, client, person(inside, client, *code->user), code->mfa, want);
            begin_family(tx, inside, *out, want, family);
            code->state = DeviceState::exchanged;
        }
        update_device_code(tx, *code);
    });
    if (!refusal.empty()) throw Problem(refusal);
    return *std::move(out);
}

}  // namespace

Grant grant(Asking const& asking) {
    auto const& kind = asking.form.grant;
    need(kind, "grant_type");
    if (kind == "client_credentials") return by_app(asking);
    if (kind == "authorization_code") return by_code(asking);
    if (kind == "refresh_token") return by_refresh_token(asking);
    if (kind == "device_code" || kind == device_grant) return by_device_code(asking);
    if (kind == "password") return by_password(asking);
    throw Problem("oauth_grant_unsupported", {{"grant", kind.substr(0, 60)}});
}

bool names_tenant(db::Tx& tx, std::string const& named, Id<Tenant> tenant) {
    if (equal_ignoring_case(named, "common") || equal_ignoring_case(named, "organizations")) return true;
    if (auto const id = Uuid::parse(named)) return *id == tenant;
    auto const found = find_tenant_by_domain(tx, named);
    return found && found->id == tenant;
}

bool app_serves(AppRecord const& app, Id<Tenant> tenant) {
    return app.tenant.empty() || app.tenant == tenant;
}

std::string issuer_of(std::string const& public_url, Id<Tenant> tenant, bool is_v1) {
    return public_url + '/' + tenant.text() + (is_v1 ? "/" : "/v2.0");
}

std::string new_code() {
    std::uint8_t bytes[32];
    fill_random(bytes, sizeof bytes);
    return base64url({reinterpret_cast<char const*>(bytes), sizeof bytes});
}

}  // namespace entrepot::access
