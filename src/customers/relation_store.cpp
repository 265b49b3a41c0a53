// The SQL of a customer's relations: see relation_store.hpp.
#include "customers/relation_store.hpp"

namespace entrepot::customers {

std::vector<Customer> relations_of(db::Tx& tx, CustomerId customer) {
    return tx.list<Customer>(
        Scope::customer(customer),
        "SELECT {*} FROM customers WHERE {scope} ORDER BY created_at, partner_id LIMIT 200");
}

std::optional<Customer> find_relation(db::Tx& tx, Id<Tenant> partner, CustomerId customer) {
    return tx.find<Customer>(Scope::partner(partner),
                             "SELECT {*} FROM customers WHERE customer_id = $1 AND {scope}", customer);
}

void set_delegated(db::Tx& tx, Id<Tenant> partner, CustomerId customer, bool delegated) {
    tx.exec(Scope::partner(partner),
            "UPDATE customers SET delegated = $1, version = version + 1 WHERE customer_id = $2 AND {scope}",
            delegated, customer);
}

}  // namespace entrepot::customers
