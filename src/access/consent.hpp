// What a person's sign-in through an app leaves behind: codes, families of refresh tokens, device codes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/time.hpp"

namespace entrepot::access {

inline constexpr auto token_life = hours{1};
inline constexpr auto code_life = minutes{5};
inline constexpr auto device_code_life = minutes{15};
inline constexpr auto refresh_life = days{90};  // since the last use, as in Azure AD
// The same client's second try, or its second thread, with a refresh token that was just used.
inline constexpr auto refresh_grace = seconds{60};
inline constexpr std::int64_t device_interval_s = 5;

// For what a token is asked: the audience, the scope in the client's words, and the shape it reads.
struct Asked {
    std::string resource, scope;
    bool is_v1 = false;

    static constexpr std::string_view schema_name = "AskedAccess";
    static constexpr auto fields() {
        return Fields{field("resource", &Asked::resource, "Who the token is for."),
                      field("scope", &Asked::scope, "As the client wrote it."),
                      field("isV1", &Asked::is_v1, "Whether through the version 1 endpoint.")};
    }
};

enum class FamilyEnd : std::uint8_t { none, revoked, reused, app_revoked, user_changed };
constexpr auto wire_names(FamilyEnd) {
    return std::array{Wire{FamilyEnd::none, "none"}, Wire{FamilyEnd::revoked, "revoked"},
                      Wire{FamilyEnd::reused, "reused"}, Wire{FamilyEnd::app_revoked, "appRevoked"},
                      Wire{FamilyEnd::user_changed, "userChanged"}};
}

// One sign-in of one person through one app: the refresh tokens that follow one another.
struct TokenFamily {
    Id<TokenFamily> id;
    Id<Tenant> tenant;
    Id<App> app;
    Id<User> user;
    bool mfa = false;
    Time created, used, expires;
    FamilyEnd end = FamilyEnd::none;
    std::optional<Time> ended;

    static constexpr std::string_view schema_name = "TokenFamilyRow";
    static constexpr std::string_view table = "token_families";
    static constexpr auto fields() {
        return Fields{
            field("familyId", &TokenFamily::id, "The sign-in.").key(),
            field("tenantId", &TokenFamily::tenant, "The person's tenant."),
            field("appId", &TokenFamily::app, "Through which app."),
            field("userId", &TokenFamily::user, "Who."),
            field("mfa", &TokenFamily::mfa, "Whether with a second factor."),
            field("createdAt", &TokenFamily::created, "Real time."),
            field("usedAt", &TokenFamily::used, "When it was used last."),
            field("expiresAt", &TokenFamily::expires, "When it ends unless it is used."),
            field("endedBy", &TokenFamily::end, "What ended it before."),
            field("endedAt", &TokenFamily::ended, "When that was."),
        };
    }
};

struct RefreshToken {
    std::string key;
    Id<Tenant> tenant;
    Id<TokenFamily> family;
    Asked asked;
    Time created;
    std::optional<Time> used;

    static constexpr std::string_view schema_name = "RefreshTokenRow";
    static constexpr std::string_view table = "refresh_tokens";
    static constexpr auto fields() {
        return Fields{
            field("key", &RefreshToken::key, "A keyed digest.").key(),
            field("tenantId", &RefreshToken::tenant, "The person's tenant."),
            field("familyId", &RefreshToken::family, "The sign-in it belongs to."),
            field("asked", &RefreshToken::asked, "What it was given for."),
            field("createdAt", &RefreshToken::created, "Real time."),
            field("usedAt", &RefreshToken::used, "When it was exchanged."),
        };
    }
};

struct AuthorizationCode {
    std::string key;
    Id<Tenant> tenant;
    Id<App> app;
    Id<User> user;
    bool mfa = false;
    Asked asked;
    std::string redirect_uri, challenge, nonce;
    Time created, expires;
    std::optional<Id<TokenFamily>> family;

    static constexpr std::string_view schema_name = "AuthorizationCodeRow";
    static constexpr std::string_view table = "authorization_codes";
    static constexpr auto fields() {
        using C = AuthorizationCode;
        return Fields{
            field("key", &C::key, "A keyed digest.").key(),
            field("tenantId", &C::tenant, "The person's tenant."),
            field("appId", &C::app, "For which app."),
            field("userId", &C::user, "Who."),
            field("mfa", &C::mfa, "Whether with a second factor."),
            field("asked", &C::asked, "What for."),
            field("redirectUri", &C::redirect_uri, "Where it was sent."),
            field("challenge", &C::challenge, "PKCE, S256; empty: none."),
            field("nonce", &C::nonce, "Goes into the id token."),
            field("createdAt", &C::created, "Real time."),
            field("expiresAt", &C::expires, "Real time."),
            field("familyId", &C::family, "Set once it was exchanged."),
        };
    }
};

enum class DeviceState : std::uint8_t { pending, approved, refused, exchanged };
constexpr auto wire_names(DeviceState) {
    return std::array{Wire{DeviceState::pending, "pending"}, Wire{DeviceState::approved, "approved"},
                      Wire{DeviceState::refused, "refused"}, Wire{DeviceState::exchanged, "exchanged"}};
}

struct DeviceCode {
    std::string key, user_code;
    Id<App> app;
    Asked asked;
    std::string named_tenant;
    DeviceState state = DeviceState::pending;
    std::optional<Id<Tenant>> tenant;
    std::optional<Id<User>> user;
    bool mfa = false;
    std::int64_t interval_s = device_interval_s;
    Time polled, expires;

    static constexpr std::string_view schema_name = "DeviceCodeRow";
    static constexpr std::string_view table = "device_codes";
    static constexpr auto fields() {
        return Fields{
            field("key", &DeviceCode::key, "A keyed digest of what the device keeps.").key(),
            field("userCode", &DeviceCode::user_code, "A keyed digest of what the person types."),
            field("appId", &DeviceCode::app, "For which app."),
            field("asked", &DeviceCode::asked, "What for."),
            field("namedTenant", &DeviceCode::named_tenant, "As the path named it."),
            field("state", &DeviceCode::state, "What the person said."),
            field("personTenantId", &DeviceCode::tenant, "Their tenant."),
            field("userId", &DeviceCode::user, "Who they are."),
            field("mfa", &DeviceCode::mfa, "Whether with a second factor."),
            field("intervalS", &DeviceCode::interval_s, "Seconds between two questions of the device."),
            field("polledAt", &DeviceCode::polled, "When it asked last."),
            field("expiresAt", &DeviceCode::expires, "Real time."),
        };
    }
};

}  // namespace entrepot::access
