// The document of permissions: see permissions_document.hpp.
#include "app/permissions_document.hpp"

#include <algorithm>

#include "access/permission_table.hpp"
#include "api/problem_answer.hpp"
#include "app/rooms.hpp"
#include "json/json.hpp"

namespace entrepot::app {

namespace {

constexpr std::string_view head =
    "# Who may do what\n\n"
    "Made from `data/permissions.json` and the routes by `make permissions`; a test compares. `entrepot "
    "permissions` prints it; `GET /ext/v1/me/permissions` answers it for the caller, with reasons.\n\n"
    "An app without a user stands for its organisation, but not where a person is needed and never for the "
    "operator. People of partners and resellers need a sign-in with multifactor authentication for all but "
    "the first line. `●` may, `○` may while a switch is on.\n";

std::string role_name(Role role) { return api::problem_entry("role_" + json::word(role)).en.rule; }

bool among(std::vector<Role> const& roles, Role role) {
    return std::ranges::find(roles, role) != roles.end();
}

std::string mark(access::PermissionRow const& row, TenantKind kind, Role role) {
    if (among(access::roles_for(row, kind, {}), role)) return "●";
    for (auto const& more : row.switched)
        if (kind == TenantKind::indirect_provider && among(more.roles, role)) return "○";
    return "";
}

std::string notes(access::PermissionRow const& row) {
    std::string out;
    auto const add = [&](std::string const& words) { out += (out.empty() ? "" : "; ") + words; };
    if (row.person) add("needs a person");
    if (row.only_providers) add("not for direct-bill partners");
    for (auto const& code : row.blocked_by) add("not while " + code);
    for (auto const& more : row.switched) add("`" + more.by + "`");
    return out;
}

std::string table(std::string const& title, TenantKind kind) {
    std::string out = "\n## " + title + "\n\n| |";
    std::string line = "|---|";
    std::vector<Role> roles;
    for (auto const& [role, unused] : wire_names(Role{})) {
        bool const used = std::ranges::any_of(access::permission_table().permissions, [&](auto const& row) {
            return !mark(row, kind, role).empty();
        });
        if (!used) continue;
        roles.push_back(role);
        out += ' ' + role_name(role) + " |";
        line += ":-:|";
    }
    out += " |\n" + line + "---|\n";
    for (auto const& row : access::permission_table().permissions) {
        std::string marks;
        bool any = false;
        for (auto const role : roles) {
            auto const one = mark(row, kind, role);
            any = any || !one.empty();
            marks += ' ' + one + " |";
        }
        if (any) out += "| " + row.en + " |" + marks + ' ' + notes(row) + " |\n";
    }
    return out;
}

std::string switches() {
    std::string out =
        "\n## Switches\n\n`--switch NAME=on` or `off`.\n\n| | | by default | why |\n|---|---|---|---|\n";
    for (auto const& one : access::permission_table().switches)
        out += "| `" + one.name + "` | " + one.en + " | " + (one.on ? "on" : "off") +
               (one.on_in_sandbox.value_or(one.on) != one.on ? ", in a sandbox the other" : "") + " | " +
               one.source + " |\n";
    return out;
}

std::string routes() {
    api::Router router;
    add_all_routes(router);
    std::string out = "\n## What routes ask for\n\n| | | French | routes | from |\n|---|---|---|---|---|\n";
    for (auto const& row : access::permission_table().permissions) {
        std::string places;
        for (auto const& route : router.routes()) {
            bool const asks = route.permission == row.permission ||
                              std::ranges::find(route.also, row.permission) != route.also.end();
            if (asks && row.permission != Permission::sign_in_only)
                places += (places.empty() ? "`" : "<br>`") + std::string(api::method_name(route.method)) +
                          ' ' + route.pattern + '`';
        }
        out += "| `" + json::word(row.permission) + "` | " + row.en + " | " + row.fr + " | " + places +
               " | " + row.source + " |\n";
    }
    return out;
}

}  // namespace

std::string permissions_document() {
    return std::string(head) +
           table("Staff of a provider or direct-bill partner", TenantKind::indirect_provider) +
           table("Staff of an indirect reseller, for its own customers", TenantKind::indirect_reseller) +
           table("People of a customer, for their own account", TenantKind::customer) + switches() + routes();
}

}  // namespace entrepot::app
