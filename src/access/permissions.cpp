// The table of permissions: see permissions.hpp.
#include "access/permissions.hpp"

namespace entrepot::access {

namespace {

using P = Permission;
using R = Role;

struct Rule {
    Permission permission;
    std::vector<Role> roles;
    bool resellers, customers;  // whether these kinds of tenant may at all
};

std::vector<Role> const everybody = {R::global_admin, R::user_management_admin, R::billing_admin,
                                     R::admin_agent,  R::sales_agent,           R::helpdesk_agent};

// Contradiction 1: a global admin attests only when also an admin or sales agent. 2: user management admins
// follow the task pages. 3: billing admins do not buy. 4: sales agents see the list.
std::vector<Rule> const rules = {
    {P::sign_in_only, everybody, true, true},
    {P::see_customers, everybody, true, true},
    {P::add_customer,
     {R::global_admin, R::user_management_admin, R::admin_agent, R::sales_agent},
     false,
     false},
    {P::see_agreements,
     {R::global_admin, R::user_management_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent},
     true,
     true},
    {P::attest_agreement, {R::admin_agent, R::sales_agent}, false, false},
    {P::see_orders,
     {R::global_admin, R::billing_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent},
     true,
     true},
    {P::add_subscription, {R::global_admin, R::admin_agent, R::sales_agent}, false, false},
    {P::change_subscription,
     {R::global_admin, R::user_management_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent},
     false,
     false},
    {P::suspend_subscription,
     {R::global_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent},
     false,
     false},
    {P::cancel_subscription, {R::global_admin, R::admin_agent, R::sales_agent}, false, false},
    {P::see_catalog,
     {R::global_admin, R::user_management_admin, R::billing_admin, R::admin_agent, R::sales_agent},
     true,
     true},
    {P::see_prices,
     {R::global_admin, R::user_management_admin, R::billing_admin, R::admin_agent, R::sales_agent},
     false,
     false},
    {P::see_resellers,
     {R::global_admin, R::user_management_admin, R::billing_admin, R::admin_agent, R::sales_agent},
     true,
     false},
    {P::see_profile, everybody, true, true},
    {P::reissue_credentials, {R::global_admin, R::user_management_admin, R::admin_agent}, false, false},
    {P::edit_customer, {R::global_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent}, false, false},
    {P::remove_relationship, {R::global_admin}, false, false},
    {P::set_qualification, {R::global_admin, R::admin_agent, R::sales_agent}, false, false},
    {P::see_validation_codes, {R::global_admin, R::admin_agent, R::sales_agent}, false, false},
    {P::review_qualification, {R::global_admin, R::admin_agent}, false, false},
    {P::edit_profile, {R::global_admin, R::billing_admin}, true, false},
    {P::change_clock, {R::global_admin, R::admin_agent}, false, false},
};

// An app without a user stands for its organisation, but for what needs a person (Route::needs_person).
bool holds_one(Caller const& caller, std::vector<Role> const& roles) {
    if (caller.app && !caller.user) return true;
    for (auto const role : roles)
        if (caller.has(role)) return true;
    return false;
}

}  // namespace

Verdict may(Caller const& caller, Permission permission) {
    for (auto const& rule : rules) {
        if (rule.permission != permission) continue;
        bool const kind_may = caller.is_partner() ||
                              (caller.kind == TenantKind::indirect_reseller && rule.resellers) ||
                              (caller.kind == TenantKind::customer && rule.customers);
        if (!kind_may)
            return {{{caller.kind == TenantKind::customer ? "not_for_customers" : "not_for_resellers", {}}}};
        if (!holds_one(caller, rule.roles)) return {{{"needs_role", rule.roles}}};
        return {};
    }
    return {{{"not_for_anyone", {}}}};
}

}  // namespace entrepot::access
