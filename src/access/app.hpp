// Apps: software that acts for a tenant, alone or with a person; what proves it is the app, and where it may
// send people back to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/permission.hpp"
#include "base/problem.hpp"
#include "base/time.hpp"

namespace entrepot::access {

// A confidential app keeps a secret or a private key; a public one (a command line, a desktop) cannot.
enum class AppKind : std::uint8_t { confidential, open };
constexpr auto wire_names(AppKind) {
    return std::array{Wire{AppKind::confidential, "confidential"}, Wire{AppKind::open, "public"}};
}

struct AppRecord {
    Id<App> id;
    Id<Tenant> tenant;
    std::string name;
    AppKind kind = AppKind::confidential;
    std::vector<std::string> redirect_uris;
    bool full_access = true;
    std::vector<Permission> permissions;
    bool reusable_refresh = false;
    Time created, valid_from;
    std::optional<Time> last_used, removed;

    static constexpr std::string_view schema_name = "AppRecord";
    static constexpr std::string_view table = "apps";
    static constexpr auto fields() {
        return Fields{
            field("appId", &AppRecord::id, "The app.").key(),
            field("tenantId", &AppRecord::tenant, "Whose app."),
            field("name", &AppRecord::name, "What people call it."),
            field("kind", &AppRecord::kind, "Whether it can keep a secret."),
            field("redirectUris", &AppRecord::redirect_uris, "Where people may be sent back to."),
            field("fullAccess", &AppRecord::full_access, "Alone it may do all that its tenant may."),
            field("permissions", &AppRecord::permissions, "Else only this."),
            field("reusableRefresh", &AppRecord::reusable_refresh, "Refresh tokens may be used again."),
            field("createdAt", &AppRecord::created, "Real time."),
            field("validFrom", &AppRecord::valid_from, "Tokens from before are void."),
            field("lastUsedAt", &AppRecord::last_used, "About when it got its last token."),
            field("removedAt", &AppRecord::removed, "When it was removed for good."),
        };
    }
};

struct AppSecret {
    Id<AppSecret> id;
    Id<Tenant> tenant;
    Id<App> app;
    std::string name, digest, hint;
    Time created, expires;

    static constexpr std::string_view schema_name = "AppSecretRow";
    static constexpr std::string_view table = "app_secrets";
    static constexpr auto fields() {
        return Fields{
            field("secretId", &AppSecret::id, "The secret.").key(),
            field("tenantId", &AppSecret::tenant, "Whose app."),
            field("appId", &AppSecret::app, "The app."),
            field("name", &AppSecret::name, "What it is for."),
            field("digest", &AppSecret::digest, "A keyed digest.").hidden(),
            field("hint", &AppSecret::hint, "Its first letters."),
            field("createdAt", &AppSecret::created, "Real time."),
            field("expiresAt", &AppSecret::expires, "Real time."),
        };
    }
};

struct AppCertificate {
    Id<AppCertificate> id;
    Id<Tenant> tenant;
    Id<App> app;
    std::string name, subject, thumbprint, thumbprint256, der;
    Time created, begins, expires;

    static constexpr std::string_view schema_name = "AppCertificateRow";
    static constexpr std::string_view table = "app_certificates";
    static constexpr auto fields() {
        return Fields{
            field("certificateId", &AppCertificate::id, "The certificate.").key(),
            field("tenantId", &AppCertificate::tenant, "Whose app."),
            field("appId", &AppCertificate::app, "The app."),
            field("name", &AppCertificate::name, "What it is for."),
            field("subject", &AppCertificate::subject, "To whom it was issued."),
            field("thumbprint", &AppCertificate::thumbprint, "SHA-1 of it, as x5t has it."),
            field("thumbprint256", &AppCertificate::thumbprint256, "SHA-256 of it, as x5t#S256 has it.")
                .column("thumbprint_256"),
            field("der", &AppCertificate::der, "The certificate, base64.").hidden(),
            field("createdAt", &AppCertificate::created, "Real time."),
            field("beginsAt", &AppCertificate::begins, "From when it holds."),
            field("expiresAt", &AppCertificate::expires, "Until when."),
        };
    }
};

inline constexpr std::size_t proofs_of_an_app = 20;  // secrets, and as many certificates
inline constexpr int secret_days_usual = 365, secret_days_most = 730;

// Registered in every deployment: the public client that the PowerShell module signs people in with (wire.md
// 2).
Id<App> powershell_client();
std::optional<AppRecord> well_known_app(Id<App> id);

void check_app(AppRecord const& app, Problems& problems);
// https, or http on a loopback address; absolute, without a fragment (RFC 6749, 3.1.2).
bool may_be_redirect(std::string const& uri);
bool is_loopback_uri(std::string_view uri);
// Exactly one of those registered; on a loopback address of a public app the port is free (RFC 8252, 7.3).
bool redirect_fits(AppRecord const& app, std::string const& uri);
// What an app alone may do; Permission's own rules for its tenant come on top.
bool is_granted(AppRecord const& app, Permission permission);

}  // namespace entrepot::access
