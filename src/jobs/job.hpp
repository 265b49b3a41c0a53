// Work that runs later: rows that any server of the deployment takes, written in the transaction that asks
// for it.
#pragma once

#include "base/act.hpp"
#include "db/tx.hpp"

namespace entrepot::jobs {

enum class State : std::uint8_t { waiting, running, paused, done, failed, cancelled };
constexpr auto wire_names(State) {
    return std::array{Wire{State::waiting, "waiting"}, Wire{State::running, "running"},
                      Wire{State::paused, "paused"},   Wire{State::done, "done"},
                      Wire{State::failed, "failed"},   Wire{State::cancelled, "cancelled"}};
}

// Each has threads of its own, so that an import keeps no mail waiting.
enum class Lane : std::uint8_t { quick, slow };
constexpr auto wire_names(Lane) { return std::array{Wire{Lane::quick, "quick"}, Wire{Lane::slow, "slow"}}; }

struct Job {
    Id<Job> id;
    std::optional<Id<Tenant>> tenant;  // whose; none: the deployment's own
    std::string kind;                  // which handler: room.verb
    Lane lane = Lane::quick;
    std::optional<std::string> once;  // of the living jobs of a kind only one has this key
    RawJson asker, argument;
    State state = State::waiting;
    Time due;                         // in its clock
    std::optional<Id<Tenant>> clock;  // none: real time; else the owner of a sandbox clock
    Time ready;                       // real time: not before
    std::optional<Uuid> lease;        // of the server that runs it
    Time leased_until;
    int attempts = 0;                    // without progress
    std::optional<std::string> failure;  // how the last attempt ended; for the operator
    RawJson bookmark;                    // where the next slice goes on
    std::int64_t done = 0, total = 0;    // progress, in the job's own units; total 0: not known
    std::optional<RawJson> result;
    Time created;
    std::optional<Time> started, ended;

    static constexpr std::string_view schema_name = "Job";
    static constexpr std::string_view table = "jobs";
    static constexpr auto fields() {
        return Fields{
            field("id", &Job::id, "The job.").key().column("job_id"),
            field("tenantId", &Job::tenant, "Whose it is.").hidden(),
            field("kind", &Job::kind, "What is done."),
            field("lane", &Job::lane, "Which threads do it.").hidden(),
            field("once", &Job::once, "Its key among the living jobs of its kind.").hidden(),
            field("asker", &Job::asker, "On whose behalf.").hidden(),
            field("argument", &Job::argument, "With what.").hidden(),
            field("state", &Job::state, "Where it stands."),
            field("dueAt", &Job::due, "When it was to run."),
            field("clockOwnerId", &Job::clock, "Whose clock its date follows.").hidden(),
            field("readyAt", &Job::ready, "Not before, real time."),
            field("lease", &Job::lease, "Of the server that runs it.").hidden(),
            field("leasedUntil", &Job::leased_until, "When another server may take it over.").hidden(),
            field("attempts", &Job::attempts, "How often it was begun without progress."),
            field("failure", &Job::failure, "How the last attempt ended.").hidden(),
            field("bookmark", &Job::bookmark, "Where the next slice goes on.").hidden(),
            field("done", &Job::done, "How much is done."),
            field("total", &Job::total, "Of how much; 0: not known yet."),
            field("result", &Job::result, "What came out of it."),
            field("createdAt", &Job::created, "When it was asked for, real time."),
            field("startedAt", &Job::started, "When it first began."),
            field("endedAt", &Job::ended, "When it was done, failed or cancelled."),
        };
    }
};

// A kind of job, declared beside its argument (any struct with fields(); no secrets but sealed ones):
//   inline constexpr jobs::Kind<ImportArgument> import_customers{"onboarding.import", jobs::Lane::slow};
template <class Argument>
struct Kind {
    std::string_view name;  // never changes: it stands in rows
    Lane lane = Lane::quick;
    int tries = 10;  // without progress; then it has failed. 0: without end
};

struct When {
    std::optional<Time> due = {};          // none: at once
    std::optional<Id<Tenant>> clock = {};  // due is in this owner's sandbox clock (tenants.clock_owner)
    std::string once = {};                 // where a living job of the kind has this key, that one is meant
};

Id<Job> enqueue(db::Tx& tx, Act const& act, std::string_view kind, Lane lane, RawJson argument,
                When const& when);
// In the transaction of the request: it is there when the request is, and not otherwise.
template <class Argument>
Id<Job> enqueue(db::Tx& tx, Act const& act, Kind<Argument> const& kind, Argument const& argument,
                When const& when = {}) {
    return enqueue(tx, act, kind.name, kind.lane, RawJson{json::write(argument, {.stored = true})}, when);
}

// The scope's tenant is the job's. Jobs that have ended are kept 30 days.
std::optional<Job> find(db::Tx& tx, Scope const& scope, Id<Job> id);
// The newest first; `before` is the last of the page before.
std::vector<Job> list(db::Tx& tx, Scope const& scope, std::string_view kind, std::optional<Job> const& before,
                      int limit);

// Each is true where it changed the state: what has ended stays as it is. A job that runs notices at its next
// slice, of which nothing is kept, or when it asks should_stop().
bool pause(db::Tx& tx, Scope const& scope, Id<Job> id);
bool resume(db::Tx& tx, Scope const& scope, Id<Job> id, Time real_now);  // also one that has failed
bool cancel(db::Tx& tx, Scope const& scope, Id<Job> id, Time real_now);

}  // namespace entrepot::jobs
