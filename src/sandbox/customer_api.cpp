// A sandbox's customers end: deleted whole. And the states that a partner can get into there.
#include "access/account_store.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "onboarding/purge_flow.hpp"
#include "sandbox/routes.hpp"
#include "subscriptions/relationship_end.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::sandbox {

namespace {

// Under the same conditions as ending the relation (rules.md M10).
void delete_customer(api::Context& context, customers::CustomerId const& id) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    if (!context.caller().is_partner()) throw Problem("20002");
    auto found = subscriptions::in_the_way(subscriptions::list(context.tx, context.scope(), id),
                                           *catalog::current(context.tx), context.act.language);
    if (!found.empty()) throw Problem(found.front().code, found.front().words).with(std::move(found));
    onboarding::purge(context.tx, context.act, customer);
}

struct Restriction {
    bool restricted = false;
    static constexpr std::string_view schema_name = "BillingRestriction";
    static constexpr auto fields() {
        return Fields{field("restricted", &Restriction::restricted,
                            "Whether direct billing is restricted (rules.md C16).")};
    }
};

Restriction restriction(api::Context& context) {
    return {access::get_tenant(context.tx, context.caller().tenant).restricted};
}

Restriction restrict_billing(api::Context& context, Restriction const& asked) {
    access::set_restricted(context.tx, context.caller().tenant, asked.restricted);
    events::append(context.tx, context.act, {context.caller().tenant, std::nullopt, std::nullopt},
                   "billing_restricted", context.caller().tenant, asked);
    return asked;
}

}  // namespace

void add_customer_routes(api::Router& router) {
    router.del("/v1/customers/{customer}", delete_customer)
        .allow(Permission::remove_relationship)
        .only_in_sandbox()
        .summary("Delete a sandbox customer with everything that is its own");
    router.get("/ext/v1/sandbox/restriction", restriction)
        .allow(Permission::sign_in_only)
        .only_in_sandbox()
        .summary("Whether the partner's direct billing is restricted");
    router.put("/ext/v1/sandbox/restriction", restrict_billing)
        .allow(Permission::change_clock)
        .only_in_sandbox()
        .summary("Restrict the partner's direct billing, or lift it");
}

}  // namespace entrepot::sandbox
