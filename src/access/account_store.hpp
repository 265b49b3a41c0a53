// The SQL of accounts. Sign-in must find users before it knows whose they are: its reads say so.
#pragma once

#include "access/account.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

std::optional<TenantRecord> find_tenant(db::Tx& tx, Id<Tenant> id);
void expect_tenant(db::Tx& tx, Id<Tenant> id);
TenantRecord get_tenant(db::Tx& tx, Id<Tenant> id);  // check()s that it exists
std::optional<TenantRecord> find_tenant_by_domain(db::Tx& tx, std::string_view domain);
std::optional<TenantRecord> find_tenant_by_mpn_id(db::Tx& tx, std::string_view mpn_id);

// Whether a partner's direct billing is restricted (rules.md C16).
void set_restricted(db::Tx& tx, Id<Tenant> tenant, bool restricted);

std::optional<UserRecord> find_user(db::Tx& tx, Id<User> id);
void expect_user(db::Tx& tx, Id<User> id);
std::optional<UserRecord> find_user_by_name(db::Tx& tx, std::string_view user_name);
// Whether anybody has it, in the whole deployment; expect_: asked ahead.
bool has_user_name(db::Tx& tx, std::string_view user_name);
void expect_user_name(db::Tx& tx, std::string_view user_name);
// Those who can sign in.
std::vector<UserRecord> users_of(db::Tx& tx, Id<Tenant> tenant);
void save_preferences(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Preferences const& preferences);

// A session ends with its 12 hours, or earlier where nobody used it for so long.
constexpr auto session_idle = hours{4};

struct SignedIn {
    SessionRecord session;
    UserRecord user;
    TenantRecord tenant;
};
std::optional<SignedIn> find_session(db::Tx& tx, std::string const& key, Time real_now);
void insert_session(db::Tx& tx, SessionRecord const& session);
void end_session(db::Tx& tx, std::string const& key);
std::vector<SessionRecord> sessions_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Time real_now);
// False where the person has none of this id.
bool end_session_of(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Id<Session> id);
void end_other_sessions(db::Tx& tx, Id<Tenant> tenant, Id<User> user, std::string const& kept_key);
void note_seen(db::Tx& tx, SessionRecord const& session, Time real_now);
void note_confirmed(db::Tx& tx, SessionRecord const& session, Time real_now);
// Every browser's: for a password that changed.
void end_sessions_of(db::Tx& tx, Id<User> user);
std::int64_t end_old_sessions(db::Tx& tx, Time real_now);

// How far a sandbox clock runs ahead of real time, by owner.
struct Clock {
    Id<Tenant> tenant;
    std::int64_t ahead = 0;  // microseconds
    static constexpr std::string_view schema_name = "SandboxClockRow";
    static constexpr std::string_view table = "sandbox_clocks";
    static constexpr auto fields() {
        return Fields{field("tenantId", &Clock::tenant, "The partner.").key(),
                      field("ahead", &Clock::ahead, "Microseconds.")};
    }
};
std::optional<Clock> find_clock(db::Tx& tx, Id<Tenant> owner);
void save_clock(db::Tx& tx, Clock const& clock);

// Sealed texts of the deployment: signing keys, the sandbox's list of accounts.
struct DeploymentKey {
    std::string name, sealed;
    Time created;
    static constexpr std::string_view schema_name = "DeploymentKey";
    static constexpr std::string_view table = "deployment_keys";
    static constexpr auto fields() {
        return Fields{field("name", &DeploymentKey::name, "Which.").key(),
                      field("sealed", &DeploymentKey::sealed, "Encrypted, base64url."),
                      field("createdAt", &DeploymentKey::created, "Real time.")};
    }
};
std::vector<DeploymentKey> deployment_keys(db::Tx& tx, std::string_view prefix);
bool insert_deployment_key(db::Tx& tx, DeploymentKey const& key);
void delete_deployment_key(db::Tx& tx, std::string const& name);

}  // namespace entrepot::access
