// Offering, adding and proving passkeys.
#pragma once

#include "access/passkey.hpp"
#include "access/second_factor_flow.hpp"

namespace entrepot::access {

// For navigator.credentials: create() where `creates`, else get().
struct PasskeyOffer {
    std::string ticket, challenge, rp_id, user_handle, user_name, display_name;
    bool creates = false;
    std::vector<std::string> credentials;  // of the person: to leave out, or to choose from
    static constexpr std::string_view schema_name = "PasskeyOffer";
    static constexpr auto fields() {
        using O = PasskeyOffer;
        return Fields{field("ticket", &O::ticket, "Goes into the answer."),
                      field("challenge", &O::challenge, "base64url."),
                      field("rpId", &O::rp_id, "The host of this deployment."),
                      field("userHandle", &O::user_handle, "base64url."),
                      field("userName", &O::user_name, "What they sign in with."),
                      field("displayName", &O::display_name, "Their name."),
                      field("creates", &O::creates, "Whether a new one is to be made."),
                      field("credentials", &O::credentials, "Those the person has, base64url.")};
    }
};
PasskeyOffer offer_passkey(db::Tx& tx, SignInStep step, std::string const& ticket, UserRecord const& user,
                           RelyingParty const& party);

struct PasskeyAnswer {
    std::string client_data, attestation, name;  // base64url
};
// Nothing where it is not as asked; the step stays and may be tried again with a new offer.
std::optional<Enrolled> confirm_passkey(db::Tx& tx, Safe& safe, Act const& act, SignInStep const& step,
                                        UserRecord const& user, RelyingParty const& party,
                                        PasskeyAnswer const& answer);

struct PasskeySignature {
    std::string credential, client_data, authenticator_data, signature;  // base64url
};
bool prove_passkey(db::Tx& tx, Safe& safe, SignInStep const& step, RelyingParty const& party,
                   PasskeySignature const& given, Time real_now);

}  // namespace entrepot::access
