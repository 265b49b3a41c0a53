// The SQL of customers: see customer_store.hpp.
#include "customers/customer_store.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "customers/customer_tally_store.hpp"
#include "db/bulk.hpp"

namespace entrepot::customers {

namespace {

auto const names = Scope::everyone("a domain is unique in the whole deployment");
constexpr db::Sql entry_of = "SELECT {*} FROM domains WHERE domain = $1 AND {tenant}";

// One row a term: a word of the name, the domain, a number; its beginning is found through an index.
struct Word {
    Id<Tenant> partner;
    std::string word, name_fold;
    CustomerId customer;
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "CustomerWord";
    static constexpr std::string_view table = "customer_words";
    static constexpr auto fields() {
        return Fields{field("partnerId", &Word::partner, ""), field("word", &Word::word, ""),
                      field("nameFold", &Word::name_fold, ""), field("customerId", &Word::customer, ""),
                      field("resellerId", &Word::reseller, "")};
    }
};

void insert_terms(db::Tx& tx, Scope const& scope, Customer const& customer) {
    std::vector<Word> words;
    for (auto const& word : terms_of(customer))
        words.push_back({customer.partner, word, customer.name_fold, customer.id, customer.reseller});
    tx.insert_each<Word>(scope, words);
}

// By the whole key: there is no other way to them.
void delete_terms(db::Tx& tx, Scope const& scope, Customer const& customer) {
    for (auto const& word : terms_of(customer))
        tx.exec(scope,
                "DELETE FROM customer_words WHERE partner_id = $1 AND word = $2 AND name_fold = $3 AND "
                "customer_id = $4 AND {scope}",
                customer.partner, word, customer.name_fold, customer.id);
}

void set_relationship(db::Tx& tx, Scope const& scope, CustomerId id, Relationship relationship) {
    tx.exec(
        scope,
        "UPDATE customers SET relationship = $1, version = version + 1 WHERE customer_id = $2 AND {scope}",
        relationship, id);
}

}  // namespace

std::optional<Customer> find(db::Tx& tx, Scope const& scope, CustomerId id) {
    // A customer itself, and a reseller with two providers, may have several: the oldest goes first.
    return tx.find<Customer>(scope,
                             "SELECT {*} FROM customers WHERE customer_id = $1 AND relationship <> 'none' "
                             "AND {scope} ORDER BY created_at, partner_id LIMIT 1",
                             id);
}

Customer get(db::Tx& tx, Scope const& scope, CustomerId id) {
    auto found = find(tx, scope, id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

void insert(db::Tx& tx, Scope const& scope, Customer const& customer) {
    tx.insert(scope, customer);
    insert_terms(tx, scope, customer);
    tally(tx, customer);
}

void insert_batch(db::Tx& tx, Scope const& scope, std::vector<Customer> const& customers) {
    db::insert_all(tx, scope, customers);
    std::vector<Word> words;
    TallyBook tallies;
    for (auto const& one : customers) {
        for (auto& word : terms_of(one))
            words.push_back({one.partner, std::move(word), one.name_fold, one.id, one.reseller});
        tallies.count(one);
    }
    db::insert_all(tx, scope, words);
    tallies.write(tx);
}

Customer save(db::Tx& tx, Scope const& scope, Customer const& before, Customer after) {
    after.version = before.version + 1;
    tx.update(scope, after);
    if (after.name_fold == before.name_fold && terms_of(after) == terms_of(before)) return after;
    delete_terms(tx, scope, before);
    insert_terms(tx, scope, after);
    return after;
}

void end_relationship(db::Tx& tx, Scope const& scope, Customer const& customer) {
    set_relationship(tx, scope, customer.id, Relationship::none);
    delete_terms(tx, scope, customer);
    untally(tx, customer);
}

std::vector<std::string> other_partners(db::Tx& tx, CustomerId id, Id<Tenant> partner) {
    return tx.list<std::string>(
        Scope::everyone("a customer's partners know each other by name, and by nothing else"),
        "SELECT t.name FROM customers c JOIN tenants t ON t.tenant_id = c.partner_id "
        "WHERE c.customer_id = $1 AND c.partner_id <> $2 AND c.relationship <> 'none' AND {scope:c} "
        "ORDER BY t.name",
        id, partner);
}

void begin_again(db::Tx& tx, Customer const& now) {
    auto const scope = Scope::partner(now.partner);
    tx.update(scope, now);
    insert_terms(tx, scope, now);
    tally(tx, now);
}

void set_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState state) {
    tally_agreement(tx, scope, id, state);
    tx.exec(scope,
            "UPDATE customers SET agreement = $1, version = version + 1 WHERE customer_id = $2 AND {scope}",
            state, id);
}

void add_figures(db::Tx& tx, Id<Tenant> partner, CustomerId id, std::int64_t licenses,
                 std::int64_t monthly_minor) {
    if (licenses == 0 && monthly_minor == 0) return;
    tx.exec(Scope::partner(partner),
            "UPDATE customers SET licenses = licenses + $1, monthly_minor = monthly_minor + $2 "
            "WHERE customer_id = $3 AND {scope}",
            licenses, monthly_minor, id);
}

void set_status(db::Tx& tx, Scope const& scope, CustomerId id, Status status, Time now) {
    tx.exec(scope,
            "UPDATE customers SET status = $1, status_changed_at = $2, version = version + 1 "
            "WHERE customer_id = $3 AND {scope}",
            status, now, id);
}

// Without a condition but the name's beginning one statement reads a page; the rest is found step by step.
Listing list(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    auto const& wanted = query.wanted;
    Listing out;
    if (!wanted.domain && !wanted.reseller && !wanted.partner && !wanted.nothing) {
        auto const at = query.from.value_or(Place{});
        out.rows =
            tx.list<Customer>(scope,
                              "SELECT {*} FROM customers WHERE name_fold >= $1 AND name_fold < $2 AND "
                              "(name_fold, customer_id) > ($3, $4) AND relationship <> 'none' AND {scope} "
                              "ORDER BY name_fold, customer_id LIMIT $5",
                              std::max(wanted.name.from, at.name_fold), wanted.name.before, at.name_fold,
                              at.id, query.limit + 1);
        if (out.rows.size() <= static_cast<std::size_t>(query.limit)) return out;
        out.rows.pop_back();
        out.rest = Place{{}, {}, out.rows.back().name_fold, out.rows.back().id};
        return out;
    }
    auto hits = search(tx, scope, wanted, query.from, false, query.limit);
    out.rest = std::move(hits.rest);
    for (auto const& hit : hits.rows)
        if (auto row =
                tx.find<Customer>(scope,
                                  "SELECT {*} FROM customers WHERE partner_id = $1 AND customer_id = $2 AND "
                                  "relationship <> 'none' AND {scope}",
                                  hit.partner, hit.id))
            out.rows.push_back(*std::move(row));
    return out;
}

std::optional<DomainHolder> domain_entry(db::Tx& tx, std::string_view domain) {
    return tx.find<DomainHolder>(names, entry_of, lower_ascii(domain));
}

void expect_domain(db::Tx& tx, std::string_view domain) {
    tx.expect<DomainHolder>(names, entry_of, lower_ascii(domain));
}

std::optional<DomainHolder> find_domain(db::Tx& tx, std::string_view domain, Time real_now) {
    auto found = domain_entry(tx, domain);
    if (found && found->has_lapsed(real_now)) found.reset();
    return found;
}

db::Changed claim_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant,
                         std::optional<DraftHold> draft, Time real_now) {
    auto const own = draft.value_or(DraftHold{});
    return tx.exec(names,
                   "INSERT INTO domains AS d (domain, tenant_id, draft_id, reserved_until) "
                   "VALUES ($1, $2, NULL, NULL) ON CONFLICT (domain) DO UPDATE SET "
                   "tenant_id = excluded.tenant_id, draft_id = NULL, reserved_until = NULL "
                   "WHERE d.reserved_until IS NOT NULL AND "
                   "(d.reserved_until <= $3 OR (d.draft_id = $4 AND d.tenant_id = $5))",
                   domain, tenant, real_now, own.draft, own.tenant);
}

void take_new_domain(db::Tx& tx, std::string const& domain, Id<Tenant> tenant) {
    tx.insert(names, DomainHolder{domain, tenant, std::nullopt, std::nullopt});
}

void claim_domains(db::Tx& tx, std::vector<Customer> const& customers) {
    std::vector<DomainHolder> holders;
    for (auto const& one : customers) holders.push_back({one.domain, one.id, std::nullopt, std::nullopt});
    db::insert_all(tx, names, holders);
}

void end_reservation(db::Tx& tx, std::string const& domain, Time real_now) {
    tx.exec(names, "DELETE FROM domains WHERE domain = $1 AND reserved_until <= $2 AND {tenant}", domain,
            real_now);
}

}  // namespace entrepot::customers
