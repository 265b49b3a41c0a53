// The SQL of acceptances. They are only ever added: an attestation can be repeated, never changed (rules.md
// A9).
#pragma once

#include "agreements/agreement.hpp"
#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

void insert(db::Tx& tx, Scope const& scope, Agreement const& agreement);
// The newest of a relation, whoever accepted it: an agreement belongs to one (decision 16).
std::optional<Agreement> latest(db::Tx& tx, Scope const& scope, customers::Customer const& relation);
// Within the scope; nothing where there is none.
std::optional<Agreement> find_agreement(db::Tx& tx, Scope const& scope, Id<Agreement> id);
// Of either method, newest first; of every relation in the scope.
std::vector<Agreement> acceptances(db::Tx& tx, Scope const& scope, Id<Tenant> customer);
// Attestations to a partner, newest first.
std::vector<Agreement> attestations(db::Tx& tx, Scope const& scope, Id<Tenant> partner, Id<Tenant> customer);
// Whether the customer accepted by its own hand, in a relation.
bool is_signed_directly(db::Tx& tx, Scope const& scope, customers::Customer const& relation);

}  // namespace entrepot::agreements
