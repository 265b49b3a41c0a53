// The table of acceptances: see agreement_store.hpp.
#include "agreements/agreement_store.hpp"

namespace entrepot::agreements {

void insert(db::Tx& tx, Scope const& scope, Agreement const& agreement) { tx.insert(scope, agreement); }

std::optional<Agreement> latest(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx.find<Agreement>(scope,
                              "SELECT {*} FROM agreements WHERE customer_id = $1 AND {scope} "
                              "ORDER BY agreement_id DESC LIMIT 1",
                              customer);
}

std::optional<Agreement> find_agreement(db::Tx& tx, Scope const& scope, Id<Agreement> id) {
    return tx.find<Agreement>(scope, "SELECT {*} FROM agreements WHERE agreement_id = $1 AND {scope}", id);
}

std::vector<Agreement> acceptances(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx.list<Agreement>(scope,
                              "SELECT {*} FROM agreements WHERE customer_id = $1 AND {scope} "
                              "ORDER BY agreement_id DESC LIMIT 500",
                              customer);
}

std::vector<Agreement> attestations(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx.list<Agreement>(scope,
                              "SELECT {*} FROM agreements WHERE customer_id = $1 AND method = $2 AND {scope} "
                              "ORDER BY agreement_id DESC LIMIT 500",
                              customer, Method::attested);
}

bool is_signed_directly(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    return tx
        .find<Id<Agreement>>(
            scope,
            "SELECT agreement_id FROM agreements WHERE customer_id = $1 AND method = $2 AND {scope} "
            "LIMIT 1",
            customer, Method::direct)
        .has_value();
}

}  // namespace entrepot::agreements
