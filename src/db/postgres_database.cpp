// PostgreSQL as a Database: connections on loan; writers that met try again; requests wait while it is away.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "base/log.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "db/let_go.hpp"
#include "db/outcome_unknown.hpp"
#include "db/postgres_open.hpp"
#include "db/writer_gate.hpp"

namespace entrepot::db {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto knock_time = 250ms;   // between two tries to reach it
constexpr int most_tries = 12;       // of writers that met
constexpr int tries_in_company = 3;  // then a writer runs alone
constexpr int most_losses = 5;       // of a transaction that may be what ends its connections
constexpr char const* write_begin(Isolation isolation) {
    switch (isolation) {
        case Isolation::serializable: return "BEGIN ISOLATION LEVEL SERIALIZABLE";
        case Isolation::snapshot: return "BEGIN ISOLATION LEVEL REPEATABLE READ";
        case Isolation::committed: return "BEGIN ISOLATION LEVEL READ COMMITTED";
    }
    return "";
}
constexpr char const* read_begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

class PgDatabase : public Database {
public:
    explicit PgDatabase(DatabaseOptions const& options)
        : target_(options.url),
          limit_(options.connections),
          loan_time_(options.loan_ms),
          hold_time_(options.hold_ms),
          number_(++count_) {
        auto first = target_.connect();
        target_.examine(*first);
        ++opened_;
        give_back(std::move(first));
    }
    ~PgDatabase() override { stop(); }

    bool waits() const override { return true; }

    void read(Work const& work, int budget_ms) override {
        if (auto* const within = current())
            return work(*within);  // a read within a read sees what that one sees
        persist(
            [&](PgConnection& connection) {
                connection.begin(read_begin);
                Reading const reading(*this, connection);
                if (budget_ms > 0) connection.limit(budget_ms);
                if (budget_ms < 0) connection.lift_limits();
                work(connection);
                connection.end_read();
            },
            {.repeatable = true, .is_limited = budget_ms > 0});
    }

    bool submit(Write write) override {
        {
            std::lock_guard const lock(mutex_);
            if (stopping_) return false;
            ++writing_;
        }
        std::exception_ptr error;
        try {
            persist(
                [&, isolation = write.isolation](PgConnection& connection) mutable {
                    connection.begin(write_begin(isolation));
                    try {
                        write.run(connection);
                        connection.commit(write.repeatable);
                    } catch (Conflict const& conflict) {
                        if (isolation != Isolation::snapshot) throw;
                        isolation = Isolation::serializable;
                        throw Contended(conflict.what());
                    }
                },
                {.repeatable = write.repeatable, .is_write = true});
        } catch (...) {
            error = std::current_exception();
        }
        write.done(error);
        std::lock_guard const lock(mutex_);
        --writing_;
        wake_.notify_all();
        return true;
    }

    bool answers() override {
        std::lock_guard const lock(mutex_);
        return away_since_ == Clock::time_point{};
    }

    void let_go() {
        std::lock_guard const lock(mutex_);
        let_go_ = true;
        wake_.notify_all();
    }

    void stop() override {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
        wake_.wait(lock, [&] { return writing_ == 0; });
        opened_ -= static_cast<int>(idle_.size());
        idle_.clear();
    }

    std::shared_ptr<void> alone() override {
        std::shared_ptr<PgConnection> connection = target_.connect();
        connection->wait_without_end();
        connection->ask("SET lock_timeout = 0; SET statement_timeout = 0; SELECT pg_advisory_lock(" +
                        std::to_string(deployment_lock) + ')');
        return connection;  // the lock goes with it
    }

    void keep_epoch() override {
        auto const connection = target_.connect();
        connected(*connection);
    }

private:
    // The connection that this thread reads on, for reads within.
    class Reading {
    public:
        Reading(PgDatabase& database, PgConnection& connection) : number_(database.number_) {
            readers()[number_] = &connection;
        }
        ~Reading() { readers().erase(number_); }
        Reading(Reading const&) = delete;

    private:
        int number_;
    };
    static std::unordered_map<int, PgConnection*>& readers() {
        static thread_local std::unordered_map<int, PgConnection*> own;
        return own;
    }
    PgConnection* current() const {
        auto const at = readers().find(number_);
        return at == readers().end() ? nullptr : at->second;
    }

