// What the portal learns about the person who signed in.
#pragma once

#include "access/account_store.hpp"
#include "access/sign_in_guard_store.hpp"
#include "access/sign_in_step_store.hpp"
#include "api/context.hpp"

namespace entrepot::access {

struct PersonView {
    Id<User> id;
    std::string display_name, user_name, email;
    static constexpr std::string_view schema_name = "Person";
    static constexpr auto fields() {
        return Fields{field("id", &PersonView::id, "The user."),
                      field("displayName", &PersonView::display_name, "First and last name."),
                      field("userName", &PersonView::user_name, "What they sign in with."),
                      field("email", &PersonView::email, "Where they are written to.")};
    }
};

struct TenantView {
    Id<Tenant> id;
    std::string name;
    TenantKind kind = TenantKind::customer;
    std::string country;
    std::optional<std::string> mpn_id;
    std::string domain;
    Currency currency;
    static constexpr std::string_view schema_name = "SessionTenant";
    static constexpr auto fields() {
        return Fields{field("id", &TenantView::id, "The tenant."),
                      field("name", &TenantView::name, "Its name."),
                      field("kind", &TenantView::kind, "What it is."),
                      field("country", &TenantView::country, "Two letters."),
                      field("mpnId", &TenantView::mpn_id, "The partner id."),
                      field("domain", &TenantView::domain, "Its primary domain."),
                      field("currency", &TenantView::currency, "What it bills in.")};
    }
};

struct AdministratorView {
    std::string display_name, email;
    static constexpr std::string_view schema_name = "Administrator";
    static constexpr auto fields() {
        return Fields{field("displayName", &AdministratorView::display_name, "Name."),
                      field("email", &AdministratorView::email, "E-mail.")};
    }
};

struct SessionView {
    PersonView user;
    TenantView tenant;
    std::vector<Role> roles;
    Preferences preferences;
    std::string csrf;
    bool sandbox = false;
    std::string cloud;
    Time business_time;
    RawJson permissions;
    std::vector<AdministratorView> administrators;
    std::vector<std::string> methods;

    static constexpr std::string_view schema_name = "Session";
    static constexpr auto fields() {
        return Fields{
            field("user", &SessionView::user, "Who signed in."),
            field("tenant", &SessionView::tenant, "For whom."),
            field("roles", &SessionView::roles, "With which roles."),
            field("preferences", &SessionView::preferences, "What they set for themselves."),
            field("csrfToken", &SessionView::csrf,
                  "Goes into X-CSRF-Token of every request that changes something."),
            field("sandbox", &SessionView::sandbox, "Whether this is a sandbox."),
            field("cloud", &SessionView::cloud, "global or usgov."),
            field("businessTime", &SessionView::business_time, "The time of rules and dates."),
            field("permissions", &SessionView::permissions, "Each act: allowed, and if not, why."),
            field("administrators", &SessionView::administrators, "Who can give rights."),
            field("methods", &SessionView::methods, "How they proved who they are: pwd, otp, fido, mfa."),
        };
    }
};

// What the portal is told where a sign-in is not done: 202.
struct SignInStepView {
    StepPurpose step = StepPurpose::second_factor;
    std::string ticket;
    Time expires;
    std::vector<std::string> choices;
    std::string display_name, user_name;
    static constexpr std::string_view schema_name = "SignInStep";
    static constexpr auto fields() {
        using V = SignInStepView;
        return Fields{
            field("step", &V::step, "secondFactor: prove one. enrolment: set one up first."),
            field("ticket", &V::ticket, "Goes into the requests that follow."),
            field("expiresAt", &V::expires, "Then it begins anew."),
            field("choices", &V::choices, "What would do: totp, passkey, recoveryCode."),
            field("displayName", &V::display_name, "Who signs in."),
            field("userName", &V::user_name, "With which name."),
        };
    }
};

// Goes on from what was proved: a session (201), or what is still to be done (202). For a route that is heavy
// or hashes: writes by itself.
api::Answer go_on(api::Context& context, UserRecord const& user, std::vector<std::string> methods);
// The same of a tenant that this request's transaction does not see yet.
api::Answer go_on(api::Context& context, UserRecord const& user, TenantRecord const& tenant,
                  std::vector<std::string> methods);
// A new session and its view; sets the cookies.
SessionView open_session(api::Context& context, UserRecord const& user, std::vector<std::string> methods);
// The view of the session that the request came with.
SessionView view_session(api::Context& context);
// The session itself; throws portal_only (403) for a token.
SessionRecord session_of(api::Context& context);
// For what touches a person's own keys: throws confirm_first (403) where they last proved themselves more
// than 15 minutes ago.
SessionRecord confirmed_session_of(api::Context& context);

// Whether people of this tenant must have a second factor.
bool must_have_mfa(db::Tx& tx, TenantRecord const& tenant, bool sandbox);
Attempt attempt_of(api::Context& context, std::string const& user_name, std::optional<Id<User>> user);

}  // namespace entrepot::access
