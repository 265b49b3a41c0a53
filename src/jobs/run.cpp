// Slices, handlers, attempts: see run.hpp.
#include "jobs/run.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "jobs/job_store.hpp"

namespace entrepot::jobs {

namespace {

constexpr int slow_slice_ms = 5;
constexpr auto first_pause = seconds{5};
constexpr auto longest_pause = hours{1};

auto const worker = Scope::everyone("a job that runs looks at its own row");

std::chrono::microseconds pause_after(int attempts) {
    std::chrono::microseconds pause = first_pause;
    for (int i = 1; i < attempts && pause < longest_pause; ++i) pause *= 2;
    return std::min<std::chrono::microseconds>(pause, longest_pause);
}

bool came_on(Job const& before, Job const& after) {
    return after.done != before.done || after.bookmark != before.bookmark;
}

// No database's or library's words are longer than what an operator reads.
std::string words_of(std::exception const& error) { return std::string(error.what()).substr(0, 1000); }

}  // namespace

Run::Run(Surroundings const& around, Job job, std::chrono::seconds lease, std::atomic<bool> const& stopping)
    : around_(around), job_(std::move(job)), lease_(lease), stopping_(stopping) {}

Act Run::act(db::Tx& tx) const {
    return act_of(tx, job_, around_.sandbox, cloud_of(around_.cloud), real_time());
}

bool Run::step(std::function<void(Step&)> const& slice, std::function<void()> const& meanwhile) {
    if (stopping_ || job_.state != State::running) throw Stopped{};
    Job after;
    around_.database.write(
        [&](db::Tx& tx) {
            auto const begun = std::chrono::steady_clock::now();
            auto const now = real_time();
            after = job_;
            Step step{tx, act_of(tx, job_, around_.sandbox, cloud_of(around_.cloud), now), after};
            slice(step);
            if (came_on(job_, after)) after.attempts = 1;
            after.leased_until = now + lease_;
            if (after.state != State::running) {
                after.lease.reset();
                after.attempts = 0;
                after.failure.reset();
                if (after.state == State::done) after.ended = now;
                else after.ready = after.clock ? now : after.due;
            }
            if (!keep(tx, after, *job_.lease)) throw Stopped{};
            auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::steady_clock::now() - begun);
            if (took.count() > slow_slice_ms && !around_.database.waits())
                log(Level::warning, "a slow slice of a job",
                    {{"kind", job_.kind}, {"ms", std::to_string(took.count())}});
        },
        meanwhile);
    job_ = std::move(after);
    return job_.state == State::running;
}

bool Run::should_stop() {
    if (stopping_) return true;
    std::optional<std::int64_t> ours;
    around_.database.read([&](db::Tx& tx) {
        ours = tx.find<std::int64_t>(
            worker, "SELECT 1 FROM jobs WHERE job_id = $1 AND lease = $2 AND state = 'running' AND {shared}",
            job_.id, job_.lease);
    });
    return !ours;
}

void Registry::add(Chore chore) {
    auto const kind = "chore: " + chore.name;
    chores_.push_back(kind);
    auto const run = [chore = std::move(chore)](Run& job) {
        while (job.step([&](Step& step) {
            if (!chore.slice(step.tx, step.act.real_now)) step.again(step.act.real_now + chore.every);
        })) {}
    };
    handlers_[kind] = {run, 0};
}

Registry::Handler const* Registry::find(std::string const& kind) const {
    auto const at = handlers_.find(kind);
    return at == handlers_.end() ? nullptr : &at->second;
}

void Registry::begin_chores(db::Database& database) const {
    database.write([&](db::Tx& tx) {
        auto const now = real_time();
        for (auto const& kind : chores_)
            enqueue(tx, Act::system(now, now), kind, Lane::quick, RawJson{"{}"}, {.once = "chore"});
    });
}

