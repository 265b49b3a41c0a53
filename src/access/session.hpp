// What the portal learns about the person who signed in.
#pragma once

#include "access/account_store.hpp"
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
        };
    }
};

// A new session and its view; sets the cookie. For a heavy route: writes by itself.
SessionView open_session(api::Context& context, UserRecord const& user);
// The view of the session that the request came with.
SessionView view_session(api::Context& context);

}  // namespace entrepot::access
