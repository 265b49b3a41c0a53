// Second factors: codes by time (RFC 6238), passkeys, recovery codes; which of them a person has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/scope.hpp"
#include "base/time.hpp"

namespace entrepot::access {

struct Factor;

enum class FactorKind : std::uint8_t { totp, passkey };
constexpr auto wire_names(FactorKind) {
    return std::array{Wire{FactorKind::totp, "totp"}, Wire{FactorKind::passkey, "passkey"}};
}

struct SecondFactor {
    Id<Factor> id;
    Id<Tenant> tenant;
    Id<User> user;
    FactorKind kind = FactorKind::totp;
    std::string name, credential, sealed;
    std::int64_t counter = 0;
    Time created;
    std::optional<Time> used;

    static constexpr std::string_view schema_name = "SecondFactorRow";
    static constexpr std::string_view table = "second_factors";
    static constexpr auto fields() {
        using F = SecondFactor;
        return Fields{
            field("factorId", &F::id, "The factor.").key(),
            field("tenantId", &F::tenant, "The user's tenant."),
            field("userId", &F::user, "Whose."),
            field("kind", &F::kind, "totp or passkey."),
            field("name", &F::name, "What the person calls it."),
            field("credential", &F::credential, "Of a passkey: its id."),
            field("sealed", &F::sealed, "The shared secret, or the public key.").hidden(),
            field("counter", &F::counter, "The last step or signature count that was used."),
            field("createdAt", &F::created, "Real time."),
            field("usedAt", &F::used, "Real time."),
        };
    }
};

struct RecoveryCode {
    std::string key;
    Id<Tenant> tenant;
    Id<User> user;
    Time created;
    std::optional<Time> used;
    static constexpr std::string_view schema_name = "RecoveryCodeRow";
    static constexpr std::string_view table = "recovery_codes";
    static constexpr auto fields() {
        using C = RecoveryCode;
        return Fields{field("key", &C::key, "A keyed digest.").key(),
                      field("tenantId", &C::tenant, "The user's tenant."),
                      field("userId", &C::user, "Whose."), field("createdAt", &C::created, "Real time."),
                      field("usedAt", &C::used, "Real time; none serves twice.")};
    }
};

// 160 bits, as RFC 4226 asks.
std::string new_totp_secret();
// Six figures of HMAC-SHA-1 over the step's number.
std::string totp(std::string_view secret, std::int64_t step);
std::int64_t totp_step(Time now);  // of 30 seconds
// The step whose code this is: now's or one beside it, and after the last that was used.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code, Time now,
                                          std::int64_t last_used);
std::string base32(std::string_view bytes);
std::string from_base32(std::string_view text);  // leaves out what is no letter of it
// What authenticator apps read from the QR code.
std::string otpauth_uri(std::string const& issuer, std::string const& account, std::string_view secret);
// What an <svg> draws dark on white: a path of squares within side × side, quiet zone included.
struct QrCode {
    int side = 0;
    std::string path;
    static constexpr std::string_view schema_name = "QrCode";
    static constexpr auto fields() {
        return Fields{field("side", &QrCode::side, "Width and height of the view box."),
                      field("path", &QrCode::path, "The dark squares: d of a path.")};
    }
};
QrCode qr_code(std::string const& text);

constexpr int recovery_codes_of_a_person = 10;
std::string new_recovery_code();                       // "k7m2p-9qx4d": 49 bits, each for one use
std::string recovery_code_as_made(std::string given);  // however it was typed

}  // namespace entrepot::access
