// Reading, rotating and choosing signing keys: see keyring.hpp.
#include "access/keyring.hpp"

#include <algorithm>

#include "access/account_store.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

constexpr std::string_view prefix = "signing-";
constexpr auto usual_age = seconds{15};  // another server's rotation is seen within this time
constexpr auto least_age = seconds{1};   // a token of a key that nobody knows asks the database so often

std::string name_of(std::size_t number) {
    auto digits = std::to_string(number);
    return std::string(prefix) + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

void add_key(db::Tx& tx, Vault& vault, std::size_t number, std::string const& pem, Time now) {
    insert_deployment_key(tx, {name_of(number), base64url(vault.seal(pem)), now});
}

}  // namespace

std::vector<KeySpan> key_spans(std::vector<Time> const& made) {
    std::vector<KeySpan> out;
    for (std::size_t i = 0; i < made.size(); ++i) {
        out.push_back({i == 0 ? made[i] : made[i] + key_shown_before, Time::max()});
        if (i > 0) out[i - 1].ends = out[i].signs + key_kept_after;
    }
    return out;
}

Keyring::Keyring(db::Database& database, Vault& vault) : database_(database), vault_(vault) {
    auto const now = real_time();
    bool is_empty = false;
    database_.read([&](db::Tx& tx) { is_empty = deployment_keys(tx, prefix).empty(); });
    if (is_empty) {
        auto const pem = SigningKey::make();
        database_.write([&](db::Tx& tx) { add_key(tx, vault_, 1, pem, now); });
    }
    ring_ = std::make_shared<Ring const>(read({}));
    read_ = now;
}

Keyring::Ring Keyring::read(Ring const& known) {
    std::vector<DeploymentKey> stored;
    database_.read([&](db::Tx& tx) { stored = deployment_keys(tx, prefix); });
    std::vector<Time> made;
    Ring out;
    for (auto const& one : stored) {
        made.push_back(one.created);
        auto const same = std::find_if(known.begin(), known.end(), [&](Kept const& kept) {
            return kept.name == one.name && kept.made == one.created;
        });
        if (same != known.end()) {
            out.push_back(*same);
            continue;
        }
        auto const sealed = from_base64url(one.sealed);
        auto const pem = sealed ? vault_.open(*sealed) : std::nullopt;
        if (!pem)
            throw std::runtime_error(
                "the signing key in the database was made with another key file; start with the "
                "server.key of this data, or give it with --key-file");
        out.push_back({one.name, std::make_shared<SigningKey const>(*pem), one.created, {}});
    }
    auto const spans = key_spans(made);
    for (std::size_t i = 0; i < out.size(); ++i) out[i].span = spans[i];
    return out;
}

std::shared_ptr<Keyring::Ring const> Keyring::ring(Time now, std::chrono::seconds at_most_old) {
    std::shared_ptr<Ring const> known;
    {
        std::lock_guard const lock(mutex_);
        if (now - read_ < at_most_old) return ring_;
        read_ = now;  // this caller reads; the others go on with what is known
        known = ring_;
    }
    auto fresh = std::make_shared<Ring const>(read(*known));
    std::lock_guard const lock(mutex_);
    return ring_ = std::move(fresh);
}

std::shared_ptr<SigningKey const> Keyring::signer(Time now) {
    auto const all = ring(now, usual_age);
    for (auto at = all->rbegin(); at != all->rend(); ++at)
        if (at->span.signs <= now) return at->key;
    return all->front().key;
}

std::optional<TokenClaims> Keyring::verify(std::string_view token, Time now) {
    auto const by = [&](Ring const& all) -> std::optional<TokenClaims> {
        for (auto const& one : all)
            if (one.span.ends > now)
                if (auto claims = one.key->verify(token)) return claims;
        return std::nullopt;
    };
    auto const all = ring(now, usual_age);
    if (auto claims = by(*all)) return claims;
    auto const fresh = ring(now, least_age);
    return fresh == all ? std::nullopt : by(*fresh);
}

std::string Keyring::jwks(Time now) {
    std::string out = "{\"keys\":[";
    for (auto const& one : *ring(now, usual_age))
        if (one.span.ends > now) out += (out.back() == '[' ? "" : ",") + one.key->jwk();
    return out + "]}";
}

void rotate_keys(db::Tx& tx, Vault& vault, std::string const& pem, Time now, bool drop_old) {
    auto const stored = deployment_keys(tx, prefix);
    std::vector<Time> made;
    std::size_t last = 0;
    for (auto const& one : stored) {
        made.push_back(one.created);
        last = std::stoul(one.name.substr(prefix.size()));
    }
    auto const spans = key_spans(made);
    for (std::size_t i = 0; i < stored.size(); ++i)
        if (drop_old || spans[i].ends <= now) delete_deployment_key(tx, stored[i].name);
    add_key(tx, vault, last + 1, pem, now);
}

}  // namespace entrepot::access
