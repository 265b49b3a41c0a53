// The SQL of relations: the partners on the other side, and how many customers each brings.
#pragma once

#include <array>
#include <span>
#include <unordered_map>

#include "db/tx.hpp"
#include "partners/relationship.hpp"

namespace entrepot::partners {

// Of a provider: its resellers, in any state. Of others: none.
std::vector<Counterpart> resellers_of(db::Tx& tx, Caller const& caller);
// Of a reseller: its providers, in any state. Of others: none.
std::vector<Counterpart> providers_of(db::Tx& tx, Caller const& caller);

// The resellers that a customer's subscriptions go through. Throws Problem 1000 (404) where the scope has no
// such customer.
std::vector<Counterpart> resellers_of_customer(db::Tx& tx, Scope const& scope, Id<Tenant> customer);

inline constexpr std::size_t counted_at_once = 50;
// How many customers of the scope each of up to fifty resellers has, in one query; those with none are left
// out.
std::unordered_map<Uuid, std::int64_t> count_customers(db::Tx& tx, Scope const& scope,
                                                       std::span<Counterpart const> resellers);

// The caller's partnerships in every state, by name; or the one with `other`.
std::vector<PartnershipView> partnerships_of(db::Tx& tx, Caller const& caller,
                                             std::optional<Id<Tenant>> other);

}  // namespace entrepot::partners
