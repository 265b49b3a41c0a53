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

void TextRange::starts_with(std::string const& text) {
    from = std::max(from, text);
    before = std::min(before, after_prefix(text));
}

void TextRange::equals(std::string const& text) {
    from = std::max(from, text);
    before = std::min(before, text + '\x01');  // no text that is kept goes on with a control character
}

// One statement a way in: by domain, by reseller or by name; each keeps to its index, all to every condition.
std::vector<Customer> list(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    if (query.nothing) return {};
    auto const from = std::max(query.name.from, query.after_name);
    auto const& before = query.name.before;
    auto const& after = query.after_name;
    auto const& id = query.after_id;
    auto const reseller = query.reseller.value_or(Id<Tenant>{}), partner = query.partner.value_or(reseller);
    int const of_partner = query.partner.has_value();
    if (query.domain)
        return tx.list<Customer>(
            scope,
            "SELECT {*} FROM customers WHERE domain >= $1 AND domain < $2 AND name_fold >= $3 AND "
            "name_fold < $4 AND (name_fold, customer_id) > ($5, $6) AND "
            "(CAST($7 AS BIGINT) = 0 OR reseller_id = $8) AND (CAST($9 AS BIGINT) = 0 OR partner_id = $10) "
            "AND {scope} ORDER BY name_fold, customer_id LIMIT $11",
            query.domain->from, query.domain->before, from, before, after, id,
            static_cast<int>(query.reseller.has_value()), reseller, of_partner, partner, query.limit);
    if (query.reseller)
        return tx.list<Customer>(
            scope,
            "SELECT {*} FROM customers WHERE reseller_id = $1 AND name_fold >= $2 AND name_fold < $3 AND "
            "(name_fold, customer_id) > ($4, $5) AND (CAST($6 AS BIGINT) = 0 OR partner_id = $7) AND "
            "{scope} ORDER BY name_fold, customer_id LIMIT $8",
            reseller, from, before, after, id, of_partner, partner, query.limit);
    return tx.list<Customer>(
        scope,
        "SELECT {*} FROM customers WHERE name_fold >= $1 AND name_fold < $2 AND "
        "(name_fold, customer_id) > ($3, $4) AND (CAST($5 AS BIGINT) = 0 OR partner_id = $6) AND {scope} "
        "ORDER BY name_fold, customer_id LIMIT $7",
        from, before, after, id, of_partner, partner, query.limit);
}

std::optional<DomainHolder> find_domain(db::Tx& tx, std::string_view domain, Time real_now) {
    return tx.find<DomainHolder>(names,
                                 "SELECT {*} FROM domains WHERE domain = $1 AND "
                                 "(reserved_until IS NULL OR reserved_until > $2) AND {tenant}",
                                 lower_ascii(domain), real_now);
}

void claim_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant, std::optional<DraftHold> draft,
                  Time real_now, std::string const& path) {
    auto const own = draft.value_or(DraftHold{});
    tx.exec(names,
            "DELETE FROM domains WHERE domain = $1 AND reserved_until IS NOT NULL AND "
            "(reserved_until <= $2 OR (draft_id = $3 AND tenant_id = $4)) AND {tenant}",
            domain, real_now, own.draft, own.tenant);
    if (!tx.try_insert(names, DomainHolder{domain, tenant, std::nullopt, std::nullopt}))
        throw Problem("domain_taken", {{"domain", domain}}).at(path);
}

}  // namespace entrepot::customers
