// Accounts of every tenant: the tenant itself, its users and its apps.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/address.hpp"
#include "base/caller.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace entrepot::access {

struct TenantRecord {
    Id<Tenant> id;
    TenantKind kind = TenantKind::customer;
    std::string name, domain;
    std::optional<std::string> mpn_id;
    std::string country, culture, language;
    Currency currency;
    std::string email;
    Address address;
    std::vector<std::string> market;
    bool agreement_signed = false;
    bool restricted = false;
    Id<Tenant> clock_owner;
    Time created;

    static constexpr std::string_view schema_name = "TenantRecord";
    static constexpr std::string_view table = "tenants";
    static constexpr auto fields() {
        return Fields{
            field("tenantId", &TenantRecord::id, "The tenant.").key(),
            field("kind", &TenantRecord::kind, "What it is."),
            field("name", &TenantRecord::name, "Its legal name."),
            field("domain", &TenantRecord::domain, "Its primary domain."),
            field("mpnId", &TenantRecord::mpn_id, "Its partner id; partners only."),
            field("country", &TenantRecord::country, "ISO 3166-1, two letters."),
            field("culture", &TenantRecord::culture, "xx-XX."),
            field("language", &TenantRecord::language, "Two letters."),
            field("currency", &TenantRecord::currency, "What it is billed in."),
            field("email", &TenantRecord::email, "Where it is written to."),
            field("address", &TenantRecord::address, "Where it sits."),
            field("market", &TenantRecord::market,
                  "Countries where a partner may add customers; empty: all."),
            field("agreementSigned", &TenantRecord::agreement_signed,
                  "Whether it signed the partner agreement."),
            field("restricted", &TenantRecord::restricted,
                  "Direct billing is restricted: no new customers, relations or purchases."),
            field("clockOwnerId", &TenantRecord::clock_owner, "Whose sandbox clock it follows."),
            field("createdAt", &TenantRecord::created, "Business time."),
        };
    }
};

enum class UserStatus : std::uint8_t { active, invited, disabled, deleted };
constexpr auto wire_names(UserStatus) {
    return std::array{Wire{UserStatus::active, "active"}, Wire{UserStatus::invited, "invited"},
                      Wire{UserStatus::disabled, "disabled"}, Wire{UserStatus::deleted, "deleted"}};
}

// What a person set for themselves; remembered on the server so that another browser shows the same.
struct Preferences {
    std::optional<std::string> language, theme, time_zone;
    bool rail_collapsed = false;
    bool shortcuts = true;

    static constexpr std::string_view schema_name = "Preferences";
    static constexpr auto fields() {
        return Fields{
            field("language", &Preferences::language, "fr or en; absent: the browser's.").at_most(2),
            field("theme", &Preferences::theme, "light or dark; absent: the system's.").at_most(5),
            field("timeZone", &Preferences::time_zone, "As Europe/Paris; absent: the browser's.").at_most(64),
            field("railCollapsed", &Preferences::rail_collapsed, "Whether the menu is narrow.").or_default(),
            field("shortcuts", &Preferences::shortcuts, "Whether single keys are shortcuts.").or_default(),
        };
    }
};

struct UserRecord {
    Id<User> id;
    Id<Tenant> tenant;
    std::string user_name, first_name, last_name, email;
    std::vector<Role> roles;
    std::string password;
    Preferences preferences;
    Time created;
    UserStatus status = UserStatus::active;
    std::optional<Time> last_sign_in, reset_asked;

    std::string display_name() const { return first_name + ' ' + last_name; }

    static constexpr std::string_view schema_name = "UserRecord";
    static constexpr std::string_view table = "users";
    static constexpr auto fields() {
        return Fields{
            field("userId", &UserRecord::id, "The user.").key(),
            field("tenantId", &UserRecord::tenant, "Whose user."),
            field("userName", &UserRecord::user_name, "What they sign in with, lower case."),
            field("firstName", &UserRecord::first_name, "First name."),
            field("lastName", &UserRecord::last_name, "Last name."),
            field("email", &UserRecord::email, "Where they are written to."),
            field("roles", &UserRecord::roles, "What they may do."),
            field("password", &UserRecord::password, "A hash or a keyed digest.").hidden(),
            field("preferences", &UserRecord::preferences, "What they set for themselves."),
            field("createdAt", &UserRecord::created, "Real time."),
            field("status", &UserRecord::status, "Only active people sign in."),
            field("lastSignIn", &UserRecord::last_sign_in, "Real time."),
            field("resetAsked", &UserRecord::reset_asked, "When they said that they forgot it."),
        };
    }
};

struct Session;

struct SessionRecord {
    std::string key;
    Id<Session> id;
    Id<Tenant> tenant;
    Id<User> user;
    std::string csrf;
    std::vector<std::string> methods;  // amr: pwd, otp, fido, mfa
    std::string device, address;
    Time created, seen, confirmed, expires;

    bool has_mfa() const {
        for (auto const& method : methods)
            if (method == "mfa") return true;
        return false;
    }

    static constexpr std::string_view schema_name = "SessionRecord";
    static constexpr std::string_view table = "sessions";
    static constexpr auto fields() {
        using S = SessionRecord;
        return Fields{
            field("key", &S::key, "A keyed digest of the cookie.").key(),
            field("sessionId", &S::id, "What lists and revocations name."),
            field("tenantId", &S::tenant, "The user's tenant."),
            field("userId", &S::user, "Who signed in."),
            field("csrf", &S::csrf, "What a changing request must carry."),
            field("methods", &S::methods, "How they proved who they are."),
            field("device", &S::device, "The browser, in words."),
            field("address", &S::address, "From where."),
            field("createdAt", &S::created, "Real time."),
            field("seenAt", &S::seen, "The last request, to five minutes."),
            field("confirmedAt", &S::confirmed, "When the person last proved themselves."),
            field("expiresAt", &S::expires, "Real time."),
        };
    }
};

}  // namespace entrepot::access
