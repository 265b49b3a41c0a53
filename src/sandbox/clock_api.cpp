// A sandbox's business clock: it belongs to a partner with its resellers and customers,
// and only runs forward.
#include "access/account_store.hpp"
#include "access/gate.hpp"
#include "base/words.hpp"
#include "events/event.hpp"
#include "sandbox/routes.hpp"

namespace entrepot::sandbox {

namespace {

struct ClockView {
    Time business, real;
    std::int64_t offset_seconds = 0;
    static constexpr std::string_view schema_name = "SandboxClock";
    static constexpr auto fields() {
        return Fields{field("businessTime", &ClockView::business, "The time of rules and dates."),
                      field("realTime", &ClockView::real, "The time of sign-ins and links."),
                      field("offsetSeconds", &ClockView::offset_seconds, "How far business time is ahead.")};
    }
};

struct ClockChange {
    std::optional<Time> business;
    std::optional<std::string> advance;
    static constexpr std::string_view schema_name = "SandboxClockChange";
    static constexpr auto fields() {
        return Fields{field("businessTime", &ClockChange::business, "The new business time."),
                      field("advance", &ClockChange::advance, "Or by how much: P1D, P1M, PT6H.").at_most(40)};
    }
};

struct Moved {
    Time from, to;
    static constexpr std::string_view schema_name = "ClockMoved";
    static constexpr auto fields() {
        return Fields{field("from", &Moved::from, "Business time before."),
                      field("to", &Moved::to, "And after.")};
    }
};

ClockView view_at(Time business, Time real) {
    return {business, real, std::chrono::duration_cast<seconds>(business - real).count()};
}

ClockView view(api::Context& context) { return view_at(context.now(), context.act.real_now); }

Time wanted(ClockChange const& change, Time now) {
    if (change.business.has_value() == change.advance.has_value()) throw Problem("clock_form").at("");
    if (change.business) return *change.business;
    auto const period = parse_period(*change.advance);
    if (!period) throw Problem("bad_parameter", {{"value", *change.advance}}).at("advance");
    return add_months(now, period->months) + period->rest;
}

ClockView move_clock(api::Context& context, db::Tx& tx, ClockChange const& change) {
    auto const tenant = access::get_tenant(tx, context.caller().tenant);
    auto const stored = access::find_clock(tx, tenant.clock_owner);
    auto const real = context.act.real_now;
    auto const now = real + std::chrono::microseconds{stored ? stored->ahead : 0};
    auto const then = wanted(change, now);
    if (then < now) throw Problem("clock_backwards", moment("now", now)).at("businessTime");
    if (then > Time{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}})
        throw Problem("clock_too_far").at("businessTime");
    access::save_clock(tx, {tenant.clock_owner, (then - real).count()});
    events::append(tx, context.act, {tenant.clock_owner, std::nullopt, std::nullopt}, "clock_moved",
                   tenant.clock_owner, Moved{now, then});
    return view_at(then, real);
}

// The reading that is kept for requests is forgotten after the commit: before, it would be read again as it
// was.
ClockView change(api::Context& context, ClockChange const& change) {
    ClockView moved;
    context.database.write([&](db::Tx& tx) { moved = move_clock(context, tx, change); });
    dynamic_cast<access::Keeper&>(context.gate).forget_clocks();
    return moved;
}

}  // namespace

void add_clock_routes(api::Router& router) {
    router.get("/ext/v1/sandbox/clock", view)
        .allow(Permission::sign_in_only)
        .only_in_sandbox()
        .summary("Business time and real time");
    router.put("/ext/v1/sandbox/clock", change)
        .allow(Permission::change_clock)
        .only_in_sandbox()
        .heavy()
        .never_kept()
        .summary("Move business time forward");
}

}  // namespace entrepot::sandbox
