// The SQL of codes and refresh tokens: see consent_store.hpp.
#include "access/consent_store.hpp"

namespace entrepot::access {

namespace {

auto const bearer = Scope::everyone("who shows a code or a refresh token does not say whose it is");

Scope of(Id<Tenant> tenant) { return Scope::partner(tenant); }

struct UsedAssertion {
    std::string key;
    Time expires;
    static constexpr std::string_view schema_name = "UsedAssertion";
    static constexpr std::string_view table = "used_assertions";
    static constexpr auto fields() {
        return Fields{field("key", &UsedAssertion::key, "A keyed digest of app and jti.").key(),
                      field("expiresAt", &UsedAssertion::expires, "Real time.")};
    }
};

}  // namespace

void insert_code(db::Tx& tx, AuthorizationCode const& code) { tx.insert(of(code.tenant), code); }

std::optional<AuthorizationCode> find_code(db::Tx& tx, std::string const& key) {
    return tx.find<AuthorizationCode>(bearer,
                                      "SELECT {*} FROM authorization_codes WHERE key = $1 AND {tenant}", key);
}

bool exchange_code(db::Tx& tx, AuthorizationCode const& code, Id<TokenFamily> family) {
    return tx.exec(of(code.tenant),
                   "UPDATE authorization_codes SET family_id = $1 WHERE key = $2 AND family_id IS NULL AND "
                   "{tenant}",
                   family, code.key) == 1;
}

void insert_family(db::Tx& tx, TokenFamily const& family) { tx.insert(of(family.tenant), family); }

std::optional<TokenFamily> find_family(db::Tx& tx, Id<Tenant> tenant, Id<TokenFamily> id) {
    return tx.find<TokenFamily>(of(tenant),
                                "SELECT {*} FROM token_families WHERE family_id = $1 AND {tenant}", id);
}

void prolong_family(db::Tx& tx, TokenFamily const& family, Time now) {
    tx.exec(of(family.tenant),
            "UPDATE token_families SET used_at = $1, expires_at = $2 WHERE family_id = $3 AND {tenant}", now,
            Time(now + refresh_life), family.id);
}

void end_family(db::Tx& tx, Id<Tenant> tenant, Id<TokenFamily> id, FamilyEnd why, Time now) {
    tx.exec(of(tenant),
            "UPDATE token_families SET ended_by = $1, ended_at = $2 WHERE family_id = $3 AND "
            "ended_at IS NULL AND {tenant}",
            why, now, id);
}

void end_families_of_app(db::Tx& tx, Id<Tenant> tenant, Id<App> app, Time now) {
    tx.exec(of(tenant),
            "UPDATE token_families SET ended_by = $1, ended_at = $2 WHERE app_id = $3 AND ended_at IS NULL "
            "AND {tenant}",
            FamilyEnd::app_revoked, now, app);
}

void end_families_of_user(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Time now) {
    tx.exec(of(tenant),
            "UPDATE token_families SET ended_by = $1, ended_at = $2 WHERE user_id = $3 AND ended_at IS NULL "
            "AND {tenant}",
            FamilyEnd::user_changed, now, user);
}

std::vector<TokenFamily> families_of_app(db::Tx& tx, Scope const& scope, Id<App> app, Id<TokenFamily> before,
                                         int limit) {
    return tx.list<TokenFamily>(
        scope,
        "SELECT {*} FROM token_families WHERE app_id = $1 AND family_id < $2 AND {tenant} "
        "ORDER BY family_id DESC LIMIT $3",
        app, before, limit);
}

std::vector<FamilyCount> count_families(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to, Time now) {
    return tx.list<FamilyCount>(
        scope,
        "SELECT app_id, COUNT(*), MIN(expires_at) FROM token_families WHERE app_id >= $1 AND app_id <= $2 "
        "AND ended_at IS NULL AND expires_at > $3 AND {tenant} GROUP BY app_id",
        from, to, now);
}

void insert_refresh_token(db::Tx& tx, RefreshToken const& token) { tx.insert(of(token.tenant), token); }

std::optional<RefreshToken> find_refresh_token(db::Tx& tx, std::string const& key) {
    return tx.find<RefreshToken>(bearer, "SELECT {*} FROM refresh_tokens WHERE key = $1 AND {tenant}", key);
}

void note_refresh_used(db::Tx& tx, RefreshToken const& token, Time now) {
    tx.exec(of(token.tenant),
            "UPDATE refresh_tokens SET used_at = $1 WHERE key = $2 AND used_at IS NULL AND {tenant}", now,
            token.key);
}

bool insert_device_code(db::Tx& tx, DeviceCode const& code) { return tx.try_insert(bearer, code); }

std::optional<DeviceCode> find_device_code(db::Tx& tx, std::string const& key) {
    return tx.find<DeviceCode>(bearer, "SELECT {*} FROM device_codes WHERE key = $1 AND {shared}", key);
}

std::optional<DeviceCode> find_device_by_user_code(db::Tx& tx, std::string const& user_code) {
    return tx.find<DeviceCode>(bearer, "SELECT {*} FROM device_codes WHERE user_code = $1 AND {shared}",
                               user_code);
}

void update_device_code(db::Tx& tx, DeviceCode const& code) {
    tx.exec(bearer,
            "UPDATE device_codes SET state = $1, person_tenant_id = $2, user_id = $3, mfa = $4, "
            "interval_s = $5, polled_at = $6 WHERE key = $7 AND {shared}",
            code.state, code.tenant, code.user, code.mfa, code.interval_s, code.polled, code.key);
}

bool note_assertion(db::Tx& tx, std::string const& key, Time expires) {
    return tx.try_insert(bearer, UsedAssertion{key, expires});
}

std::int64_t end_old_consents(db::Tx& tx, Time now) {
    // A used refresh token is kept as long as its family may live: shown again, it must be recognised.
    std::int64_t gone =
        tx.exec(bearer,
                "DELETE FROM refresh_tokens WHERE key IN (SELECT r.key FROM refresh_tokens r JOIN "
                "token_families f ON "
                "f.family_id = r.family_id WHERE f.expires_at <= $1 AND {tenant:r} LIMIT 500)",
                now);
    gone += tx.exec(bearer,
                    "DELETE FROM authorization_codes WHERE key IN (SELECT key FROM authorization_codes WHERE "
                    "expires_at <= $1 AND {tenant} LIMIT 500)",
                    Time(now - hours{24}));
    gone += tx.exec(bearer,
                    "DELETE FROM device_codes WHERE key IN (SELECT key FROM device_codes WHERE "
                    "expires_at <= $1 AND {shared} LIMIT 500)",
                    Time(now - hours{1}));
    gone += tx.exec(bearer,
                    "DELETE FROM used_assertions WHERE key IN (SELECT key FROM used_assertions WHERE "
                    "expires_at <= $1 AND {shared} LIMIT 500)",
                    now);
    return gone;
}

}  // namespace entrepot::access
