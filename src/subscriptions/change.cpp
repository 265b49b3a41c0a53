// The rules of a change, one field after another: see change.hpp.
#include "subscriptions/change.hpp"

#include <algorithm>

#include "subscriptions/window.hpp"

namespace entrepot::subscriptions {

namespace {

bool is_seat_bound(Record const& record) {
    return record.family == Family::new_commerce || record.family == Family::software;
}

void cancel(Record& record) {
    record.status = Status::deleted;
    record.auto_renew = false;
}

void set_status(Record& record, Status to) {
    if (to == Status::deleted) return cancel(record);
    record.status = to;
    record.suspension_reasons.clear();
    if (to == Status::suspended) record.suspension_reasons = {"PartnerRequest"};
}

void change_status(Change& out, Status to, Surroundings const& around, Time now, Problems& problems) {
    auto& record = out.after;
    if (to != Status::active && to != Status::suspended && to != Status::deleted) {
        problems.add("status", "800096", {{"status", "active, suspended, deleted"}});
        return;
    }
    if (to == Status::active && around.parent && around.parent->status != Status::active)
        problems.add("status", "27009");
    if (to == Status::deleted && record.cancellable_until && *record.cancellable_until < now) {
        auto const days = window_of(record.family, record.started).days;
        problems.add("status", "900117", {{"days", std::to_string(days)}});
    }
    set_status(record, to);
    if (to == Status::active) return;
    // F4: the add-ons follow their base, and stay where they are when it comes back.
    for (auto const& add_on : around.add_ons) {
        if (!is_alive(add_on) || add_on.status == to) continue;
        set_status(out.add_ons.emplace_back(add_on), to);
    }
}

std::int64_t refundable(Record const& record, Time now) {
    std::int64_t open = 0, added = 0;
    for (auto const& addition : record.additions) {
        added += addition.quantity;
        if (addition.cancellable_until > now) open += addition.quantity;
    }
    if (record.cancellable_until && *record.cancellable_until > now) open += record.quantity - added;
    return open;
}

// Additions whose window has passed are seats like those of the purchase.
void forget_closed_additions(Record& record, Time now) {
    std::erase_if(record.additions, [&](Addition const& one) { return one.cancellable_until <= now; });
}

void add_seats(Record& record, std::int64_t count, Time now) {
    forget_closed_additions(record, now);
    if (is_seat_bound(record)) {
        auto const window = window_of(record.family, now);
        record.additions.push_back({now, count, window.closes.value_or(record.commitment_ends)});
    }
    record.quantity += count;
}

// The latest seats go first: theirs is the longest window.
void take_seats(Record& record, std::int64_t count, Time now) {
    record.quantity -= count;
    forget_closed_additions(record, now);
    while (count > 0 && !record.additions.empty()) {
        auto& last = record.additions.back();
        auto const taken = std::min(count, last.quantity);
        count -= taken;
        last.quantity -= taken;
        if (last.quantity == 0) record.additions.pop_back();
    }
}

void change_quantity(Record& record, std::int64_t to, Surroundings const& around, Time now,
                     Problems& problems) {
    if (record.is_trial || record.family == Family::usage || record.family == Family::perpetual)
        return problems.add("quantity", "800095");
    if (record.status == Status::suspended) return problems.add("quantity", "2001");
    if (to < around.minimum || to > around.maximum)
        return problems.add("quantity", "2002",
                            {{"name", around.name},
                             {"min", std::to_string(around.minimum)},
                             {"max", std::to_string(around.maximum)}});
    if (to > record.quantity) return add_seats(record, to - record.quantity, now);
    auto const fewer = record.quantity - to, may_go = refundable(record, now);
    if (is_seat_bound(record) && fewer > may_go) {
        auto const days = window_of(record.family, now).days;
        return problems.add("quantity", "800090",
                            {{"days", std::to_string(days)}, {"seats", std::to_string(may_go)}});
    }
    take_seats(record, fewer, now);
}

void change_auto_renew(Record& record, bool to, Surroundings const& around, Problems& problems) {
    bool const renewable = around.auto_renewable && !record.is_trial && record.commitment_ends != no_end;
    if (to && !renewable) return problems.add("autoRenewEnabled", "800093");
    record.auto_renew = to;
}

void refuse_what_is_not_to_be_had(Record const& record, Ask const& ask, Problems& problems) {
    bool const classic = record.family == Family::classic;
    if (ask.billing_cycle) problems.add("billingCycle", classic ? "2054" : "800097");
    if (ask.term) problems.add("termDuration", "800097");
    if (ask.partner) problems.add("partnerId", "800098");
    if (ask.next_term) problems.add("scheduledNextTermInstructions", "900141");
}

}  // namespace

Permission permission_for(ChangeKind act) {
    if (act == ChangeKind::cancel) return Permission::cancel_subscription;
    if (act == ChangeKind::suspend || act == ChangeKind::reactivate) return Permission::suspend_subscription;
    return Permission::change_subscription;
}

std::vector<ChangeKind> acts_of(Ask const& ask) {
    std::vector<ChangeKind> out;
    if (ask.status == Status::deleted) out.push_back(ChangeKind::cancel);
    else if (ask.status)
        out.push_back(*ask.status == Status::active ? ChangeKind::reactivate : ChangeKind::suspend);
    if (ask.quantity) out.push_back(ChangeKind::quantity);
    if (ask.friendly_name) out.push_back(ChangeKind::rename);
    if (ask.auto_renew) out.push_back(ChangeKind::auto_renew);
    return out;
}

Change change(Record const& before, Ask const& ask, Surroundings const& around, Time now) {
    if (before.status == Status::deleted) throw Problem("2011").at("status");
    if (!is_alive(before)) throw Problem("800096", {{"status", "active, suspended"}}).at("status");
    Change out{before, {}};
    auto& record = out.after;
    Problems problems;
    // The status comes first: what is active again may change, what is suspended by the same request may not.
    if (ask.status) change_status(out, *ask.status, around, now, problems);
    if (ask.quantity) change_quantity(record, *ask.quantity, around, now, problems);
    bool const at_rest = before.status == Status::suspended && record.status == Status::suspended;
    if (ask.friendly_name) {
        if (at_rest) problems.add("friendlyName", "800091");
        record.friendly_name = *ask.friendly_name;
    }
    if (ask.auto_renew) {
        if (at_rest) problems.add("autoRenewEnabled", "800091");
        else change_auto_renew(record, *ask.auto_renew, around, problems);
    }
    refuse_what_is_not_to_be_had(record, ask, problems);
    problems.raise();
    ++record.version;
    for (auto& add_on : out.add_ons) ++add_on.version;
    return out;
}

}  // namespace entrepot::subscriptions
