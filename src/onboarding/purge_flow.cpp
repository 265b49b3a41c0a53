// Deleting a customer: see purge_flow.hpp.
#include "onboarding/purge_flow.hpp"

#include <array>

#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "subscriptions/subscription_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::onboarding {

namespace {

auto const whole =
    Scope::everyone("a tenant is deleted with its accounts; the caller's scope was held before");

struct CustomerDeleted {
    std::string name, domain;
    static constexpr std::string_view schema_name = "CustomerDeleted";
    static constexpr auto fields() {
        return Fields{field("name", &CustomerDeleted::name, "The customer."),
                      field("domain", &CustomerDeleted::domain, "Its domain.")};
    }
};

struct Statement {
    char const* table;
    db::Sql sql;
};

// Rows of one partner and one customer.
constexpr std::array of_relation = {
    Statement{"agreements", "DELETE FROM agreements WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"carts", "DELETE FROM carts WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"customer_figures",
              "DELETE FROM customer_figures WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"invitations",
              "DELETE FROM invitations WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"onboardings",
              "DELETE FROM onboardings WHERE tenant_id = $1 AND customer_id = $2 AND {tenant}"},
    Statement{"subscriptions",
              "DELETE FROM subscriptions WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"orders", "DELETE FROM orders WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"qualifications",
              "DELETE FROM qualifications WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"secret_links",
              "DELETE FROM secret_links WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
    Statement{"address_overrides",
              "DELETE FROM address_overrides WHERE partner_id = $1 AND subject_id = $2 AND {scope}"},
    Statement{"customers", "DELETE FROM customers WHERE partner_id = $1 AND customer_id = $2 AND {scope}"},
};
// Rows of the customer's own tenant.
constexpr std::array of_tenant = {
    Statement{"sessions", "DELETE FROM sessions WHERE tenant_id = $1 AND {tenant}"},
    Statement{"second_factors", "DELETE FROM second_factors WHERE tenant_id = $1 AND {tenant}"},
    Statement{"recovery_codes", "DELETE FROM recovery_codes WHERE tenant_id = $1 AND {tenant}"},
    Statement{"sign_in_steps", "DELETE FROM sign_in_steps WHERE tenant_id = $1 AND {tenant}"},
    Statement{"sign_ins", "DELETE FROM sign_ins WHERE tenant_id = $1 AND {tenant}"},
    Statement{"known_devices", "DELETE FROM known_devices WHERE tenant_id = $1 AND {tenant}"},
    Statement{"user_links", "DELETE FROM user_links WHERE tenant_id = $1 AND {tenant}"},
    Statement{"outside_accounts", "DELETE FROM outside_accounts WHERE tenant_id = $1 AND {tenant}"},
    Statement{"mfa_policies", "DELETE FROM mfa_policies WHERE tenant_id = $1 AND {tenant}"},
    Statement{"sandbox_token_rules", "DELETE FROM sandbox_token_rules WHERE tenant_id = $1 AND {tenant}"},
    Statement{"refresh_tokens", "DELETE FROM refresh_tokens WHERE tenant_id = $1 AND {tenant}"},
    Statement{"authorization_codes", "DELETE FROM authorization_codes WHERE tenant_id = $1 AND {tenant}"},
    Statement{"token_families", "DELETE FROM token_families WHERE tenant_id = $1 AND {tenant}"},
    Statement{"app_secrets", "DELETE FROM app_secrets WHERE tenant_id = $1 AND {tenant}"},
    Statement{"app_certificates", "DELETE FROM app_certificates WHERE tenant_id = $1 AND {tenant}"},
    Statement{"apps", "DELETE FROM apps WHERE tenant_id = $1 AND {tenant}"},
    Statement{"users", "DELETE FROM users WHERE tenant_id = $1 AND {tenant}"},
    Statement{"domains", "DELETE FROM domains WHERE tenant_id = $1 AND {tenant}"},
    Statement{"tenants", "DELETE FROM tenants WHERE tenant_id = $1 AND {tenant}"},
};

constexpr auto all_tables = [] {
    std::array<char const*, of_relation.size() + of_tenant.size() + 1> out{};
    std::size_t at = 0;
    for (auto const& one : of_relation) out[at++] = one.table;
    for (auto const& one : of_tenant) out[at++] = one.table;
    out[at] = "customer_words";  // through the customer's store
    return out;
}();

}  // namespace

std::span<char const* const> purged_tables() { return all_tables; }

void purge(db::Tx& tx, Act const& act, customers::Customer const& customer) {
    events::append(tx, act, {customer.partner, customer.reseller, customer.id}, "customer_deleted",
                   customer.id, CustomerDeleted{customer.name, customer.domain});
    customers::end_relationship(tx, act.scope(), customer);
    subscriptions::TallyBook tallies;
    for (auto const& record : subscriptions::list(tx, act.scope(), customer.id))
        tallies.count(record, subscriptions::Figures{} - subscriptions::figures_of(record));
    tallies.write(tx);
    for (auto const& one : of_relation) tx.exec(act.scope(), one.sql, customer.partner, customer.id);
    bool const elsewhere =
        tx.find<std::int64_t>(whole, "SELECT 1 FROM customers WHERE customer_id = $1 AND {scope} LIMIT 1",
                              customer.id)
            .has_value();
    if (elsewhere) return;
    for (auto const& one : of_tenant) tx.exec(whole, one.sql, customer.id);
}

}  // namespace entrepot::onboarding
