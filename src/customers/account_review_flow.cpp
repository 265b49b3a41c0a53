// Changing an account's status: see account_review_flow.hpp.
#include "customers/account_review_flow.hpp"

#include "customers/customer_store.hpp"
#include "events/event.hpp"

namespace entrepot::customers {

namespace {

struct StatusChanged {
    Status from = Status::active, to = Status::active;
    static constexpr std::string_view schema_name = "CustomerStatusChanged";
    static constexpr auto fields() {
        return Fields{field("from", &StatusChanged::from, "Before."),
                      field("to", &StatusChanged::to, "Since.")};
    }
};

}  // namespace

void change_status(db::Tx& tx, Act const& act, Customer const& customer, Status status) {
    if (customer.status == status) return;
    set_status(tx, act.scope(), customer.id, status, act.now);
    events::append(tx, act, {customer.partner, customer.reseller, customer.id}, "customer_status_changed",
                   customer.id, StatusChanged{customer.status, status});
}

}  // namespace entrepot::customers
