// Who sells in a big world: the seeded partners, further ones of every size, and which customer is whose.
#pragma once

#include <optional>
#include <vector>

#include "access/account.hpp"
#include "db/tx.hpp"
#include "sandbox/invention.hpp"

namespace entrepot::sandbox {

struct Seller {
    access::TenantRecord partner;
    std::optional<access::TenantRecord> reseller;
    access::UserRecord attester;  // the partner's admin agent
    double share = 0;             // of all customers
};

// Makes the further partners and resellers, in the caller's transaction: once in a world.
void add_sellers(db::Tx& tx, Inventor const& inventor, Time now);

// Few have many and many have few: half of the customers are the seeded partners', the rest falls to the
// further ones by their rank.
class Sellers {
public:
    explicit Sellers(db::Tx& tx);
    Seller const& pick(Dice& dice) const;
    std::vector<Seller> const& all() const { return all_; }

private:
    std::vector<Seller> all_;
    std::vector<double> up_to_;
};

}  // namespace entrepot::sandbox
