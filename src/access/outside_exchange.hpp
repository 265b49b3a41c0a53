// Talking OpenID Connect with outside providers: where a sign-in begins, and what the code that comes back is
// worth.
#pragma once

#include <map>
#include <mutex>

#include "access/outside_provider.hpp"
#include "access/outside_token.hpp"
#include "base/problem.hpp"

namespace entrepot::access {

// What a sign-in that is under way holds in its browser's cookie, sealed.
struct OutsideAttempt {
    std::string provider, state, nonce, verifier;
    std::optional<Id<User>> user;  // who links an account of the provider to theirs
    Time expires;
    static constexpr std::string_view schema_name = "OutsideAttempt";
    static constexpr auto fields() {
        using A = OutsideAttempt;
        return Fields{field("provider", &A::provider, "Which."),
                      field("state", &A::state, "Ties the answer to this browser."),
                      field("nonce", &A::nonce, "Ties the token to this sign-in."),
                      field("verifier", &A::verifier, "Of PKCE."),
                      field("user", &A::user, "Who links."),
                      field("expiresAt", &A::expires, "Real time.")};
    }
};

class OutsideProviders {
public:
    explicit OutsideProviders(std::vector<OutsideProvider> list = {}) : list_(std::move(list)) {}

    std::vector<OutsideProvider> const& list() const { return list_; }
    // Throws outside_provider_unknown (404).
    OutsideProvider const& get(std::string_view name) const;

    // Where the browser goes. Asks the provider what it says of itself, at most once an hour.
    std::string begin(OutsideProvider const& provider, OutsideAttempt const& attempt,
                      std::string const& return_url, Time now);
    // The code for a token, the token for who it is about. Throws what the page shows.
    OutsidePerson redeem(OutsideProvider const& provider, OutsideAttempt const& attempt,
                         std::string const& return_url, std::string const& code, Time now);

private:
    struct Known {
        std::string authorize, token, keys_url;
        bool basic = true;
        Time read{};
        std::vector<OutsideKey> keys;
        Time keys_read{};
    };
    Known about(OutsideProvider const& provider, Time now);
    std::vector<OutsideKey> keys(OutsideProvider const& provider, Time now, std::chrono::seconds at_most_old);

    std::vector<OutsideProvider> list_;
    std::mutex mutex_;
    std::map<std::string, Known, std::less<>> known_;
};

}  // namespace entrepot::access
