// The SQL of many customers at once: see customer_bulk_store.hpp.
#include "customers/customer_bulk_store.hpp"

#include "customers/customer_walk_store.hpp"
#include "db/bulk.hpp"

namespace entrepot::customers {

namespace {

struct WaitingWord {
    Id<Tenant> partner;
    std::string word, name_fold;
    CustomerId customer;
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "WaitingCustomerWord";
    static constexpr std::string_view table = "customer_words_waiting";
    static constexpr auto fields() {
        using W = WaitingWord;
        return Fields{field("partnerId", &W::partner, ""), field("word", &W::word, ""),
                      field("nameFold", &W::name_fold, ""), field("customerId", &W::customer, ""),
                      field("resellerId", &W::reseller, "")};
    }
};

}  // namespace

void begin_bulk(db::Tx& tx) {
    tx.script(
        "CREATE TABLE IF NOT EXISTS customer_words_waiting (partner_id BYTEA NOT NULL, word TEXT NOT NULL, "
        "name_fold TEXT NOT NULL, customer_id BYTEA NOT NULL, reseller_id BYTEA);");
}

void insert_all(db::Tx& tx, Scope const& scope, std::vector<Customer> const& customers) {
    db::insert_all(tx, scope, customers);
    std::vector<WaitingWord> words;
    for (auto const& one : customers)
        for (auto& term : terms_of(one))
            words.push_back({one.partner, std::move(term), one.name_fold, one.id, one.reseller});
    db::insert_all(tx, scope, words);
}

void end_bulk(db::Tx& tx) {
    tx.script(
        "INSERT INTO customer_words (partner_id, word, name_fold, customer_id, reseller_id) "
        "SELECT partner_id, word, name_fold, customer_id, reseller_id FROM customer_words_waiting "
        "ORDER BY partner_id, word, name_fold, customer_id;"
        "DROP TABLE customer_words_waiting;");
}

}  // namespace entrepot::customers
