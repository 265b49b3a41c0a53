// The rows of customers of a big world, by the same rules as everybody's and without a database.
#pragma once

#include <vector>

#include "agreements/agreement.hpp"
#include "base/safe.hpp"
#include "catalog/catalogue.hpp"
#include "customers/customer_store.hpp"
#include "orders/order.hpp"
#include "sandbox/fill_sellers_store.hpp"

namespace entrepot::sandbox {

struct FilledRows {
    std::vector<access::TenantRecord> tenants;
    std::vector<access::UserRecord> users;
    std::vector<customers::DomainHolder> domains;
    std::vector<customers::Customer> customers;
    std::vector<agreements::Agreement> agreements;
    std::vector<orders::Order> orders;
    std::vector<subscriptions::Record> subscriptions;
};

class RowMaker {
public:
    RowMaker(Inventor const& inventor, Sellers const& sellers, catalog::Snapshot catalogue, Safe& safe,
             Time now);

    // Customers `first`, `first` + 1, …: the same but for ids whenever they are made. Throws Problem where
    // one of them breaks a rule of the product.
    FilledRows make(std::int64_t first, std::int64_t count) const;

private:
    void add(FilledRows& out, std::int64_t number) const;
    void add_agreement(FilledRows& out, Seller const& seller, Time at) const;
    void add_order(FilledRows& out, Dice& dice, Seller const& seller, Time at) const;

    Inventor const& inventor_;
    Sellers const& sellers_;
    catalog::Snapshot catalogue_;
    std::vector<catalog::Item const*> sold_;
    Safe& safe_;
    Time now_;
};

}  // namespace entrepot::sandbox
