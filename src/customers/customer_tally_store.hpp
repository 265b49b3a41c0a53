// How many customers there are, kept with each change: nobody counts five million rows for a page.
#pragma once

#include <map>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// Months since year 0: a customer counts in the month that it was added in, business time.
std::int64_t month_number(Time time);

// Of a new customer.
void tally(db::Tx& tx, Customer const& customer);
// Of one whose relation ended, or that is deleted.
void untally(db::Tx& tx, Customer const& customer);
// Of many at once: summed up before they are written.
class TallyBook {
public:
    void count(Customer const& customer);
    void write(db::Tx& tx) const;

private:
    struct Sum {
        std::int64_t customers = 0, not_accepted = 0;
    };
    void count(Customer const& customer, Id<Tenant> reseller);
    std::map<std::tuple<Id<Tenant>, Id<Tenant>, std::int64_t>, Sum> sums_;  // reseller, partner, month
};
// Of one whose agreement becomes `next`; before the row is changed.
void tally_agreement(db::Tx& tx, Scope const& scope, CustomerId id, AgreementState next);

struct Tallies {
    std::int64_t customers = 0, not_accepted = 0;
    std::vector<std::int64_t> by_month;  // the last months, oldest first
};
// What a partner or reseller has; `now` lies in the last of so many months.
Tallies tallies(db::Tx& tx, Scope const& scope, Time now, int months);

}  // namespace entrepot::customers
