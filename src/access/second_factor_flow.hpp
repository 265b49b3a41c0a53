// Setting up second factors and proving them.
#pragma once

#include "access/account.hpp"
#include "access/second_factor.hpp"
#include "access/sign_in_step_store.hpp"
#include "base/act.hpp"

namespace entrepot::access {

struct TotpOffer {
    std::string ticket, secret, uri;
    QrCode qr;
    Time expires;
    static constexpr std::string_view schema_name = "TotpOffer";
    static constexpr auto fields() {
        using O = TotpOffer;
        return Fields{field("ticket", &O::ticket, "Goes into the confirmation."),
                      field("secret", &O::secret, "To type where the code cannot be scanned."),
                      field("uri", &O::uri, "The same as a link for this device."),
                      field("qr", &O::qr, "The same to scan."),
                      field("expiresAt", &O::expires, "Then it begins anew.")};
    }
};

// A new secret for this step; an earlier one of the step ends.
TotpOffer offer_totp(db::Tx& tx, Safe& safe, SignInStep step, std::string const& ticket,
                     UserRecord const& user);

struct Enrolled {
    std::vector<std::string> recovery_codes;  // with the first factor only
};
// Nothing for a wrong code, which is counted; else the factor is there and the step ended.
std::optional<Enrolled> confirm_totp(db::Tx& tx, Safe& safe, Act const& act, SignInStep const& step,
                                     UserRecord const& user, std::string const& code,
                                     std::string const& name);
// The factor, the first one's recovery codes, the event.
Enrolled add_factor(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user,
                    SecondFactor const& factor);

// False for a wrong code, which is counted; else the step ended. Throws second_factor_blocked.
bool prove_code(db::Tx& tx, Safe& safe, SignInStep const& step, std::string const& code, Time real_now);
bool prove_recovery_code(db::Tx& tx, Safe& safe, SignInStep const& step, std::string const& code,
                         Time real_now);

}  // namespace entrepot::access
