// Adding a customer: tenant, relation, first administrator, domain and event, in the caller's transaction.
#pragma once

#include "base/safe.hpp"
#include "customers/customer.hpp"
#include "customers/customer_view.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// What the rule needs to know, read before it runs. check()s that the caller is a partner.
AddingFacts adding_facts(db::Tx& tx, Act const& act, std::optional<Id<Tenant>> reseller, bool sandbox);

// The accounts that come with a customer, as they are stored; the password is in the credentials alone.
struct Opening {
    access::TenantRecord tenant;
    access::UserRecord administrator;
    UserCredentials credentials;
};
Opening opening_of(Safe& safe, Customer const& customer, access::TenantRecord const& partner, Time real_now);

// How the domain was found in this transaction: without any entry, or as one that gives way, such as that of
// the caller's draft.
struct DomainFound {
    bool is_new = false;
    std::optional<Uuid> draft;
};
// Writes what onboard() made. The password is in the answer and nowhere else.
UserCredentials add(db::Tx& tx, Safe& safe, Act const& act, AddingFacts const& facts,
                    Customer const& customer, DomainFound const& domain);

// Many at once, each with what opening_of() made of it; their domains were seen to be free in this
// transaction. Throws db::Conflict where another has just taken one: nothing of them may be kept then.
void add_all(db::Tx& tx, Act const& act, std::vector<Customer> const& customers,
             std::vector<Opening> const& openings);

}  // namespace entrepot::customers
