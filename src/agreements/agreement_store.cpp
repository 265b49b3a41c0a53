// The table of acceptances: see agreement_store.hpp.
#include "agreements/agreement_store.hpp"

namespace entrepot::agreements {

void insert(db::Tx& tx, Scope const& scope, Agreement const& agreement) { tx.insert(scope, agreement); }

std::optional<Agreement> latest(db::Tx& tx, Scope const& scope, customers::Customer const& relation) {
    return tx.find<Agreement>(
        scope,
        "SELECT {*} FROM agreements WHERE customer_id = $1 AND partner_id = $2 AND {scope} "
        "ORDER BY agreement_id DESC LIMIT 1",
        relation.id, relation.partner);
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

std::vector<Agreement> attestations(db::Tx& tx, Scope const& scope, Id<Tenant> partner, Id<Tenant> customer) {
    return tx.list<Agreement>(
        scope,
        "SELECT {*} FROM agreements WHERE customer_id = $1 AND partner_id = $2 AND method = $3 AND {scope} "
        "ORDER BY agreement_id DESC LIMIT 500",
        customer, partner, Method::attested);
}

bool is_signed_directly(db::Tx& tx, Scope const& scope, customers::Customer const& relation) {
    return tx
        .find<Id<Agreement>>(
            scope,
            "SELECT agreement_id FROM agreements WHERE customer_id = $1 AND partner_id = $2 AND method = $3 "
            "AND {scope} LIMIT 1",
            relation.id, relation.partner, Method::direct)
        .has_value();
}

}  // namespace entrepot::agreements
