// A handler's side of a job: slices, each a short transaction that keeps how far the job has come.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <type_traits>

#include "base/safe.hpp"
#include "db/database.hpp"
#include "jobs/job.hpp"

namespace entrepot::jobs {

// What handlers may need of the house.
struct Surroundings {
    db::Database& database;
    Safe& safe;
    bool sandbox = false;
    std::string cloud = "global";
};

// The job is no longer this server's: cancelled, paused, taken over, or the server stops. Not caught.
struct Stopped {};
// Thrown by a handler that another try cannot help; the words are kept for the operator.
struct GivenUp : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One slice, while its transaction runs. The transaction may run again (db/database.hpp): a slice touches
// nothing but this and its own.
struct Step {
    db::Tx& tx;
    Act act;   // of whoever asked for the job; now is the business time of its clock
    Job& job;  // bookmark, done, total and result are kept with the slice

    template <class T>
    T bookmark() const {
        return json::read<T>(job.bookmark.text, {.stored = true});
    }
    template <class T>
    void keep_bookmark(T const& value) {
        job.bookmark.text = json::write(value, {.stored = true});
    }
    template <class T>
    void keep_result(T const& value) {
        job.result = RawJson{json::write(value)};
    }
    // The job ends with this slice.
    void finish() { job.state = State::done; }
    // It runs again later, from the bookmark; `due` in its clock.
    void again(Time due) {
        job.state = State::waiting;
        job.due = due;
    }
};

class Run {
public:
    Run(Surroundings const& around, Job job, std::chrono::seconds lease, std::atomic<bool> const& stopping);

    // As the last slice left it.
    Job const& job() const { return job_; }
    db::Database& database() const { return around_.database; }
    Safe& safe() const { return around_.safe; }
    bool sandbox() const { return around_.sandbox; }
    // On whose behalf it runs, for reads between slices; a slice has its own.
    Act act(db::Tx& tx) const;

    // A slice in a transaction of its own, of 5 ms at most on SQLite (house.md 7); requests go between two.
    // True while the job goes on: where the slice called neither finish() nor again(). Throws Stopped.
    // `meanwhile` runs on this thread while SQLite's writer works: what the next slice needs is made ready.
    bool step(std::function<void(Step&)> const& slice, std::function<void()> const& meanwhile = {});
    // For long work outside of slices: ask now and then.
    bool should_stop();

private:
    Surroundings around_;
    Job job_;
    std::chrono::seconds lease_;
    std::atomic<bool> const& stopping_;
};

// A chore of the deployment: once every so often on one of its servers. A slice; true where more is to be
// done at once.
struct Chore {
    std::string name;
    std::chrono::seconds every;
    std::function<bool(db::Tx&, Time real_now)> slice;
};

// Which function does which kind of job. A handler loops over step(), or works outside of transactions and
// keeps what came out of it by one: mail is sent, then the slice says so. It goes on from the bookmark after
// a crash, maybe on another server, and with what a crash can leave undone in mind. What it throws is kept,
// and it is tried again: after 5 s, then twice as long each time, an hour at most.
class Registry {
public:
    struct Handler {
        std::function<void(Run&)> run;
        int tries = 10;
    };

    template <class Argument>
    void add(Kind<Argument> const& kind,
             std::type_identity_t<std::function<void(Run&, Argument const&)>> run) {
        handlers_[std::string(kind.name)] = {
            [run = std::move(run)](Run& job) {
                run(job, json::read<Argument>(job.job().argument.text, {.stored = true}));
            },
            kind.tries};
    }
    void add(Chore chore);

    Handler const* find(std::string const& kind) const;
    // Makes the rows of chores that have none yet.
    void begin_chores(db::Database& database) const;

private:
    std::map<std::string, Handler> handlers_;
    std::vector<std::string> chores_;
};

// Takes jobs and runs them. Safe from several threads.
class Runner {
public:
    Runner(Surroundings const& around, Registry const& registry, std::chrono::seconds lease = seconds{90})
        : around_(around), registry_(registry), lease_(lease) {}

    // The next job of a lane that is due, to its end or its next wait; false where none is due.
    bool run_one(Lane lane);
    // This job where it waits and may begin, as above; false where it may not, or another has it.
    bool run_this(Id<Job> id);
    // All that is due now, on this thread; how many. For tests and the command line.
    int run_due();
    // Holds what runs here for another while, and lets others have what a dead server held.
    void keep_leases();
    // What an earlier run of this server held, where there can be no other server.
    void begin();
    // Jobs that run end after their slice and go on where the server is started again.
    void stop() { stopping_ = true; }

private:
    std::optional<Job> take(Lane lane);
    bool run_taken(std::optional<Job> job);
    void run(Job job);
    void ended_with(Job job, Registry::Handler const& handler, std::string const& why, bool for_good);
    void not_begun(Job job, seconds pause);
    void end_attempt(Job job, Time ready);

    Surroundings around_;
    Registry const& registry_;
    std::chrono::seconds lease_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::set<Uuid> held_;
};

}  // namespace entrepot::jobs