    // Runs a transaction until it is done: again where writers met, and where the server was lost before
    // anything can have been committed.
    struct How {
        bool repeatable = false;
        bool is_limited = false;  // the caller knows what to do with TooSlow
        bool is_write = false;
    };
    template <class Transaction>
    void persist(Transaction&& transaction, How how) {
        auto const begun = Clock::now();
        int losses = 0;
        for (int tries = 1;; ++tries) {
            std::unique_ptr<PgConnection> connection;
            try {
                WriterGate::Pass const pass(how.is_write ? &writers_ : nullptr, tries > tries_in_company);
                connection = borrow();
                transaction(*connection);
                return give_back(std::move(connection));
            } catch (LostConnection const& lost) {
                bool const is_open = connection && connection->commit_is_open();
                losses += connection != nullptr;  // else it was not reached
                give_back(std::move(connection));
                if (is_open && !how.repeatable)
                    throw OutcomeUnknown(
                        "the connection was lost while committing; whether it was done is not known");
                if (losses > most_losses || !hold(begun, lost)) throw;
            } catch (Contended const&) {
                bool const met = connection != nullptr;  // else none was free in time
                give_back(std::move(connection));
                if (!met || tries >= most_tries) throw;
                pause(tries);
            } catch (TooSlow const& slow) {
                give_back(std::move(connection));
                if (how.is_limited) throw;
                throw Contended(slow.what());
            } catch (...) {
                give_back(std::move(connection));
                throw;
            }
        }
    }

    std::unique_ptr<PgConnection> borrow() {
        {
            std::unique_lock lock(mutex_);
            auto const is_free = [&] { return !idle_.empty() || opened_ < limit_; };
            wake_.wait_for(lock, loan_time_, [&] { return is_free() || is_given_up(); });
            if (!is_free() && is_given_up()) throw LostConnection("PostgreSQL is away");
            if (!is_free()) throw Contended("no connection to PostgreSQL was free in time");
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
            // One at a time knocks while it is away; a try to connect may take seconds.
            if (away_since_ != Clock::time_point{} && knocking_) throw LostConnection("PostgreSQL is away");
            knocking_ = true;
            ++opened_;
        }
        std::unique_ptr<PgConnection> connection;
        std::exception_ptr error;
        try {
            connection = target_.connect();
            connected(*connection);
        } catch (...) {
            error = std::current_exception();
        }
        std::lock_guard const lock(mutex_);
        knocking_ = false;
        wake_.notify_all();
        if (!error) return connection;
        --opened_;
        std::rethrow_exception(error);
    }

    void give_back(std::unique_ptr<PgConnection> connection) {
        if (!connection) return;
        connection->roll_back();
        std::lock_guard const lock(mutex_);
        if (connection->is_usable() && !stopping_) idle_.push_back(std::move(connection));
        else --opened_;
        wake_.notify_one();
    }

    // After a lost one this may be another server, promoted or restored: its log goes on in a new epoch, so
    // that no reader waits for turns that another history has given.
    void connected(PgConnection& connection) {
        auto const history = history_of(connection);
        bool was_away = false, is_known = false;
        {
            std::lock_guard const lock(mutex_);
            was_away = away_since_ != Clock::time_point{};
            away_since_ = {};
            is_known = history == history_;
        }
        if (was_away) log(Level::info, "PostgreSQL answers again", {{"at", target_.name()}});
        if (is_known) return;
        connection.ask(
            "BEGIN; LOCK TABLE event_epochs IN EXCLUSIVE MODE; LOCK TABLE events IN EXCLUSIVE MODE; " +
            next_epoch_text(history) + "; COMMIT");
        std::lock_guard const lock(mutex_);
        history_ = history;
    }

    // Whether to try again: for a minute from when the database went away, or this request began.
    bool hold(Clock::time_point begun, LostConnection const& lost) {
        std::unique_lock lock(mutex_);
        if (away_since_ == Clock::time_point{}) {
            away_since_ = Clock::now();
            opened_ -= static_cast<int>(idle_.size());
            idle_.clear();
            log(Level::error, "PostgreSQL went away; requests wait for it", {{"why", lost.what()}});
            return !stopping_;  // one connection may have ended by itself: the next try is at once
        }
        bool const waited = Clock::now() - std::min(begun, away_since_) > hold_time_;
        if (stopping_ || is_given_up() || waited) return false;
        wake_.wait_for(lock, knock_time,
                       [&] { return stopping_ || let_go_ || away_since_ == Clock::time_point{}; });
        return !stopping_ && !is_given_up();
    }

    // With the mutex: it is away, and this server ends.
    bool is_given_up() const { return let_go_ && away_since_ != Clock::time_point{}; }

    static void pause(int tries) {
        static thread_local std::minstd_rand random{std::random_device{}()};
        std::this_thread::sleep_for(random() % (1 << std::min(tries, 6)) * 500us);
    }

    static inline std::atomic<int> count_ = 0;
    PgTarget target_;
    int limit_;
    std::chrono::milliseconds loan_time_, hold_time_;
    int const number_;
    WriterGate writers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<std::unique_ptr<PgConnection>> idle_;
    int opened_ = 0, writing_ = 0;
    bool stopping_ = false, let_go_ = false, knocking_ = false;
    Clock::time_point away_since_;  // zero while it answers
    std::string history_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(DatabaseOptions const& options) {
    return std::make_unique<PgDatabase>(options);
}

void let_go(Database& database) {
    if (auto* const served = dynamic_cast<PgDatabase*>(&database)) served->let_go();
}

}  // namespace entrepot::db
