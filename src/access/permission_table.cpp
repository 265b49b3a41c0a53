// Reading and checking data/permissions.json: see permission_table.hpp.
#include "access/permission_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

bool has_switch(PermissionTable const& table, std::string const& name) {
    return std::ranges::any_of(table.switches, [&](auto const& one) { return one.name == name; });
}

void check_row(PermissionTable const& table, PermissionRow const& row, Permission expected) {
    check(row.permission == expected, "data/permissions.json has one row an act, in the order of the enum");
    check(!row.en.empty() && !row.fr.empty(), "every act is worded in both languages");
    check(!row.partner.empty() || !row.reseller.empty() || !row.customer.empty() || !row.switched.empty(),
          "every act has somebody who may");
    for (auto const& one : row.switched)
        check(has_switch(table, one.by), "a row names only switches that exist");
}

}  // namespace

PermissionTable const& permission_table() {
    static PermissionTable const table = [] {
        auto out = json::read<PermissionTable>(embedded("data/permissions.json"), {.refuse_unknown = true});
        std::ranges::sort(out.permissions, {}, &PermissionRow::permission);
        constexpr auto acts = wire_names(Permission{});
        check(out.permissions.size() == acts.size(), "every act has its row in data/permissions.json");
        for (std::size_t i = 0; i < acts.size(); ++i) check_row(out, out.permissions[i], acts[i].value);
        return out;
    }();
    return table;
}

PermissionRow const& permission_row(Permission permission) {
    return permission_table().permissions[static_cast<std::size_t>(permission)];
}

Switches settled(Switches const& chosen, bool sandbox) {
    Switches out;
    for (auto const& one : permission_table().switches)
        out[one.name] = sandbox ? one.on_in_sandbox.value_or(one.on) : one.on;
    for (auto const& [name, on] : chosen) {
        if (!out.count(name)) {
            std::string all;
            for (auto const& [known, unused] : out) all += (all.empty() ? "" : ", ") + known;
            throw std::runtime_error("there is no switch " + name + "; there are " + all);
        }
        out[name] = on;
    }
    return out;
}

std::vector<Role> roles_for(PermissionRow const& row, TenantKind kind, Switches const& settled) {
    if (kind == TenantKind::indirect_reseller) return row.reseller;
    if (kind == TenantKind::customer) return row.customer;
    auto out = row.partner;
    for (auto const& more : row.switched)
        if (auto const at = settled.find(more.by); at != settled.end() && at->second)
            out.insert(out.end(), more.roles.begin(), more.roles.end());
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

}  // namespace entrepot::access
