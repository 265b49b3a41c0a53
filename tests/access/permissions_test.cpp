// Who may do what: the table, its switches, and every reason why not.
#include <doctest/doctest.h>

#include "access/permissions.hpp"
#include "api/problem_answer.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

using P = Permission;
using R = Role;

Caller person(TenantKind kind, std::vector<Role> roles, bool mfa = true) {
    Caller out;
    out.kind = kind;
    out.user = Id<User>{new_uuid()};
    out.roles = std::move(roles);
    out.mfa = mfa;
    return out;
}

Caller app_alone(TenantKind kind) {
    Caller out;
    out.kind = kind;
    out.app = Id<App>{new_uuid()};
    return out;
}

std::vector<std::string> codes(Verdict const& verdict) {
    std::vector<std::string> out;
    for (auto const& reason : verdict.reasons) out.push_back(reason.code);
    return out;
}

auto const provider = TenantKind::indirect_provider;
auto const reseller = TenantKind::indirect_reseller;
auto const customer = TenantKind::customer;

}  // namespace

TEST_CASE("permissions: the rows of rules.md R, with its contradictions settled") {
    Permissions const permissions;
    struct Row {
        P permission;
        std::vector<R> allowed;
    };
    Row const rows[] = {
        {P::add_customer, {R::global_admin, R::user_management_admin, R::admin_agent, R::sales_agent}},
        {P::attest_agreement, {R::admin_agent, R::sales_agent}},
        {P::add_subscription, {R::global_admin, R::admin_agent, R::sales_agent}},
        {P::change_subscription,
         {R::global_admin, R::user_management_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent}},
        {P::reissue_credentials, {R::global_admin, R::user_management_admin, R::admin_agent}},
        {P::see_orders,
         {R::global_admin, R::billing_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent}},
        {P::see_account,
         {R::global_admin, R::billing_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent}},
        {P::remove_relationship, {R::global_admin}},
        {P::edit_customer, {R::global_admin, R::admin_agent, R::sales_agent, R::helpdesk_agent}},
        {P::manage_users, {R::global_admin, R::user_management_admin}},
        {P::change_clock, {R::global_admin, R::admin_agent}},
        {P::review_qualification, {R::deployment_operator}},
    };
    for (auto const& row : rows)
        for (auto const& role : wire_names(Role{})) {
            bool expected = false;
            for (auto const one : row.allowed) expected = expected || one == role.value;
            auto const verdict = permissions.may(person(provider, {role.value}), row.permission);
            CHECK_MESSAGE(verdict.allowed() == expected, json::word(row.permission) << ' ' << role.text);
            if (!expected) CHECK(verdict.reasons.front().roles == row.allowed);
        }
    CHECK(permissions.may(person(reseller, {R::sales_agent}), P::see_customers).allowed());
    CHECK(!permissions.may(person(provider, {}), P::see_customers).allowed());
}

TEST_CASE("permissions: each reason why not, and all of them that hold") {
    Permissions const permissions;
    using Codes = std::vector<std::string>;
    auto const asked = [&](Caller const& caller, P permission, Standing const& standing = {}) {
        return codes(permissions.may(caller, permission, standing));
    };
    CHECK(asked(person(reseller, {R::admin_agent}), P::attest_agreement) == Codes{"not_for_resellers"});
    CHECK(asked(person(customer, {R::global_admin}), P::add_customer) == Codes{"not_for_customers"});
    CHECK(asked(person(provider, {R::global_admin}), P::accept_as_customer) == Codes{"not_for_partners"});
    CHECK(asked(person(TenantKind::direct_bill, {R::global_admin}), P::invite_partner) ==
          Codes{"not_for_direct_partners"});
    CHECK(asked(person(provider, {R::global_admin}), P::attest_agreement) == Codes{"needs_role"});
    CHECK(asked(person(provider, {R::sales_agent}, false), P::add_customer) == Codes{"needs_mfa"});
    CHECK(asked(person(provider, {R::sales_agent}, false), P::sign_in_only).empty());
    CHECK(asked(person(customer, {R::global_admin}, false), P::see_subscriptions).empty());
    CHECK(asked(app_alone(provider), P::attest_agreement) == Codes{"needs_person"});
    CHECK(asked(person(provider, {R::helpdesk_agent}, false), P::add_subscription, {"13605", "1000"}) ==
          Codes{"needs_role", "needs_mfa", "13605"});
    CHECK(asked(person(provider, {R::sales_agent}), P::change_subscription, {"13605"}).empty());
}

TEST_CASE("permissions: an app alone stands for its organisation, never for the operator") {
    Permissions const permissions;
    CHECK(permissions.may(app_alone(provider), P::add_customer).allowed());
    CHECK(codes(permissions.may(app_alone(provider), P::manage_deployment)) ==
          std::vector<std::string>{"needs_role"});
    CHECK(!permissions.may(app_alone(reseller), P::add_customer).allowed());
}

TEST_CASE("permissions: switches, in a sandbox and by choice") {
    Permissions const chosen({{"user_management_admins_sell", false}, {"billing_admins_buy", true}});
    CHECK(!chosen.may(person(provider, {R::user_management_admin}), P::add_customer).allowed());
    CHECK(chosen.may(person(provider, {R::billing_admin}), P::add_subscription).allowed());
    CHECK(!chosen.may(person(reseller, {R::billing_admin}), P::add_subscription).allowed());
    Permissions const sandbox({}, true);
    CHECK(sandbox.may(person(provider, {R::global_admin}), P::review_qualification).allowed());
    CHECK(!Permissions().may(person(provider, {R::global_admin}), P::review_qualification).allowed());
    CHECK_THROWS_WITH_AS(Permissions({{"everybody_may", true}}), doctest::Contains("there is no switch"),
                         std::runtime_error);
}

TEST_CASE("permissions: every act that somebody may do is refused to somebody, and what blocks is a code") {
    Permissions const permissions;
    for (auto const& row : permission_table().permissions) {
        INFO(json::word(row.permission));
        CHECK(permissions.may(person(provider, {}), row.permission).allowed() == false);
        for (auto const& code : row.blocked_by) CHECK(!api::problem_entry(code).en.rule.empty());
    }
}

}  // namespace entrepot::access
