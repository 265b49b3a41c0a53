// data/permissions.json as it is read: a row an act, and the switches that a deployment may turn.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/permission.hpp"

namespace entrepot::access {

// What a deployment chose, by the switch's name.
using Switches = std::map<std::string, bool>;

struct PermissionSwitch {
    std::string name;
    bool on = false;
    std::optional<bool> on_in_sandbox;
    std::string en, fr, source;
    static constexpr std::string_view schema_name = "PermissionSwitch";
    static constexpr auto fields() {
        using S = PermissionSwitch;
        return Fields{
            field("name", &S::name, "What --switch calls it."),
            field("on", &S::on, "Whether it is on where nobody chose."),
            field("onInSandbox", &S::on_in_sandbox, "The same in a sandbox, where that differs."),
            field("en", &S::en, "What it does."),
            field("fr", &S::fr, "The same in French."),
            field("source", &S::source, "Why it exists."),
        };
    }
};

// Roles of a partner's staff that an act gets while a switch is on.
struct SwitchedRoles {
    std::string by;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "SwitchedRoles";
    static constexpr auto fields() {
        return Fields{field("switch", &SwitchedRoles::by, "Which."),
                      field("roles", &SwitchedRoles::roles, "Whom it lets.")};
    }
};

struct PermissionRow {
    Permission permission = Permission::sign_in_only;
    std::string en, fr;
    std::vector<Role> partner, reseller,
        customer;  // who may, by the kind of their tenant; none: the kind may not
    std::vector<SwitchedRoles> switched;
    bool person = false;          // an app alone may not
    bool without_mfa = false;     // also after a sign-in with one factor
    bool only_providers = false;  // not for direct-bill partners
    std::vector<std::string> blocked_by;
    std::string source;
    static constexpr std::string_view schema_name = "PermissionRow";
    static constexpr auto fields() {
        using R = PermissionRow;
        return Fields{
            field("permission", &R::permission, "The act."),
            field("en", &R::en, "What it is."),
            field("fr", &R::fr, "The same in French."),
            field("partner", &R::partner, "Roles of a provider's or direct-bill partner's staff."),
            field("reseller", &R::reseller, "Roles of an indirect reseller's staff."),
            field("customer", &R::customer, "Roles of a customer's people."),
            field("switched", &R::switched, "More roles, while a switch is on.").or_default(),
            field("person", &R::person, "Whether an app alone may not.").or_default(),
            field("withoutMfa", &R::without_mfa, "Whether one factor is enough.").or_default(),
            field("onlyProviders", &R::only_providers, "Whether direct-bill partners may not.").or_default(),
            field("blockedBy", &R::blocked_by, "What stands in its way, as codes of problems.").or_default(),
            field("source", &R::source, "The rule it comes from."),
        };
    }
};

struct PermissionTable {
    std::vector<PermissionSwitch> switches;
    std::vector<PermissionRow> permissions;
    static constexpr std::string_view schema_name = "PermissionTable";
    static constexpr auto fields() {
        return Fields{field("switches", &PermissionTable::switches, "What a deployment chooses."),
                      field("permissions", &PermissionTable::permissions, "A row an act.")};
    }
};

// Read once, rows in the order of the enum; check()s that every act has its row and words.
PermissionTable const& permission_table();
PermissionRow const& permission_row(Permission permission);
// Of the table's switches those that are on, after what the deployment chose; throws with words for the
// operator where it chose one that does not exist.
Switches settled(Switches const& chosen, bool sandbox);
// Who may, of tenants of this kind, in the order of the roles.
std::vector<Role> roles_for(PermissionRow const& row, TenantKind kind, Switches const& settled);

}  // namespace entrepot::access
