// Who calls: bearer tokens and portal sessions; keys and secrets of the deployment behind them.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/account_store.hpp"
#include "access/app.hpp"
#include "access/evidence_key.hpp"
#include "access/keyring.hpp"
#include "access/outside_exchange.hpp"
#include "access/permissions.hpp"
#include "access/vault.hpp"
#include "api/context.hpp"
#include "db/database.hpp"

namespace entrepot::access {

// How long a server goes on with what it knows of a token's app, person and sign-in.
inline constexpr auto standing_life = seconds{10};

class Keeper : public api::Gate {
public:
    // Makes the first keys where there are none.
    Keeper(db::Database& database, Vault& vault, bool sandbox, Switches const& switches = {});

    Caller identify(api::Request const& request) override;
    // An app alone may what it was granted, as far as its tenant may.
    Verdict may(Caller const& caller, Permission permission, Standing const& standing = {}) override;
    Time business_time(Caller const& caller, Time real) override;
    std::string seal(std::string_view plain) override { return vault_.seal(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return vault_.open(sealed); }
    std::string digest(std::string_view text) override { return vault_.digest(text); }
    std::string public_url() const override { return public_url_; }

    // Before the first request.
    void set_public_url(std::string url) { public_url_ = std::move(url); }

    // Before the first request, too.
    void set_outside(std::vector<OutsideProvider> list) {
        outside_ = std::make_unique<OutsideProviders>(std::move(list));
    }
    OutsideProviders& outside() { return *outside_; }

    Vault& vault() { return vault_; }
    // Signs receipts; its public half is published and stands in each of them.
    EvidenceKey const& evidence() const { return *evidence_; }
    Keyring& keys() { return keys_; }
    // What a bearer token says, verified; throws as identify() does.
    TokenClaims claims_of(api::Request const& request);
    // A token, an app or a person's sign-in was revoked here, and that is committed: the next request asks
    // the database again. Other servers ask within `standing_life`.
    void forget_standing();
    // The clock of a tenant changed, and that is committed: the next request reads it again.
    void forget_clocks();

private:
    // Opened, oldest first; the first one is made where there is none.
    std::vector<std::string> keys_named(std::string const& prefix, std::string (*make)());
    TokenClaims identify_token(std::string_view token);
    bool is_for_us(std::string_view audience) const;
    void check_standing(TokenClaims& claims);
    std::optional<AppRecord> app_standing(Id<App> id);
    Caller identify_session(std::string_view cookie);

    db::Database& database_;
    Vault& vault_;
    bool sandbox_;
    Permissions permissions_;
    std::string public_url_ = "http://localhost";
    Keyring keys_;
    std::unique_ptr<EvidenceKey> evidence_;
    std::unique_ptr<OutsideProviders> outside_ = std::make_unique<OutsideProviders>();

    // Tokens that were verified, until they expire: a check costs 32 µs, a look 0.1.
    struct Known {
        TokenClaims claims;
        Time checked;  // when app, person and sign-in were last seen to stand behind it
    };
    // What an app alone may do, as it stood when one of its tokens was checked.
    std::unordered_map<Uuid, AppRecord> apps_;
    Time standing_forgotten_{};
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

// Once what the request wrote is committed.
inline void forget_standing_of(api::Context const& context) {
    auto& keeper = dynamic_cast<Keeper&>(context.gate);
    context.once_committed([&keeper] { keeper.forget_standing(); });
}

}  // namespace entrepot::access
