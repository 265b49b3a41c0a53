// The SQL of customers and of the domains that they hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// Throws Problem 1000 (404) where there is none within the scope.
Customer get(db::Tx& tx, Scope const& scope, CustomerId id);
std::optional<Customer> find(db::Tx& tx, Scope const& scope, CustomerId id);
// The row and its search words; the domain is claimed apart.
void insert(db::Tx& tx, Scope const& scope, Customer const& customer);
void set_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState state);
void set_status(db::Tx& tx, Scope const& scope, CustomerId id, Status status);

// Texts from one on and before another: what begins with a text, or is that text; several conditions narrow
// it.
struct TextRange {
    std::string from, before = "\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf";  // after every text in use
    void starts_with(std::string const& text);
    void equals(std::string const& text);
};

// A list's conditions, of which all hold, and its place; every text is folded or lower case already.
struct ListQuery {
    TextRange name;
    std::optional<TextRange> domain;
    std::optional<Id<Tenant>> reseller, partner;
    bool nothing = false;    // the conditions exclude one another
    std::string after_name;  // keyset: the last row of the page before
    CustomerId after_id;
    int limit = 500;
};
// By folded name, then id.
std::vector<Customer> list(db::Tx& tx, Scope const& scope, ListQuery const& query);

// Who holds a domain: nobody, somebody for good, or a draft for a while.
struct DomainHolder {
    std::string domain;
    Id<Tenant> tenant;
    std::optional<Uuid> draft;
    std::optional<Time> reserved_until;

    static constexpr std::string_view schema_name = "DomainHolder";
    static constexpr std::string_view table = "domains";
    static constexpr auto fields() {
        return std::tuple{
            field("domain", &DomainHolder::domain, "Lower case.").key(),
            field("tenantId", &DomainHolder::tenant, "Whose it is."),
            field("draftId", &DomainHolder::draft, "Set while it is only reserved."),
            field("reservedUntil", &DomainHolder::reserved_until, "Real time."),
        };
    }
};
// Lapsed reservations count as nobody.
std::optional<DomainHolder> find_domain(db::Tx& tx, std::string_view domain, Time real_now);
// A draft is known with whose it is: a foreign one's id opens nothing.
struct DraftHold {
    Id<Tenant> tenant;
    Uuid draft;
};
// Taken for good by the tenant; a reservation of `draft` gives way. Throws Problem domain_taken at `path`.
void claim_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant, std::optional<DraftHold> draft,
                  Time real_now, std::string const& path);

}  // namespace entrepot::customers
