// The SQL of customers and of the domains that they hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customer_search_store.hpp"

namespace entrepot::customers {

// Throws Problem 1000 (404) where there is none within the scope, or none any more.
Customer get(db::Tx& tx, Scope const& scope, CustomerId id);
// Where the scope is a customer's or a reseller's there may be several: one whose relation is active goes
// first.
std::optional<Customer> find(db::Tx& tx, Scope const& scope, CustomerId id);
// The row and its search terms; the domain is claimed apart.
void insert(db::Tx& tx, Scope const& scope, Customer const& customer);
// The same for many of one partner, few statements each.
void insert_batch(db::Tx& tx, Scope const& scope, std::vector<Customer> const& customers);
// A relation that ended begins again: the row as it now is, back in lists and searches.
void begin_again(db::Tx& tx, Customer const& now);
// The row as it now is, with its search terms; its version grows. Whose it is and its domain stay.
Customer save(db::Tx& tx, Scope const& scope, Customer const& before, Customer after);
// The relation ended (rules.md B17): out of lists and searches, and 404 for its partner.
void end_relationship(db::Tx& tx, Scope const& scope, Customer const& customer);
// The names of a customer's partners other than this one: all that partners learn of each other
// (portal-map.md 3).
std::vector<std::string> other_partners(db::Tx& tx, CustomerId id, Id<Tenant> partner);
void set_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState state);
// Adds to the totals of all resellers that lists show; of customer_figures, which subscriptions keep.
void add_figures(db::Tx& tx, Id<Tenant> partner, CustomerId id, std::int64_t licenses,
                 std::int64_t monthly_minor);
void set_status(db::Tx& tx, Scope const& scope, CustomerId id, Status status, Time now);

struct ListQuery {
    Wanted wanted;
    std::optional<Place> from;
    int limit = 500;
};
struct Listing {
    std::vector<Customer> rows;
    std::optional<Place> rest;  // where the next page goes on; this one may be short (Hits)
};
// By folded name, then id; by domain where that is asked for.
Listing list(db::Tx& tx, Scope const& scope, ListQuery const& query);

// Who holds a domain: somebody for good, or a draft for a while.
struct DomainHolder {
    std::string domain;
    Id<Tenant> tenant;
    std::optional<Uuid> draft;
    std::optional<Time> reserved_until;

    bool has_lapsed(Time real_now) const { return reserved_until && *reserved_until <= real_now; }

    static constexpr std::string_view schema_name = "DomainHolder";
    static constexpr std::string_view table = "domains";
    static constexpr auto fields() {
        return Fields{
            field("domain", &DomainHolder::domain, "Lower case.").key(),
            field("tenantId", &DomainHolder::tenant, "Whose it is."),
            field("draftId", &DomainHolder::draft, "Set while it is only reserved."),
            field("reservedUntil", &DomainHolder::reserved_until, "Real time."),
        };
    }
};
// What stands under a domain, be it a reservation that has lapsed.
std::optional<DomainHolder> domain_entry(db::Tx& tx, std::string_view domain);
void expect_domain(db::Tx& tx, std::string_view domain);
// Lapsed reservations count as nobody.
std::optional<DomainHolder> find_domain(db::Tx& tx, std::string_view domain, Time real_now);
// A draft is known with whose it is: a foreign one's id opens nothing.
struct DraftHold {
    Id<Tenant> tenant;
    Uuid draft;
};
// Taken for good by the tenant; a reservation that has lapsed, and that of `draft`, give way. 0 where it is
// another's, which who has looked in this transaction need not ask: where another takes it meanwhile, the act
// begins again.
db::Changed claim_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant,
                         std::optional<DraftHold> draft, Time real_now);
// Of a domain that has no entry. Throws db::Conflict where another has made one meanwhile.
void take_new_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant);
// Those of many new customers, as one.
void claim_domains(db::Tx& tx, std::vector<Customer> const& customers);
// A reservation that has lapsed gives way.
void end_reservation(db::Tx& tx, std::string const& domain, Time real_now);

}  // namespace entrepot::customers
