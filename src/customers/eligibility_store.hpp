// The SQL of eligibilities.
#pragma once

#include "customers/eligibility.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

std::vector<Eligibility> eligibilities(db::Tx& tx, Scope const& scope);  // the newest first
std::optional<Eligibility> find_eligibility(db::Tx& tx, Scope const& scope, Id<Eligibility> id);
// Whether the partner itself was approved.
bool is_approved_partner(db::Tx& tx, Scope const& scope);

}  // namespace entrepot::customers
