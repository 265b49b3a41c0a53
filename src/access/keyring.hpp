// The deployment's signing keys: made at first start, rotated by command, read again by every server.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "access/token.hpp"
#include "access/vault.hpp"
#include "db/database.hpp"

namespace entrepot::access {

// A new key is shown before it signs, so that every server and every client that reads the keys knows it
// first; an old one is shown until the last token that it signed has ended.
inline constexpr auto key_shown_before = minutes{1};
inline constexpr auto key_kept_after = token_life + minutes{5};

struct KeySpan {
    Time signs, ends;
};
// Of keys by the time they were made, oldest first. The first of all signs at once.
std::vector<KeySpan> key_spans(std::vector<Time> const& made);

class Keyring {
public:
    // Makes the first key where there is none.
    Keyring(db::Database& database, Vault& vault);

    std::shared_ptr<SigningKey const> signer(Time now);
    std::optional<TokenClaims> verify(std::string_view token, Time now);
    std::string jwks(Time now);

private:
    struct Kept {
        std::string name;
        std::shared_ptr<SigningKey const> key;
        Time made;
        KeySpan span;
    };
    using Ring = std::vector<Kept>;
    std::shared_ptr<Ring const> ring(Time now, std::chrono::seconds at_most_old);
    Ring read(Ring const& known);

    db::Database& database_;
    Vault& vault_;
    std::mutex mutex_;
    std::shared_ptr<Ring const> ring_;
    Time read_;
};

// A new key (SigningKey::make) beside those that are there; what has ended goes. With `drop_old` every token
// so far is void.
void rotate_keys(db::Tx& tx, Vault& vault, std::string const& pem, Time now, bool drop_old);

}  // namespace entrepot::access
