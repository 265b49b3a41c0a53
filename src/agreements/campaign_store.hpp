// The SQL of campaigns: who is to accept again, and how far they are.
#pragma once

#include <vector>

#include "agreements/campaign.hpp"
#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

void insert(db::Tx& tx, Campaign const& campaign);
std::vector<Campaign> campaigns(db::Tx& tx, Id<Tenant> tenant);
// Throws Problem 1000 (404).
Campaign get_campaign(db::Tx& tx, Id<Tenant> tenant, Id<Campaign> id);
void end_campaign(db::Tx& tx, Id<Tenant> tenant, Id<Campaign> id, Time real_now);

// Customers that accepted something else than this text, or accepted it too long ago, and have no link of
// this campaign yet; by name.
std::vector<customers::Customer> to_invite(db::Tx& tx, Campaign const& campaign, Time renew_before,
                                           int limit);
Progress progress(db::Tx& tx, Campaign const& campaign, Time renew_before, Time real_now);

}  // namespace entrepot::agreements
