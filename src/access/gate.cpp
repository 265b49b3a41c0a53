// Identifying callers: see gate.hpp.
#include "access/gate.hpp"

#include <algorithm>

#include "access/app_store.hpp"
#include "access/audience.hpp"
#include "access/consent_store.hpp"
#include "access/session_cookie.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr std::size_t known_limit = 20'000;
constexpr auto clock_life = seconds{2};  // another server's change of a clock is seen within this time

std::string_view bearer_of(api::Request const& request) {
    auto const authorization = request.header("Authorization");
    if (authorization.size() <= 7 || !equal_ignoring_case(authorization.substr(0, 7), "Bearer ")) return {};
    return authorization.substr(7);
}

}  // namespace

Keeper::Keeper(db::Database& database, Vault& vault, bool sandbox, Switches const& switches)
    : database_(database),
      vault_(vault),
      sandbox_(sandbox),
      permissions_(switches, sandbox),
      keys_(database, vault),
      evidence_(std::make_unique<EvidenceKey>(keys_named("evidence-", EvidenceKey::make).back())) {}

std::vector<std::string> Keeper::keys_named(std::string const& prefix, std::string (*make)()) {
    auto const read_keys = [&] {
        std::vector<DeploymentKey> stored;
        database_.read([&](db::Tx& tx) { stored = deployment_keys(tx, prefix); });
        return stored;
    };
    auto stored = read_keys();
    if (stored.empty()) {
        auto const key = make();
        database_.write([&](db::Tx& tx) {
            insert_deployment_key(tx, {prefix + "0001", base64url(vault_.seal(key)), real_time()});
        });
        stored = read_keys();
    }
    std::vector<std::string> out;
    for (auto const& one : stored) {
        auto const sealed = from_base64url(one.sealed);
        auto const key = sealed ? vault_.open(*sealed) : std::nullopt;
        if (!key)
            throw std::runtime_error(
                "a key in the database was made with another key file; start with the server.key of this "
                "data, or give it with --key-file");
        out.push_back(*key);
    }
    return out;
}

Caller Keeper::identify(api::Request const& request) {
    if (auto const token = bearer_of(request); !token.empty()) return identify_token(token).caller;
    if (!request.header("Authorization").empty()) throw Problem("not_signed_in");
    if (auto const cookie = session_cookie(request); !cookie.empty()) return identify_session(cookie);
    throw Problem("not_signed_in");
}

TokenClaims Keeper::claims_of(api::Request const& request) {
    auto const token = bearer_of(request);
    if (token.empty()) throw Problem("not_signed_in");
    return identify_token(token);
}

bool Keeper::is_for_us(std::string_view audience) const { return is_known_audience(audience, public_url_); }

TokenClaims Keeper::identify_token(std::string_view token) {
    auto const now = real_time();
    std::optional<TokenClaims> claims;
    {
        std::lock_guard const lock(mutex_);
        if (auto const at = known_.find(token); at != known_.end()) {
            auto const& known = at->second;
            if (known.claims.expires <= now) {
                known_.erase(at);
                throw Problem("token_expired");
            }
            bool const stands = now - known.checked < standing_life && known.checked > standing_forgotten_;
            if (stands) return known.claims;
            claims = known.claims;
        }
    }
    if (!claims) {
        claims = keys_.verify(token, now);
        if (!claims) throw Problem("token_invalid");
        if (claims->expires <= now) throw Problem("token_expired");
        if (!is_for_us(claims->audience)) throw Problem("token_audience", {{"audience", claims->audience}});
    }
    check_standing(*claims);
    std::lock_guard const lock(mutex_);
    if (known_.size() >= known_limit) known_.clear();
    known_.insert_or_assign(std::string(token), Known{*claims, now});
    return *claims;
}

// What was true when the token was made may not be any more; roles are those of today.
void Keeper::check_standing(TokenClaims& claims) {
    auto& caller = claims.caller;
    std::optional<AppRecord> app;
    database_.read([&](db::Tx& tx) {
        if (caller.app) {
            app = find_app(tx, *caller.app);
            if (!app || claims.issued < app->valid_from) throw Problem("token_revoked");
            if (claims.proof && !has_proof(tx, app->tenant, *claims.proof)) throw Problem("token_revoked");
        }
        if (claims.family) {
            auto const family = find_family(tx, caller.tenant, *claims.family);
            if (!family || family->ended) throw Problem("token_revoked");
        }
        if (!caller.user) return;
        auto const user = find_user(tx, *caller.user);
        if (!user || user->status != UserStatus::active) throw Problem("token_revoked");
        caller.roles = user->roles;
    });
    if (!app) return;
    std::lock_guard const lock(mutex_);
    apps_.insert_or_assign(app->id, *std::move(app));
}

void Keeper::forget_standing() {
    std::lock_guard const lock(mutex_);
    standing_forgotten_ = real_time();
}

Caller Keeper::identify_session(std::string_view cookie) {
    std::optional<SignedIn> found;
    auto const key = base64url(vault_.digest(cookie));
    database_.read([&](db::Tx& tx) { found = find_session(tx, key, real_time()); });
    if (!found) throw Problem("not_signed_in");
    // Last seen is written at most every five minutes, and nobody waits for it.
    if (auto const now = real_time(); now - found->session.seen > minutes{5})
        database_.submit({.run = [session = found->session, now](db::Tx& tx) { note_seen(tx, session, now); },
                          .done = [](std::exception_ptr) {}});
    Caller caller;
    caller.tenant = found->tenant.id;
    caller.kind = found->tenant.kind;
    caller.user = found->user.id;
    caller.roles = found->user.roles;
    caller.mfa = found->session.has_mfa();
    caller.csrf = found->session.csrf;
    return caller;
}

std::optional<AppRecord> Keeper::app_standing(Id<App> id) {
    {
        std::lock_guard const lock(mutex_);
        if (auto const at = apps_.find(id); at != apps_.end()) return at->second;
    }
    std::optional<AppRecord> found;
    database_.read([&](db::Tx& tx) { found = find_app(tx, id); });
    return found;
}

Verdict Keeper::may(Caller const& caller, Permission permission, Standing const& standing) {
    if (caller.app && !caller.user) {
        auto const app = app_standing(*caller.app);
        if (!app || !is_granted(*app, permission)) return {{Reason{"app_not_granted", {}}}};
    }
    return permissions_.may(caller, permission, standing);
}

Time Keeper::business_time(Caller const& caller, Time real) {
    if (!sandbox_ || caller.tenant.empty()) return real;
    std::uint64_t begun = 0;
    {
        std::lock_guard const lock(mutex_);
        auto const at = clocks_.find(caller.tenant);
        if (at != clocks_.end() && real - at->second.read < clock_life)
            return real + std::chrono::microseconds{at->second.ahead};
        begun = clocks_forgotten_;
    }
    std::int64_t ahead = 0;
    database_.read([&](db::Tx& tx) {
        auto const tenant = find_tenant(tx, caller.tenant);
        auto const clock = tenant ? find_clock(tx, tenant->clock_owner) : std::nullopt;
        if (clock) ahead = clock->ahead;
    });
    std::lock_guard const lock(mutex_);
    if (begun == clocks_forgotten_) clocks_[caller.tenant] = {ahead, real};
    return real + std::chrono::microseconds{ahead};
}

void Keeper::forget_clocks() {
    std::lock_guard const lock(mutex_);
    clocks_.clear();
    ++clocks_forgotten_;
}

}  // namespace entrepot::access
