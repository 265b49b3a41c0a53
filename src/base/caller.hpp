// Who calls: a person or an app of a tenant, with roles.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/field.hpp"
#include "base/scope.hpp"

namespace entrepot {

enum class Role : std::uint8_t {
    global_admin,
    user_management_admin,
    billing_admin,
    admin_agent,
    sales_agent,
    helpdesk_agent,
    deployment_operator  // given on the command line only: runs the deployment, whoever's tenant it is in
};
constexpr auto wire_names(Role) {
    return std::array{
        Wire{Role::global_admin, "GlobalAdmin"},     Wire{Role::user_management_admin, "UserManagementAdmin"},
        Wire{Role::billing_admin, "BillingAdmin"},   Wire{Role::admin_agent, "AdminAgent"},
        Wire{Role::sales_agent, "SalesAgent"},       Wire{Role::helpdesk_agent, "HelpdeskAgent"},
        Wire{Role::deployment_operator, "Operator"},
    };
}

enum class TenantKind : std::uint8_t { direct_bill, indirect_provider, indirect_reseller, customer };
constexpr auto wire_names(TenantKind) {
    return std::array{
        Wire{TenantKind::direct_bill, "directBill"},
        Wire{TenantKind::indirect_provider, "indirectProvider"},
        Wire{TenantKind::indirect_reseller, "indirectReseller"},
        Wire{TenantKind::customer, "customer"},
    };
}

struct Caller {
    Id<Tenant> tenant;
    TenantKind kind = TenantKind::customer;
    std::optional<Id<User>> user;  // absent: app-only
    std::optional<Id<App>> app;    // absent: the portal's session
    std::vector<Role> roles;
    bool mfa = false;
    std::string csrf;  // of a portal session; empty for tokens

    bool is_partner() const {
        return kind == TenantKind::direct_bill || kind == TenantKind::indirect_provider;
    }
    bool has(Role role) const {
        for (auto const one : roles)
            if (one == role) return true;
        return false;
    }
    Scope scope() const {
        if (is_partner()) return Scope::partner(tenant);
        if (kind == TenantKind::indirect_reseller) return Scope::reseller(tenant);
        return Scope::customer(tenant);
    }
    Audience audience() const {
        if (is_partner()) return Audience::partner;
        return kind == TenantKind::indirect_reseller ? Audience::reseller : Audience::customer;
    }
};

}  // namespace entrepot
