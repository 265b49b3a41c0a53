// The SQL of jobs: see job.hpp and job_store.hpp.
#include "jobs/job_store.hpp"

namespace entrepot::jobs {

namespace {

constexpr auto kept_for = days{30};
auto const worker = Scope::everyone("the worker takes the jobs of every tenant");

// Who asked, as the row carries it.
struct Asker {
    std::optional<Id<Tenant>> tenant;
    TenantKind tenant_kind = TenantKind::customer;
    std::optional<Id<User>> user;
    std::optional<Id<App>> app;
    std::vector<Role> roles;
    Language language = Language::en;
    Uuid correlation;

    static constexpr std::string_view schema_name = "JobAsker";
    static constexpr auto fields() {
        return Fields{
            field("tenantId", &Asker::tenant, "Whose caller."),
            field("tenantKind", &Asker::tenant_kind, "What the tenant is."),
            field("userId", &Asker::user, "Who."),
            field("appId", &Asker::app, "Through which app."),
            field("roles", &Asker::roles, "With which roles."),
            field("language", &Asker::language, "In which language."),
            field("correlationId", &Asker::correlation, "The request's correlation id."),
        };
    }
};

RawJson asker_of(Act const& act) {
    auto const& caller = act.caller;
    auto const tenant = caller.tenant.empty() ? std::nullopt : std::optional(caller.tenant);
    return {json::write(
        Asker{tenant, caller.kind, caller.user, caller.app, caller.roles, act.language, act.correlation},
        {.stored = true})};
}

Scope own(Act const& act) { return act.caller.tenant.empty() ? worker : Scope::partner(act.caller.tenant); }

std::optional<Job> next_in_real_time(db::Tx& tx, Lane lane, Time now) {
    return tx.find<Job>(
        worker,
        "SELECT {*} FROM jobs WHERE state = 'waiting' AND clock_owner_id IS NULL AND lane = $1 "
        "AND ready_at <= $2 AND {shared} ORDER BY ready_at LIMIT 1 {take}",
        lane, now);
}

std::optional<Job> next_by_date(db::Tx& tx, Lane lane, Time now) {
    return tx.find<Job>(worker,
                        "SELECT {*} FROM jobs WHERE state = 'waiting' AND clock_owner_id IS NOT NULL AND "
                        "lane = $1 AND ready_at <= $2 AND due_at <= $2 AND {shared} ORDER BY due_at LIMIT 1 "
                        "{take}",
                        lane, now);
}

// The clocks are access/'s table. Whatever its lane: a clock's jobs keep their order.
std::optional<Job> next_by_sandbox_clock(db::Tx& tx, Time now) {
    return tx.find<Job>(
        worker,
        "SELECT {*:j} FROM jobs j LEFT JOIN sandbox_clocks c ON c.tenant_id = j.clock_owner_id "
        "WHERE j.state = 'waiting' AND j.clock_owner_id IS NOT NULL AND j.ready_at <= $1 "
        "AND j.due_at <= $1 + (SELECT COALESCE(MAX(ahead), 0) FROM sandbox_clocks) "
        "AND j.due_at <= $1 + COALESCE(c.ahead, 0) AND NOT EXISTS (SELECT 1 FROM jobs r "
        "WHERE r.clock_owner_id = j.clock_owner_id AND r.state = 'running') AND {shared} "
        "ORDER BY j.due_at, j.job_id LIMIT 1 {take:j}",
        now);
}

std::optional<Job> take(db::Tx& tx, std::optional<Job> job, Time real_now, std::chrono::seconds lease) {
    if (!job) return std::nullopt;
    job->state = State::running;
    job->lease = new_uuid();
    job->leased_until = real_now + lease;
    ++job->attempts;
    if (!job->started) job->started = real_now;
    tx.exec(
        worker,
        "UPDATE jobs SET state = 'running', lease = $2, leased_until = $3, attempts = $4, started_at = $5 "
        "WHERE job_id = $1 AND {shared}",
        job->id, job->lease, job->leased_until, job->attempts, job->started);
    return job;
}

}  // namespace

Id<Job> enqueue(db::Tx& tx, Act const& act, std::string_view kind, Lane lane, RawJson argument,
                When const& when) {
    Job job;
    job.id = Id<Job>{new_uuid()};
    if (!act.caller.tenant.empty()) job.tenant = act.caller.tenant;
    job.kind = kind;
    job.lane = lane;
    if (!when.once.empty()) job.once = when.once;
    job.asker = asker_of(act);
    job.argument = std::move(argument);
    job.clock = when.clock;
    job.due = when.due.value_or(when.clock ? act.now : act.real_now);
    job.ready = when.clock ? act.real_now : job.due;
    job.leased_until = job.created = act.real_now;
    job.bookmark.text = "{}";
    if (!job.once) return tx.insert(own(act), job), job.id;
    if (tx.try_insert(own(act), job)) return job.id;
    auto const living = tx.find<Id<Job>>(worker,
                                         "SELECT job_id FROM jobs WHERE kind = $1 AND once = $2 AND state IN "
                                         "('waiting', 'running', 'paused') AND {shared}",
                                         kind, when.once);
    if (!living) throw db::Contended("a job of the same key ended at this moment");
    return *living;
}

std::optional<Job> find(db::Tx& tx, Scope const& scope, Id<Job> id) {
    return tx.find<Job>(scope, "SELECT {*} FROM jobs WHERE job_id = $1 AND {tenant}", id);
}

std::vector<Job> list(db::Tx& tx, Scope const& scope, std::string_view kind, std::optional<Job> const& before,
                      int limit) {
    return tx.list<Job>(
        scope,
        "SELECT {*} FROM jobs WHERE kind = $1 AND (created_at, job_id) < ($2, $3) AND {tenant} "
        "ORDER BY created_at DESC, job_id DESC LIMIT $4",
        kind, before ? before->created : Time::max(), before ? before->id : Id<Job>{}, limit);
}

bool pause(db::Tx& tx, Scope const& scope, Id<Job> id) {
    return tx.exec(
               scope,
               "UPDATE jobs SET state = 'paused', lease = NULL WHERE job_id = $1 AND state IN ('waiting', "
               "'running') AND {tenant}",
               id) == 1;
}

bool resume(db::Tx& tx, Scope const& scope, Id<Job> id, Time real_now) {
    return tx.exec(scope,
                   "UPDATE jobs SET state = 'waiting', attempts = 0, ready_at = CASE WHEN ready_at > $2 AND "
                   "state = 'paused' THEN ready_at ELSE $2 END, ended_at = NULL "
                   "WHERE job_id = $1 AND state IN ('paused', 'failed') AND {tenant}",
                   id, real_now) == 1;
}

bool cancel(db::Tx& tx, Scope const& scope, Id<Job> id, Time real_now) {
    return tx.exec(scope,
                   "UPDATE jobs SET state = 'cancelled', lease = NULL, ended_at = $2 WHERE job_id = $1 AND "
                   "state IN ('waiting', 'running', 'paused', 'failed') AND {tenant}",
                   id, real_now) == 1;
}

std::optional<Job> take_next(db::Tx& tx, Lane lane, bool sandbox, Time real_now, std::chrono::seconds lease) {
    auto job = sandbox ? next_by_sandbox_clock(tx, real_now) : next_by_date(tx, lane, real_now);
    if (!job) job = next_in_real_time(tx, lane, real_now);
    return take(tx, std::move(job), real_now, lease);
}

std::optional<Job> take_this(db::Tx& tx, Id<Job> id, Time real_now, std::chrono::seconds lease) {
    auto job =
        tx.find<Job>(worker,
                     "SELECT {*} FROM jobs WHERE job_id = $1 AND state = 'waiting' AND ready_at <= $2 AND "
                     "{shared} {take}",
                     id, real_now);
    return take(tx, std::move(job), real_now, lease);
}

bool keep(db::Tx& tx, Job const& job, Uuid lease) {
    return tx.exec(worker,
                   "UPDATE jobs SET state = $3, due_at = $4, ready_at = $5, lease = $6, leased_until = $7, "
                   "attempts = $8, failure = $9, bookmark = $10, done = $11, total = $12, result = $13, "
                   "ended_at = $14 WHERE job_id = $1 AND lease = $2 AND state = 'running' AND {shared}",
                   job.id, lease, job.state, job.due, job.ready, job.lease, job.leased_until, job.attempts,
                   job.failure, job.bookmark, job.done, job.total, job.result, job.ended) == 1;
}

bool put_back(db::Tx& tx, Job const& job, Uuid lease) {
    return tx.exec(worker,
                   "UPDATE jobs SET state = $3, ready_at = $4, lease = NULL, attempts = $5, failure = $6, "
                   "ended_at = $7 WHERE job_id = $1 AND lease = $2 AND state = 'running' AND {shared}",
                   job.id, lease, job.state, job.ready, job.attempts, job.failure, job.ended) == 1;
}

void extend(db::Tx& tx, Uuid lease, Time until) {
    tx.exec(worker, "UPDATE jobs SET leased_until = $2 WHERE lease = $1 AND state = 'running' AND {shared}",
            lease, until);
}

void release_before(db::Tx& tx, Time ended) {
    tx.exec(worker,
            "UPDATE jobs SET state = 'waiting', lease = NULL WHERE state = 'running' AND leased_until <= $1 "
            "AND {shared}",
            ended);
}

Act act_of(db::Tx& tx, Job const& job, bool sandbox, Cloud cloud, Time real_now) {
    auto const asker = json::read<Asker>(job.asker.text, {.stored = true});
    std::int64_t ahead = 0;
    if (sandbox && asker.tenant)
        ahead = tx.find<std::int64_t>(worker,
                                      "SELECT ahead FROM sandbox_clocks WHERE tenant_id = (SELECT "
                                      "clock_owner_id FROM tenants WHERE tenant_id = $1) AND {shared}",
                                      *asker.tenant)
                    .value_or(0);
    auto act = Act::system(real_now + std::chrono::microseconds{ahead}, real_now);
    if (asker.tenant) act.caller.tenant = *asker.tenant;
    act.caller.kind = asker.tenant_kind;
    act.caller.user = asker.user;
    act.caller.app = asker.app;
    act.caller.roles = asker.roles;
    act.language = asker.language;
    act.cloud = cloud;
    act.correlation = asker.correlation;
    return act;
}

std::int64_t count_failed(db::Tx& tx) {
    return tx.find<std::int64_t>(worker, "SELECT COUNT(*) FROM jobs WHERE state = 'failed' AND {shared}")
        .value_or(0);
}

std::int64_t end_old_jobs(db::Tx& tx, Time real_now) {
    return tx.exec(worker,
                   "DELETE FROM jobs WHERE job_id IN (SELECT job_id FROM jobs WHERE ended_at <= $1 AND "
                   "{shared} ORDER BY ended_at LIMIT 500)",
                   Time{real_now - kept_for});
}

}  // namespace entrepot::jobs
