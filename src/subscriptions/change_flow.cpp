// Reading for a change and writing it: see change_flow.hpp.
#include "subscriptions/change_flow.hpp"

#include "catalog/catalogue_store.hpp"
#include "events/event.hpp"
#include "subscriptions/subscription_event.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::subscriptions {

namespace {

void log_change(db::Tx& tx, Act const& act, Record const& before, Record const& after,
                std::vector<std::string> acts) {
    events::append(tx, act, {after.partner, after.reseller, after.customer}, "subscription_changed", after.id,
                   Changed{std::move(acts), sight(before), sight(after)});
}

void count_change(db::Tx& tx, Scope const& scope, Record const& before, Record const& after) {
    auto const difference = figures_of(after) - figures_of(before);
    add_figures(tx, scope, owner_of(before), difference);
    tally(tx, before, difference);
}

}  // namespace

Surroundings surroundings_of(db::Tx& tx, Act const& act, Record const& record, Ask const& ask) {
    auto const scope = act.scope();
    Surroundings out;
    out.name = record.offer_name;
    auto const catalogue = catalog::current(tx);
    if (auto const* item = catalogue->find(record.item_id)) {
        out.name = item->name.in(act.language);
        out.minimum = item->minimum;
        out.maximum = item->maximum;
        out.auto_renewable = item->auto_renewable;
    }
    if (ask.status == Status::active && record.parent)
        out.parent = find(tx, scope, record.customer, *record.parent);
    if (ask.status && *ask.status != Status::active && !record.parent)
        out.add_ons = add_ons_of(tx, scope, record.customer, record.id);
    return out;
}

void save(db::Tx& tx, Act const& act, Record const& before, Ask const& ask, Surroundings const& around,
          Change const& change) {
    auto const scope = act.scope();
    update(tx, scope, change.after);
    count_change(tx, scope, before, change.after);
    std::vector<std::string> acts;
    for (auto const one : acts_of(ask)) acts.push_back(json::word(one));
    log_change(tx, act, before, change.after, acts);
    for (auto const& add_on : change.add_ons) {
        for (auto const& was : around.add_ons) {
            if (was.id != add_on.id) continue;
            count_change(tx, scope, was, add_on);
            log_change(tx, act, was, add_on, {acts.front()});
        }
        update(tx, scope, add_on);
    }
}

}  // namespace entrepot::subscriptions
