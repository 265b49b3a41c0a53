// The SQL of eligibilities: see eligibility_store.hpp.
#include "customers/eligibility_store.hpp"

namespace entrepot::customers {

std::vector<Eligibility> eligibilities(db::Tx& tx, Scope const& scope) {
    return tx.list<Eligibility>(
        scope, "SELECT {*} FROM eligibilities WHERE {tenant} ORDER BY eligibility_id DESC LIMIT 200");
}

std::optional<Eligibility> find_eligibility(db::Tx& tx, Scope const& scope, Id<Eligibility> id) {
    return tx.find<Eligibility>(scope, "SELECT {*} FROM eligibilities WHERE eligibility_id = $1 AND {tenant}",
                                id);
}

bool is_approved_partner(db::Tx& tx, Scope const& scope) {
    return tx
        .find<std::int64_t>(
            scope,
            "SELECT 1 FROM eligibilities WHERE subject = 'partner' AND state = 'Approved' AND "
            "{tenant} LIMIT 1")
        .has_value();
}

}  // namespace entrepot::customers
