// Judging an act: see permissions.hpp.
#include "access/permissions.hpp"

#include <algorithm>

namespace entrepot::access {

namespace {

constexpr auto kinds = wire_names(TenantKind{});

std::size_t place(Permission permission, TenantKind kind) {
    return static_cast<std::size_t>(permission) * kinds.size() + static_cast<std::size_t>(kind);
}

// Why a tenant of this kind may not at all; empty where it may.
char const* not_for(TenantKind kind, PermissionRow const& row, std::vector<Role> const& roles) {
    if (kind == TenantKind::direct_bill && row.only_providers) return "not_for_direct_partners";
    if (!roles.empty()) return "";
    if (kind == TenantKind::customer) return "not_for_customers";
    return kind == TenantKind::indirect_reseller ? "not_for_resellers" : "not_for_partners";
}

// An app without a user stands for its organisation, but never for whoever runs the deployment.
bool holds_one(Caller const& caller, std::vector<Role> const& roles) {
    bool const app_alone = caller.app && !caller.user;
    return std::ranges::any_of(
        roles, [&](Role role) { return app_alone ? role != Role::deployment_operator : caller.has(role); });
}

}  // namespace

Permissions::Permissions(Switches const& chosen, bool sandbox) : switches_(settled(chosen, sandbox)) {
    for (auto const& row : permission_table().permissions)
        for (auto const& kind : kinds) roles_.push_back(roles_for(row, kind.value, switches_));
}

std::vector<Role> const& Permissions::roles(Permission permission, TenantKind kind) const {
    return roles_[place(permission, kind)];
}

Verdict Permissions::may(Caller const& caller, Permission permission, Standing const& standing) const {
    auto const& row = permission_row(permission);
    auto const& who = roles(permission, caller.kind);
    Verdict out;
    if (std::string const code = not_for(caller.kind, row, who); !code.empty()) {
        out.reasons.push_back({code, {}});
        return out;
    }
    if (!holds_one(caller, who)) out.reasons.push_back(Reason{"needs_role", who});
    // Customers' people come with what their own directory asked of them.
    bool const proved = caller.mfa || !caller.user || caller.kind == TenantKind::customer;
    if (!row.without_mfa && !proved) out.reasons.push_back(Reason{"needs_mfa", {}});
    if (row.person && !caller.user) out.reasons.push_back(Reason{"needs_person", {}});
    for (auto const& code : standing)
        if (std::ranges::find(row.blocked_by, code) != row.blocked_by.end())
            out.reasons.push_back({code, {}});
    return out;
}

}  // namespace entrepot::access
