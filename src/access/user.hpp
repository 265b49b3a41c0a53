// People of a tenant as their administrators see them, and the rules for changing them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/account.hpp"
#include "base/permission.hpp"
#include "base/problem.hpp"

namespace entrepot::access {

struct NewUser {
    std::string user_name, first_name, last_name;
    std::optional<std::string> email, language;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "NewUser";
    static constexpr auto fields() {
        using U = NewUser;
        return Fields{
            field("userName", &U::user_name,
                  "What they will sign in with: name@domain of the tenant, or an "
                  "e-mail address.")
                .at_most(256),
            field("firstName", &U::first_name, "First name.").at_most(50),
            field("lastName", &U::last_name, "Last name.").at_most(50),
            field("email", &U::email, "Where they are written to; absent: the user name.").at_most(256),
            field("language", &U::language, "fr or en: of the invitation, and of the portal at first.")
                .at_most(2),
            field("roles", &U::roles, "What they may do."),
        };
    }
};

struct UserPatch {
    std::optional<std::string> first_name, last_name, email;
    std::optional<std::vector<Role>> roles;
    std::optional<UserStatus> status;
    static constexpr std::string_view schema_name = "UserPatch";
    static constexpr auto fields() {
        using U = UserPatch;
        return Fields{field("firstName", &U::first_name, "First name.").at_most(50),
                      field("lastName", &U::last_name, "Last name.").at_most(50),
                      field("email", &U::email, "Where they are written to.").at_most(256),
                      field("roles", &U::roles, "What they may do."),
                      field("status", &U::status, "active or disabled.")};
    }
};

bool has_role(UserRecord const& user, Role role);
// name@host with a dot in it; no spaces; lower case where it is a user name.
bool is_mail_address(std::string_view text);
std::vector<Role> in_order(std::vector<Role> roles);  // each once

// Every wrong field of the form; the user where there is none.
UserRecord make_user(NewUser const& form, TenantRecord const& tenant, Id<User> id, Time real_now,
                     Problems& problems);

// Who may touch whom: only a global admin makes, changes or resets one, else a user management admin could
// become one through a reset link.
void check_may_touch(Caller const& by, UserRecord const& user);
// What the patch makes of the user. `other_admins`: active global admins besides this person.
UserRecord changed_user(UserRecord user, UserPatch const& patch, Caller const& by, std::int64_t other_admins,
                        Problems& problems);

// Words that add nothing to a password of this person.
std::vector<std::string> names_of(UserRecord const& user, std::string const& organisation);

}  // namespace entrepot::access
