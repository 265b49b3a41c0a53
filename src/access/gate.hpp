// Who calls: bearer tokens and portal sessions; keys and secrets of the deployment behind them.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/account_store.hpp"
#include "access/permissions.hpp"
#include "access/token.hpp"
#include "access/vault.hpp"
#include "api/gate.hpp"
#include "db/database.hpp"

namespace entrepot::access {

class Keeper : public api::Gate {
public:
    // Makes the first signing key where there is none.
    Keeper(db::Database& database, Vault& vault, bool sandbox, Switches const& switches = {});

    Caller identify(api::Request const& request) override;
    Verdict may(Caller const& caller, Permission permission, Standing const& standing = {}) override {
        return permissions_.may(caller, permission, standing);
    }
    Time business_time(Caller const& caller, Time real) override;
    std::string seal(std::string_view plain) override { return vault_.seal(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return vault_.open(sealed); }
    std::string digest(std::string_view text) override { return vault_.digest(text); }
    std::string public_url() const override { return public_url_; }

    // Before the first request.
    void set_public_url(std::string url) { public_url_ = std::move(url); }

    Vault& vault() { return vault_; }
    std::string sign(TokenClaims const& claims) const { return keys_.back().sign(claims); }
    std::string jwks() const;
    // The clock of a tenant changed, and that is committed: the next request reads it again.
    void forget_clocks();

private:
    Caller identify_token(std::string_view token);
    Caller identify_session(std::string_view cookie);

    db::Database& database_;
    Vault& vault_;
    bool sandbox_;
    Permissions permissions_;
    std::string public_url_ = "http://localhost";
    std::vector<SigningKey> keys_;

    // Tokens that were verified, until they expire: a check costs 32 µs, a look 0.1.
    struct Known {
        Caller caller;
        Time expires;
    };
    std::mutex mutex_;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, Known, Hash, std::equal_to<>> known_;
    struct ClockReading {
        std::int64_t ahead;
        Time read;
    };
    std::unordered_map<Uuid, ClockReading> clocks_;
    std::uint64_t clocks_forgotten_ = 0;  // a reading that was begun before the last time is not kept
};

}  // namespace entrepot::access
