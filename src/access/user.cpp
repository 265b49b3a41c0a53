// The rules for people of a tenant: see user.hpp.
#include "access/user.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

void check_name(std::string const& name, std::string const& field, Problems& problems) {
    if (fold(name).empty()) problems.add(field, "required");
}

void check_roles(std::vector<Role> const& roles, Caller const* by, Problems& problems) {
    if (roles.empty()) problems.add("roles", "no_role");
    bool const admin = std::find(roles.begin(), roles.end(), Role::global_admin) != roles.end();
    if (admin && by && by->user && !by->has(Role::global_admin)) problems.add("roles", "global_admin_only");
    // Whoever runs the deployment names its operators on the command line.
    bool const operates = std::find(roles.begin(), roles.end(), Role::deployment_operator) != roles.end();
    if (operates && by && by->user && !by->has(Role::deployment_operator))
        problems.add("roles", "operator_on_the_machine");
}

}  // namespace

bool has_role(UserRecord const& user, Role role) {
    return std::find(user.roles.begin(), user.roles.end(), role) != user.roles.end();
}

bool is_mail_address(std::string_view text) {
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at != text.rfind('@')) return false;
    auto const host = text.substr(at + 1);
    auto const dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 2 >= host.size()) return false;
    for (char const c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == ',' || c == ';' || c == '<' ||
            c == '>')
            return false;
    return host.front() != '-' && host.find("..") == std::string_view::npos;
}

std::vector<Role> in_order(std::vector<Role> roles) {
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    return roles;
}

UserRecord make_user(NewUser const& form, TenantRecord const& tenant, Id<User> id, Time real_now,
                     Problems& problems) {
    UserRecord user;
    user.id = id;
    user.tenant = tenant.id;
    user.user_name = lower_ascii(form.user_name);
    user.first_name = form.first_name;
    user.last_name = form.last_name;
    user.email = form.email.value_or(form.user_name);
    user.roles = in_order(form.roles);
    user.preferences.language = form.language.value_or(tenant.language == "fr" ? "fr" : "en");
    user.created = real_now;
    user.status = UserStatus::invited;
    if (!is_mail_address(user.user_name))
        problems.add("userName", "not_a_user_name", {{"example", "camille@" + tenant.domain}});
    if (form.email && !is_mail_address(*form.email)) problems.add("email", "not_a_mail_address");
    if (form.language && *form.language != "fr" && *form.language != "en")
        problems.add("language", "not_a_choice", {{"choices", "fr, en"}});
    check_name(user.first_name, "firstName", problems);
    check_name(user.last_name, "lastName", problems);
    check_roles(user.roles, nullptr, problems);
    return user;
}

void check_may_touch(Caller const& by, UserRecord const& user) {
    // An app stands for its organisation, as everywhere.
    if (has_role(user, Role::global_admin) && by.user && !by.has(Role::global_admin))
        throw Problem("global_admin_only");
    if (has_role(user, Role::deployment_operator) && by.user && !by.has(Role::deployment_operator))
        throw Problem("operator_on_the_machine");
}

UserRecord changed_user(UserRecord user, UserPatch const& patch, Caller const& by, std::int64_t other_admins,
                        Problems& problems) {
    bool const was_admin = has_role(user, Role::global_admin) && user.status == UserStatus::active;
    if (patch.first_name) check_name(user.first_name = *patch.first_name, "firstName", problems);
    if (patch.last_name) check_name(user.last_name = *patch.last_name, "lastName", problems);
    if (patch.email && !is_mail_address(user.email = *patch.email))
        problems.add("email", "not_a_mail_address");
    if (patch.roles) {
        user.roles = in_order(*patch.roles);
        check_roles(user.roles, &by, problems);
    }
    if (patch.status) {
        bool const may = *patch.status == UserStatus::active || *patch.status == UserStatus::disabled;
        if (!may) problems.add("status", "not_a_choice", {{"choices", "active, disabled"}});
        if (*patch.status == UserStatus::disabled && by.user == user.id)
            problems.add("status", "not_yourself");
        // Who never chose a password stays invited until they do.
        bool const never_began = user.password.empty();
        user.status =
            *patch.status == UserStatus::active && never_began ? UserStatus::invited : *patch.status;
    }
    bool const is_admin = has_role(user, Role::global_admin) && user.status == UserStatus::active;
    if (was_admin && !is_admin && other_admins == 0)
        problems.add(patch.status ? "status" : "roles", "last_global_admin");
    return user;
}

std::vector<std::string> names_of(UserRecord const& user, std::string const& organisation) {
    auto out = fold_words(organisation);
    auto const local = user.user_name.substr(0, user.user_name.find('@'));
    for (auto const& text : {user.user_name, local, user.first_name, user.last_name, std::string("entrepot")})
        out.push_back(text);
    for (auto const& word : fold_words(local)) out.push_back(word);
    // The longest first: what is left of it is no name.
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.size() > b.size(); });
    return out;
}

}  // namespace entrepot::access
