// Identifying callers: see gate.hpp.
#include "access/gate.hpp"

#include <algorithm>

#include "access/session_cookie.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr std::size_t known_limit = 20'000;
constexpr auto clock_life = seconds{2};  // another server's change of a clock is seen within this time

// Who a token may be for: the API's own names, and the old Graph that app-only clients still ask for
// (wire.md 2).
bool is_for_us(std::string_view audience) {
    for (std::string_view const one : {"https://api.partnercenter.microsoft.com", "https://graph.windows.net",
                                       "https://graph.chinacloudapi.cn", "https://graph.cloudapi.de",
                                       "https://partner.partnercenterapi.microsoftonline.cn", "urn:entrepot"})
        if (audience == one) return true;
    return false;
}

}  // namespace

Keeper::Keeper(db::Database& database, Vault& vault, bool sandbox, Switches const& switches)
    : database_(database), vault_(vault), sandbox_(sandbox), permissions_(switches, sandbox) {
    auto const read_keys = [&] {
        std::vector<DeploymentKey> stored;
        database_.read([&](db::Tx& tx) { stored = deployment_keys(tx, "signing-"); });
        return stored;
    };
    auto stored = read_keys();
    if (stored.empty()) {
        auto const pem = SigningKey::make();
        database_.write([&](db::Tx& tx) {
            insert_deployment_key(tx, {"signing-0001", base64url(vault_.seal(pem)), real_time()});
        });
        stored = read_keys();
    }
    for (auto const& one : stored) {
        auto const sealed = from_base64url(one.sealed);
        auto const pem = sealed ? vault_.open(*sealed) : std::nullopt;
        if (!pem)
            throw std::runtime_error(
                "the signing key in the database was made with another key file; start with the "
                "server.key of this data, or give it with --key-file");
        keys_.emplace_back(*pem);
    }
}

Caller Keeper::identify(api::Request const& request) {
    auto const authorization = request.header("Authorization");
    if (authorization.size() > 7 && equal_ignoring_case(authorization.substr(0, 7), "Bearer "))
        return identify_token(authorization.substr(7));
    if (!authorization.empty()) throw Problem("not_signed_in");
    if (auto const cookie = session_cookie(request); !cookie.empty()) return identify_session(cookie);
    throw Problem("not_signed_in");
}

Caller Keeper::identify_token(std::string_view token) {
    auto const now = real_time();
    {
        std::lock_guard const lock(mutex_);
        if (auto const at = known_.find(token); at != known_.end()) {
            if (at->second.expires > now) return at->second.caller;
            known_.erase(at);
            throw Problem("token_expired");
        }
    }
    for (auto const& key : keys_) {
        auto const claims = key.verify(token);
        if (!claims) continue;
        if (claims->expires <= now) throw Problem("token_expired");
        if (!is_for_us(claims->audience)) throw Problem("token_audience", {{"audience", claims->audience}});
        std::lock_guard const lock(mutex_);
        if (known_.size() >= known_limit) known_.clear();
        known_.emplace(token, Known{claims->caller, claims->expires});
        return claims->caller;
    }
    throw Problem("token_invalid");
}

Caller Keeper::identify_session(std::string_view cookie) {
    std::optional<SignedIn> found;
    auto const key = base64url(vault_.digest(cookie));
    database_.read([&](db::Tx& tx) { found = find_session(tx, key, real_time()); });
    if (!found) throw Problem("not_signed_in");
    Caller caller;
    caller.tenant = found->tenant.id;
    caller.kind = found->tenant.kind;
    caller.user = found->user.id;
    caller.roles = found->user.roles;
    caller.mfa = true;
    caller.csrf = found->session.csrf;
    return caller;
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

std::string Keeper::jwks() const {
    std::string out = "{\"keys\":[";
    for (std::size_t i = 0; i < keys_.size(); ++i) out += (i ? "," : "") + keys_[i].jwk();
    return out + "]}";
}

void Keeper::forget_clocks() {
    std::lock_guard const lock(mutex_);
    clocks_.clear();
    ++clocks_forgotten_;
}

}  // namespace entrepot::access
