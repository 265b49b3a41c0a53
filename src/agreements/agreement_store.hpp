// The SQL of acceptances. They are only ever added: an attestation can be repeated, never changed (rules.md
// A9).
#pragma once

#include "agreements/agreement.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

void insert(db::Tx& tx, Scope const& scope, Agreement const& agreement);
// The newest, whoever accepted it.
std::optional<Agreement> latest(db::Tx& tx, Scope const& scope, Id<Tenant> customer);
// Within the scope; nothing where there is none.
std::optional<Agreement> find_agreement(db::Tx& tx, Scope const& scope, Id<Agreement> id);
// Of either method, newest first.
std::vector<Agreement> acceptances(db::Tx& tx, Scope const& scope, Id<Tenant> customer);
// Attestations, newest first.
std::vector<Agreement> attestations(db::Tx& tx, Scope const& scope, Id<Tenant> customer);
// Whether the customer accepted by its own hand.
bool is_signed_directly(db::Tx& tx, Scope const& scope, Id<Tenant> customer);

}  // namespace entrepot::agreements
