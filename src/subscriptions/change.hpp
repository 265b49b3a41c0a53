// The rules of changing a subscription: what a PATCH asks for, and what becomes of it (rules.md F, G).
#pragma once

#include "base/permission.hpp"
#include "base/problem.hpp"
#include "catalog/purchase.hpp"
#include "subscriptions/subscription.hpp"

namespace entrepot::subscriptions {

// Only what differs from the subscription as it was shown: clients send the full resource back.
struct Ask {
    std::optional<std::int64_t> quantity;
    std::optional<Status> status;
    std::optional<std::string> friendly_name;  // empty: as the offer again
    std::optional<bool> auto_renew;
    bool billing_cycle = false, term = false, partner = false,
         next_term = false;  // asked for, not to be had here

    bool empty() const {
        return !quantity && !status && !friendly_name && !auto_renew && !billing_cycle && !term && !partner &&
               !next_term;
    }
};

// What of the catalogue and of other subscriptions a change depends on.
struct Surroundings {
    std::int64_t minimum = 1, maximum = catalog::most_units;
    bool auto_renewable = true;
    std::optional<Record> parent;
    std::vector<Record> add_ons;
    std::string name = {};  // the offer's, in the caller's language
};

enum class ChangeKind : std::uint8_t { quantity, rename, auto_renew, suspend, reactivate, cancel };
constexpr auto wire_names(ChangeKind) {
    return std::array{Wire{ChangeKind::quantity, "quantity"},     Wire{ChangeKind::rename, "rename"},
                      Wire{ChangeKind::auto_renew, "auto_renew"}, Wire{ChangeKind::suspend, "suspend"},
                      Wire{ChangeKind::reactivate, "reactivate"}, Wire{ChangeKind::cancel, "cancel"}};
}
Permission permission_for(ChangeKind act);
// In the order in which they are judged; what is not to be had is no act.
std::vector<ChangeKind> acts_of(Ask const& ask);

struct Change {
    Record after;
    std::vector<Record> add_ons;  // those that follow their base, as they are afterwards
};

// Every reason at once where it may not be: 2001, 2002, 2011, 2054, 27009, 800090, 800091, 800093, 800095 to
// 800098, 900117, 900141.
Change change(Record const& before, Ask const& ask, Surroundings const& around, Time now);

}  // namespace entrepot::subscriptions
