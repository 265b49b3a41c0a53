// Adding a customer: see add_flow.hpp.
#include "customers/add_flow.hpp"

#include "access/account_store.hpp"
#include "access/password.hpp"
#include "access/vault.hpp"
#include "base/check.hpp"
#include "customers/customer_store.hpp"
#include "db/bulk.hpp"
#include "events/event.hpp"
#include "partners/reseller_terms_store.hpp"

namespace entrepot::customers {

namespace {

auto const new_tenant = Scope::everyone("a tenant that is being made has no caller of its own yet");

// What the log keeps of a new customer; nothing that is secret.
struct Added {
    std::string name, domain;
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "CustomerAdded";
    static constexpr auto fields() {
        return Fields{field("name", &Added::name, "Legal name."),
                      field("domain", &Added::domain, "Primary domain."),
                      field("resellerId", &Added::reseller, "The reseller.")};
    }
};

access::TenantRecord tenant_of(Customer const& customer, access::TenantRecord const& partner) {
    access::TenantRecord out;
    out.id = customer.id;
    out.kind = TenantKind::customer;
    out.name = customer.name;
    out.domain = customer.domain;
    out.country = customer.country;
    out.culture = customer.billing.culture;
    out.language = customer.billing.language;
    out.currency = customer.currency;
    out.email = customer.billing.email;
    out.address = customer.billing.address;
    out.clock_owner = partner.clock_owner;
    out.created = customer.created;
    return out;
}

void tell(db::Tx& tx, Act const& act, Customer const& customer) {
    events::append(tx, act, {customer.partner, customer.reseller, customer.id}, "customer_added", customer.id,
                   Added{customer.name, customer.domain, customer.reseller});
}

}  // namespace

Opening opening_of(Safe& safe, Customer const& customer, access::TenantRecord const& partner, Time real_now) {
    Opening out{tenant_of(customer, partner), {}, {customer.admin_user_name, access::new_password()}};
    auto& administrator = out.administrator;
    administrator.id = Id<User>{new_uuid()};
    administrator.tenant = customer.id;
    administrator.user_name = out.credentials.user_name;
    administrator.first_name = customer.billing.first_name.value_or("");
    administrator.last_name = customer.billing.last_name.value_or("");
    administrator.email = customer.billing.email;
    administrator.roles = {Role::global_admin};
    administrator.password = access::stored_secret(safe, out.credentials.password);
    administrator.created = real_now;
    return out;
}

AddingFacts adding_facts(db::Tx& tx, Act const& act, std::optional<Id<Tenant>> reseller, bool sandbox) {
    auto const& caller = act.caller;
    // No resellers in the US Government cloud (rules.md D9).
    if (reseller && act.cloud == Cloud::usgov) throw Problem("900127");
    check(caller.is_partner(), "partners add customers");
    access::expect_tenant(tx, caller.tenant);
    if (reseller) {
        access::expect_tenant(tx, *reseller);
        partners::expect_dealing(tx, caller.tenant, *reseller);
    }
    AddingFacts facts;
    facts.partner = access::get_tenant(tx, caller.tenant);
    if (!facts.partner.agreement_signed) throw Problem("900124");           // B11
    if (facts.partner.restricted) throw Problem("direct_bill_restricted");  // C16
    if (reseller) {
        facts.reseller = access::find_tenant(tx, *reseller);
        auto const dealing = partners::find_dealing(tx, caller.tenant, *reseller);
        facts.partnership_active = dealing && dealing->is_active();
        if (dealing) facts.credit = dealing->credit(caller.tenant, *reseller);
    }
    facts.sandbox = sandbox;
    facts.domain_suffixes = domain_suffixes();
    return facts;
}

UserCredentials add(db::Tx& tx, Safe& safe, Act const& act, AddingFacts const& facts,
                    Customer const& customer, DomainFound const& domain) {
    auto const held =
        domain.draft ? std::optional(DraftHold{act.caller.tenant, *domain.draft}) : std::nullopt;
    if (domain.is_new) take_new_domain(tx, customer.domain, customer.id);
    else claim_domain(tx, customer.domain, customer.id, held, act.real_now);
    auto const opening = opening_of(safe, customer, facts.partner, act.real_now);
    tx.insert(new_tenant, opening.tenant);
    tx.insert(new_tenant, opening.administrator);
    insert(tx, act.scope(), customer);
    tell(tx, act, customer);
    return opening.credentials;
}

void add_all(db::Tx& tx, Act const& act, std::vector<Customer> const& customers,
             std::vector<Opening> const& openings) {
    std::vector<access::TenantRecord> tenants;
    std::vector<access::UserRecord> administrators;
    for (auto const& opening : openings) {
        tenants.push_back(opening.tenant);
        administrators.push_back(opening.administrator);
    }
    db::insert_all(tx, new_tenant, tenants);
    claim_domains(tx, customers);
    db::insert_all(tx, new_tenant, administrators);
    insert_batch(tx, act.scope(), customers);
    for (auto const& customer : customers) tell(tx, act, customer);
}

}  // namespace entrepot::customers
