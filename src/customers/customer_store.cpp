// The SQL of customers: see customer_store.hpp.
#include "customers/customer_store.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

auto const names = Scope::everyone("a domain is unique in the whole deployment");

// One row a word of the name, so that any word's beginning is found through an index.
struct Word {
    Id<Tenant> partner;
    std::string word, name_fold;
    CustomerId customer;
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "CustomerWord";
    static constexpr std::string_view table = "customer_words";
    static constexpr auto fields() {
        return std::tuple{field("partnerId", &Word::partner, ""), field("word", &Word::word, ""),
                          field("nameFold", &Word::name_fold, ""), field("customerId", &Word::customer, ""),
                          field("resellerId", &Word::reseller, "")};
    }
};

}  // namespace

std::optional<Customer> find(db::Tx& tx, Scope const& scope, CustomerId id) {
    return tx.find<Customer>(scope, "SELECT {*} FROM customers WHERE customer_id = $1 AND {scope}", id);
}

Customer get(db::Tx& tx, Scope const& scope, CustomerId id) {
    auto found = find(tx, scope, id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

void insert(db::Tx& tx, Scope const& scope, Customer const& customer) {
    tx.insert(scope, customer);
    auto words = fold_words(customer.name);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (auto const& word : words)
        tx.insert(scope, Word{customer.partner, word, customer.name_fold, customer.id, customer.reseller});
}

void set_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState state) {
    tx.exec(scope,
            "UPDATE customers SET agreement = $1, version = version + 1 WHERE customer_id = $2 AND {scope}",
            state, id);
}

void set_status(db::Tx& tx, Scope const& scope, CustomerId id, Status status) {
    tx.exec(scope,
            "UPDATE customers SET status = $1, version = version + 1 WHERE customer_id = $2 AND {scope}",
            status, id);
}

std::vector<Customer> list(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    auto const& after = query.after_name;
    auto const& id = query.after_id;
    if (!query.domain_prefix.empty())
        return tx.list<Customer>(
            scope,
            "SELECT {*} FROM customers WHERE domain >= $1 AND domain < $2 AND "
            "(name_fold, customer_id) > ($3, $4) AND {scope} ORDER BY name_fold, customer_id LIMIT $5",
            query.domain_prefix, after_prefix(query.domain_prefix), after, id, query.limit);
    if (query.reseller)
        return tx.list<Customer>(scope,
                                 "SELECT {*} FROM customers WHERE reseller_id = $1 AND name_fold >= $2 AND "
                                 "name_fold < $3 AND (name_fold, customer_id) > ($4, $5) AND {scope} "
                                 "ORDER BY name_fold, customer_id LIMIT $6",
                                 *query.reseller, query.name_prefix, after_prefix(query.name_prefix), after,
                                 id, query.limit);
    return tx.list<Customer>(
        scope,
        "SELECT {*} FROM customers WHERE name_fold >= $1 AND name_fold < $2 AND "
        "(name_fold, customer_id) > ($3, $4) AND {scope} ORDER BY name_fold, customer_id LIMIT $5",
        std::max(query.name_prefix, after), after_prefix(query.name_prefix), after, id, query.limit);
}

std::optional<DomainHolder> find_domain(db::Tx& tx, std::string_view domain, Time real_now) {
    return tx.find<DomainHolder>(names,
                                 "SELECT {*} FROM domains WHERE domain = $1 AND "
                                 "(reserved_until IS NULL OR reserved_until > $2) AND {tenant}",
                                 lower_ascii(domain), real_now);
}

void claim_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant, std::optional<Uuid> draft,
                  Time real_now, std::string const& path) {
    tx.exec(names,
            "DELETE FROM domains WHERE domain = $1 AND reserved_until IS NOT NULL AND "
            "(reserved_until <= $2 OR draft_id = $3) AND {tenant}",
            domain, real_now, draft.value_or(Uuid{}));
    if (!tx.try_insert(names, DomainHolder{domain, tenant, std::nullopt, std::nullopt}))
        throw Problem("domain_taken", {{"domain", domain}}).at(path);
}

}  // namespace entrepot::customers
