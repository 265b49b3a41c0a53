// The SQL of accounts: see account_store.hpp.
#include "access/account_store.hpp"

#include "base/fold.hpp"

namespace entrepot::access {

namespace {

auto const sign_in = Scope::everyone("sign-in finds an account before it knows whose it is");
constexpr db::Sql tenant_by_id = "SELECT {*} FROM tenants WHERE {tenant}";
constexpr db::Sql one_of_name = "SELECT 1 FROM users WHERE user_name = $1 AND {tenant}";
constexpr db::Sql user_by_id = "SELECT {*} FROM users WHERE user_id = $1 AND {tenant}";
auto const deployment = Scope::everyone("keys belong to the deployment");

Scope of(Id<Tenant> tenant) { return Scope::partner(tenant); }

}  // namespace

std::optional<TenantRecord> find_tenant(db::Tx& tx, Id<Tenant> id) {
    return tx.find<TenantRecord>(of(id), tenant_by_id);
}

void expect_tenant(db::Tx& tx, Id<Tenant> id) { tx.expect<TenantRecord>(of(id), tenant_by_id); }

TenantRecord get_tenant(db::Tx& tx, Id<Tenant> id) {
    auto found = find_tenant(tx, id);
    check(found.has_value(), "a tenant that is named exists");
    return *found;
}

std::optional<TenantRecord> find_tenant_by_domain(db::Tx& tx, std::string_view domain) {
    return tx.find<TenantRecord>(sign_in, "SELECT {*} FROM tenants WHERE domain = $1 AND {tenant}",
                                 lower_ascii(domain));
}

std::optional<TenantRecord> find_tenant_by_mpn_id(db::Tx& tx, std::string_view mpn_id) {
    return tx.find<TenantRecord>(sign_in, "SELECT {*} FROM tenants WHERE mpn_id = $1 AND {tenant}", mpn_id);
}

std::optional<UserRecord> find_user(db::Tx& tx, Id<User> id) {
    return tx.find<UserRecord>(sign_in, user_by_id, id);
}

void expect_user(db::Tx& tx, Id<User> id) { tx.expect<UserRecord>(sign_in, user_by_id, id); }

std::optional<UserRecord> find_user_by_name(db::Tx& tx, std::string_view user_name) {
    return tx.find<UserRecord>(sign_in, "SELECT {*} FROM users WHERE user_name = $1 AND {tenant}",
                               lower_ascii(user_name));
}

void expect_user_name(db::Tx& tx, std::string_view user_name) {
    tx.expect<std::int64_t>(sign_in, one_of_name, lower_ascii(user_name));
}

bool has_user_name(db::Tx& tx, std::string_view user_name) {
    return tx.find<std::int64_t>(sign_in, one_of_name, lower_ascii(user_name)).has_value();
}

std::vector<UserRecord> users_of(db::Tx& tx, Id<Tenant> tenant) {
    return tx.list<UserRecord>(of(tenant),
                               "SELECT {*} FROM users WHERE status = 'active' AND {tenant} "
                               "ORDER BY user_id LIMIT 500");
}

void set_restricted(db::Tx& tx, Id<Tenant> tenant, bool restricted) {
    tx.exec(of(tenant), "UPDATE tenants SET restricted = $1 WHERE {tenant}", restricted);
}

void save_preferences(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Preferences const& preferences) {
    tx.exec(of(tenant), "UPDATE users SET preferences = $1 WHERE user_id = $2 AND {tenant}", preferences,
            user);
}

std::optional<SignedIn> find_session(db::Tx& tx, std::string const& key, Time real_now) {
    auto const session = tx.find<SessionRecord>(
        sign_in, "SELECT {*} FROM sessions WHERE key = $1 AND expires_at > $2 AND seen_at > $3 AND {tenant}",
        key, real_now, Time(real_now - session_idle));
    if (!session) return std::nullopt;
    auto user = find_user(tx, session->user);
    if (!user || user->status != UserStatus::active) return std::nullopt;
    return SignedIn{*session, std::move(*user), get_tenant(tx, session->tenant)};
}

void insert_session(db::Tx& tx, SessionRecord const& session) { tx.insert(of(session.tenant), session); }

void end_session(db::Tx& tx, std::string const& key) {
    tx.exec(sign_in, "DELETE FROM sessions WHERE key = $1 AND {tenant}", key);
}

void end_sessions_of(db::Tx& tx, Id<User> user) {
    tx.exec(sign_in, "DELETE FROM sessions WHERE user_id = $1 AND {tenant}", user);
}

std::vector<SessionRecord> sessions_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Time real_now) {
    return tx.list<SessionRecord>(of(tenant),
                                  "SELECT {*} FROM sessions WHERE user_id = $1 AND expires_at > $2 AND "
                                  "seen_at > $3 AND {tenant} ORDER BY seen_at DESC LIMIT 100",
                                  user, real_now, Time(real_now - session_idle));
}

bool end_session_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<Session> id) {
    return tx.exec(of(tenant), "DELETE FROM sessions WHERE session_id = $1 AND user_id = $2 AND {tenant}", id,
                   user) == 1;
}

void end_other_sessions(db::Tx& tx, Id<Tenant> tenant, Id<User> user, std::string const& kept_key) {
    tx.exec(of(tenant), "DELETE FROM sessions WHERE user_id = $1 AND key <> $2 AND {tenant}", user, kept_key);
}

void note_seen(db::Tx& tx, SessionRecord const& session, Time real_now) {
    tx.exec(of(session.tenant), "UPDATE sessions SET seen_at = $1 WHERE key = $2 AND {tenant}", real_now,
            session.key);
}

void note_confirmed(db::Tx& tx, SessionRecord const& session, Time real_now) {
    tx.exec(of(session.tenant), "UPDATE sessions SET confirmed_at = $1 WHERE key = $2 AND {tenant}", real_now,
            session.key);
}

std::int64_t end_old_sessions(db::Tx& tx, Time real_now) {
    return tx.exec(
        sign_in,
        "DELETE FROM sessions WHERE key IN (SELECT key FROM sessions WHERE expires_at <= $1 AND {tenant} "
        "LIMIT 500)",
        real_now);
}

std::optional<Clock> find_clock(db::Tx& tx, Id<Tenant> owner) {
    return tx.find<Clock>(of(owner), "SELECT {*} FROM sandbox_clocks WHERE {tenant}");
}

void save_clock(db::Tx& tx, Clock const& clock) {
    tx.exec(of(clock.tenant),
            "INSERT INTO sandbox_clocks (tenant_id, ahead) VALUES ($1, $2) "
            "ON CONFLICT (tenant_id) DO UPDATE SET ahead = excluded.ahead",
            clock.tenant, clock.ahead);
}

std::vector<DeploymentKey> deployment_keys(db::Tx& tx, std::string_view prefix) {
    return tx.list<DeploymentKey>(
        deployment,
        "SELECT {*} FROM deployment_keys WHERE name >= $1 AND name < $2 AND {shared} "
        "ORDER BY name",
        prefix, after_prefix(prefix));
}

bool insert_deployment_key(db::Tx& tx, DeploymentKey const& key) { return tx.try_insert(deployment, key); }

void delete_deployment_key(db::Tx& tx, std::string const& name) {
    tx.exec(deployment, "DELETE FROM deployment_keys WHERE name = $1 AND {shared}", name);
}

}  // namespace entrepot::access