std::optional<Job> Runner::take(Lane lane) {
    std::optional<Job> job;
    auto const work = [&](db::Tx& tx) { job = take_next(tx, lane, around_.sandbox, real_time(), lease_); };
    // That no other of the clock's jobs runs must still be true when this one begins.
    if (around_.sandbox) around_.database.write(work);
    else around_.database.write_queue(work);
    return job;
}

bool Runner::run_one(Lane lane) { return run_taken(take(lane)); }

bool Runner::run_this(Id<Job> id) {
    std::optional<Job> job;
    around_.database.write_queue([&](db::Tx& tx) { job = take_this(tx, id, real_time(), lease_); });
    return run_taken(std::move(job));
}

bool Runner::run_taken(std::optional<Job> job) {
    if (!job) return false;
    auto const lease = *job->lease;
    {
        std::lock_guard const lock(mutex_);
        held_.insert(lease);
    }
    try {
        run(*std::move(job));
    } catch (std::exception const& error) {
        // The database is away: the lease ends, and the job goes on somewhere.
        log(Level::warning, "a job's end could not be kept", {{"why", error.what()}});
    }
    std::lock_guard const lock(mutex_);
    held_.erase(lease);
    return true;
}

void Runner::run(Job job) {
    auto const* const handler = registry_.find(job.kind);
    // Of a newer version that serves beside this one, or of an older one.
    if (!handler) return not_begun(std::move(job), minutes{1});
    if (handler->tries > 0 && job.attempts > handler->tries)
        return ended_with(job, *handler, "the server ended while it ran, each time", true);
    Run run(around_, job, lease_, stopping_);
    try {
        handler->run(run);
        if (run.job().state == State::running) run.step([](Step& step) { step.finish(); });
    } catch (Stopped const&) {
        if (stopping_) not_begun(run.job(), seconds{0});
    } catch (GivenUp const& error) {
        ended_with(run.job(), *handler, words_of(error), true);
    } catch (std::exception const& error) {
        ended_with(run.job(), *handler, words_of(error), false);
    }
}

void Runner::ended_with(Job job, Registry::Handler const& handler, std::string const& why, bool for_good) {
    auto const now = real_time();
    for_good = for_good || (handler.tries > 0 && job.attempts >= handler.tries);
    job.failure = why;
    job.state = for_good ? State::failed : State::waiting;
    if (for_good) job.ended = now;
    log(for_good ? Level::error : Level::warning,
        for_good ? "a job failed and is given up" : "a job failed and is tried again",
        {{"kind", job.kind},
         {"job", job.id.text()},
         {"attempt", std::to_string(job.attempts)},
         {"why", why}});
    auto const ready = now + pause_after(job.attempts);
    end_attempt(std::move(job), ready);
}

void Runner::not_begun(Job job, seconds pause) {
    job.state = State::waiting;
    job.attempts = std::max(0, job.attempts - 1);
    end_attempt(std::move(job), real_time() + pause);
}

void Runner::end_attempt(Job job, Time ready) {
    if (!job.lease) return;  // its last slice ended it
    job.ready = ready;
    around_.database.write([&](db::Tx& tx) { put_back(tx, job, *job.lease); });
}

int Runner::run_due() {
    int count = 0;
    for (bool more = true; more && !stopping_;) {
        more = run_one(Lane::quick) || run_one(Lane::slow);
        count += more;
    }
    return count;
}

void Runner::keep_leases() {
    std::vector<Uuid> held;
    {
        std::lock_guard const lock(mutex_);
        held.assign(held_.begin(), held_.end());
    }
    around_.database.write_queue([&](db::Tx& tx) {
        auto const now = real_time();
        for (auto const& lease : held) extend(tx, lease, now + lease_);
        release_before(tx, now);
    });
}

void Runner::begin() {
    if (!around_.database.waits())
        around_.database.write([](db::Tx& tx) { release_before(tx, Time::max()); });
}

}  // namespace entrepot::jobs
