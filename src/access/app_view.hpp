// An app as its tenant's administrators see it: with its secrets' names, never with the secrets.
#pragma once

#include "access/app.hpp"

namespace entrepot::access {

struct SecretView {
    Id<AppSecret> id;
    std::string name, hint;
    Time created, expires;
    static constexpr std::string_view schema_name = "AppSecret";
    static constexpr auto fields() {
        return Fields{field("id", &SecretView::id, "The secret."),
                      field("name", &SecretView::name, "What it is for."),
                      field("hint", &SecretView::hint, "Its first letters."),
                      field("createdAt", &SecretView::created, "Real time."),
                      field("expiresAt", &SecretView::expires, "When it ends.")};
    }
};

struct CertificateView {
    Id<AppCertificate> id;
    std::string name, subject, thumbprint;
    Time begins, expires;
    static constexpr std::string_view schema_name = "AppCertificate";
    static constexpr auto fields() {
        return Fields{field("id", &CertificateView::id, "The certificate."),
                      field("name", &CertificateView::name, "What it is for."),
                      field("subject", &CertificateView::subject, "To whom it was issued."),
                      field("thumbprint", &CertificateView::thumbprint, "SHA-256, base64url."),
                      field("beginsAt", &CertificateView::begins, "From when it holds."),
                      field("expiresAt", &CertificateView::expires, "Until when.")};
    }
};

struct AppView {
    Id<App> id;
    std::string name;
    AppKind kind = AppKind::confidential;
    std::vector<std::string> redirect_uris;
    bool full_access = true;
    std::vector<Permission> permissions;
    bool reusable_refresh = false;
    Time created;
    std::optional<Time> last_used;
    std::vector<SecretView> secrets;
    std::vector<CertificateView> certificates;
    std::int64_t sign_ins = 0;
    std::optional<Time> first_end;

    static constexpr std::string_view schema_name = "App";
    static constexpr auto fields() {
        using A = AppView;
        return Fields{
            field("id", &A::id, "The app: its client_id."),
            field("name", &A::name, "What people call it."),
            field("kind", &A::kind, "Whether it can keep a secret."),
            field("redirectUris", &A::redirect_uris, "Where people may be sent back to."),
            field("fullAccess", &A::full_access, "Alone it may do all that its tenant may."),
            field("permissions", &A::permissions, "Else only this."),
            field("reusableRefresh", &A::reusable_refresh, "Refresh tokens may be used again."),
            field("createdAt", &A::created, "Real time."),
            field("lastUsedAt", &A::last_used, "About when it got its last token."),
            field("secrets", &A::secrets, "Several may hold at once, so that one can follow another."),
            field("certificates", &A::certificates, "Whose private keys prove it too."),
            field("signIns", &A::sign_ins, "How many people's sign-ins through it live."),
            field("firstSignInEndsAt", &A::first_end, "When the first of them ends unless it is used."),
        };
    }
};

struct NewApp {
    std::string name;
    AppKind kind = AppKind::confidential;
    std::vector<std::string> redirect_uris;
    bool full_access = false;
    std::vector<Permission> permissions;
    static constexpr std::string_view schema_name = "NewApp";
    static constexpr auto fields() {
        return Fields{
            field("name", &NewApp::name, "What people call it.").at_least(1).at_most(100),
            field("kind", &NewApp::kind, "confidential or public.").or_default(),
            field("redirectUris", &NewApp::redirect_uris, "Where people may be sent back to.").or_default(),
            field("fullAccess", &NewApp::full_access, "Alone it may do all that its tenant may.")
                .or_default(),
            field("permissions", &NewApp::permissions, "Else only this.").or_default()};
    }
};

struct AppPatch {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> redirect_uris;
    std::optional<bool> full_access, reusable_refresh;
    std::optional<std::vector<Permission>> permissions;
    static constexpr std::string_view schema_name = "AppPatch";
    static constexpr auto fields() {
        return Fields{
            field("name", &AppPatch::name, "What people call it.").at_least(1).at_most(100),
            field("redirectUris", &AppPatch::redirect_uris, "Where people may be sent back to."),
            field("fullAccess", &AppPatch::full_access, "Alone it may do all that its tenant may."),
            field("reusableRefresh", &AppPatch::reusable_refresh, "Refresh tokens may be used again."),
            field("permissions", &AppPatch::permissions, "Else only this.")};
    }
};

struct NewSecret {
    std::string name;
    int days = secret_days_usual;
    static constexpr std::string_view schema_name = "NewAppSecret";
    static constexpr auto fields() {
        return Fields{field("name", &NewSecret::name, "What it is for.").or_default().at_most(100),
                      field("days", &NewSecret::days, "How long it holds, 1 to 730.").or_default()};
    }
};

struct ShownSecret {
    Id<AppSecret> id;
    std::string secret;
    Time expires;
    static constexpr std::string_view schema_name = "ShownAppSecret";
    static constexpr auto fields() {
        return Fields{field("id", &ShownSecret::id, "The secret."),
                      field("secret", &ShownSecret::secret, "The secret itself: shown now and never again."),
                      field("expiresAt", &ShownSecret::expires, "When it ends.")};
    }
};

struct NewCertificate {
    std::string name, certificate;
    static constexpr std::string_view schema_name = "NewAppCertificate";
    static constexpr auto fields() {
        return Fields{field("name", &NewCertificate::name, "What it is for.").or_default().at_most(100),
                      field("certificate", &NewCertificate::certificate,
                            "PEM, or base64 of DER; never the private key.")
                          .at_least(1)
                          .at_most(20000)};
    }
};

enum class SignInState : std::uint8_t { active, ending, ended, revoked, reused };
constexpr auto wire_names(SignInState) {
    return std::array{Wire{SignInState::active, "active"}, Wire{SignInState::ending, "ending"},
                      Wire{SignInState::ended, "ended"}, Wire{SignInState::revoked, "revoked"},
                      Wire{SignInState::reused, "reused"}};
}

// One person's sign-in through an app: does it still renew itself, or must the person sign in again?
struct SignInView {
    Uuid id;
    Id<User> user;
    std::string display_name, user_name;
    bool mfa = false;
    Time created, used, expires;
    SignInState state = SignInState::active;
    bool must_sign_in = false;
    static constexpr std::string_view schema_name = "AppSignIn";
    static constexpr auto fields() {
        using S = SignInView;
        return Fields{
            field("id", &S::id, "The sign-in."),
            field("userId", &S::user, "Who."),
            field("displayName", &S::display_name, "First and last name."),
            field("userName", &S::user_name, "What they sign in with."),
            field("mfa", &S::mfa, "Whether with a second factor."),
            field("createdAt", &S::created, "When they signed in."),
            field("usedAt", &S::used, "When it was renewed last."),
            field("expiresAt", &S::expires, "When it ends unless it is used."),
            field("state", &S::state, "ending: within 14 days; reused: a spent token was shown again."),
            field("mustSignIn", &S::must_sign_in, "Whether the person must sign in again.")};
    }
};

}  // namespace entrepot::access
