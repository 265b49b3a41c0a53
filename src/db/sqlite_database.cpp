// SQLite as a Database: a reader per thread, one writer with group commit, checkpoints beside it.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "db/bulk.hpp"
#include "db/damaged.hpp"
#include "db/database.hpp"
#include "db/sqlite_log.hpp"
#include "db/sqlite_open.hpp"
#include "db/stillness.hpp"

namespace entrepot::db {

namespace {

using namespace std::chrono_literals;

// Many requests share one COMMIT; more than this and the first of them waits too long. 64 onboardings, each
// with its twenty rows, take some 20 ms: less time for a batch would sync twice for them.
constexpr std::size_t batch_limit = 256;
constexpr auto batch_time = 60ms;
constexpr int ahead_ms = 20;  // what takes longer is read by the writer after all

struct Queued : Write {
    std::uint64_t seen = Stillness::never;  // when `ahead` read
};

class SqliteDatabase : public Database {
public:
    explicit SqliteDatabase(DatabaseOptions options, SqliteConnection::Use use = SqliteConnection::Use::write)
        : options_(std::move(options)), lock_(options_.file, options_.beside_a_server), number_(++count_) {
        if (lock_.is_held()) {
            lock_.give_room();
            look_at_file(options_.file);
        }
        writer_connection_.emplace(options_.file, use);
        // One that fills looks after its log itself; beside a server, the server does.
        if (use == SqliteConnection::Use::write && lock_.is_held())
            log_.emplace(options_.file, *writer_connection_,
                         [this](sqlite3* db, int code) { checkpoint_failed(db, code); });
        if (lock_.is_held()) lock_.take_room();
        writer_ = std::thread([this] { write_loop(); });
    }
    ~SqliteDatabase() override { stop(); }

    void read(Work const& work, int budget_ms) override {
        try {
            read_on(reader(), work, budget_ms);
        } catch (Damaged const& damaged) {
            mark(damaged);
            throw;
        }
    }

    bool submit(Write write) override {
        if (is_damaged_) {
            write.done(refusal());
            return true;
        }
        Queued queued{std::move(write)};
        if (queued.ahead && !is_full()) read_ahead(queued);
        {
            std::lock_guard const lock(mutex_);
            if (is_full_now()) return false;
            queue_.push_back(std::move(queued));
        }
        wake_.notify_one();
        return true;
    }

    bool answers() override { return !is_damaged_; }
    bool waits() const override { return false; }
    bool is_beside_a_server() const override { return !lock_.is_held(); }
    std::shared_ptr<void> alone() override { return nullptr; }  // the folder's lock is held already

    void stop() override {
        {
            std::lock_guard const lock(mutex_);
            if (stopping_) return;
            stopping_ = true;
        }
        wake_.notify_all();
        writer_.join();
        if (log_) log_->stop();
    }

private:
    bool is_full() {
        std::lock_guard const lock(mutex_);
        return is_full_now();
    }
    bool is_full_now() const {  // under the lock
        return stopping_ || queue_.size() >= static_cast<std::size_t>(options_.queue_limit);
    }

    void read_ahead(Queued& write) {
        auto const moment = stillness_.moment();
        auto& connection = reader();
        // Within a read its view would be older than the moment.
        if (moment == Stillness::never || connection.in_transaction()) return;
        try {
            read_on(connection, write.ahead, ahead_ms);
            write.seen = moment;
        } catch (...) {  // run() comes to it, and says it to whoever asked
        }
    }

    // What was read ahead counts while only such writes ran since that add and change nothing else.
    void meet(Queued& write) {
        if (write.isolation != Isolation::snapshot) stillness_.disturb();
        if (write.ahead && !stillness_.holds(write.seen)) write.outdated();
    }

    // With the write lock, which keeps the file from other processes: a command may have written beside the
    // server.
    void look_beside() {
        auto const version = writer_connection_->data_version();
        if (version == data_version_) return;
        data_version_ = version;
        stillness_.disturb();
    }

    static void read_on(SqliteConnection& connection, Work const& work, int budget_ms) {
        if (connection.in_transaction())
            return work(connection);  // a read within a read sees what that one sees
        connection.set_deadline(budget_ms > 0 ? std::chrono::steady_clock::now() + budget_ms * 1ms
                                              : std::chrono::steady_clock::time_point{});
        connection.run("BEGIN");
        try {
            work(connection);
            connection.run("COMMIT");
        } catch (...) {
            if (connection.in_transaction()) connection.run("ROLLBACK");
            throw;
        }
    }

    SqliteConnection& reader() {
        // By number, not by address: a later database may stand where an earlier one stood.
        static thread_local std::unordered_map<int, SqliteConnection*> own;
        auto& connection = own[number_];
        if (!connection) {
            auto opened = std::make_unique<SqliteConnection>(options_.file, SqliteConnection::Use::read);
            std::lock_guard const lock(mutex_);
            connection = readers_.emplace_back(std::move(opened)).get();
        }
        return *connection;
    }

    void write_loop() {
        while (true) {
            std::vector<Queued> batch;
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
                if (queue_.empty()) return;
                take(batch);
            }
            commit(std::move(batch));
        }
    }

    // Under the lock: what waits joins the batch, as far as one commit should carry.
    void take(std::vector<Queued>& batch) {
        while (!queue_.empty() && batch.size() < batch_limit) {
            batch.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
    }

    // From here on nothing is written: what a broken file is told may break more of it.
    void mark(Damaged const& damaged) {
        {
            std::lock_guard const lock(mutex_);
            if (!damage_.empty()) return;
            damage_ = damaged.what();
        }
        is_damaged_ = true;
        log(Level::error, "the database is damaged; no more writes are taken. Run entrepot doctor, restore",
            {{"file", options_.file}, {"why", damaged.what()}});
    }
    std::exception_ptr refusal() const {
        std::lock_guard const lock(mutex_);
        return std::make_exception_ptr(Damaged(damage_));
    }

    void commit(std::vector<Queued> batch) {
        if (is_damaged_) {
            for (auto& write : batch) write.done(refusal());
            return;
        }
        if (log_) log_->between_batches();
        std::vector<std::exception_ptr> errors;
        auto outcome = run_together(batch, errors, &SqliteDatabase::run_bare);
        if (outcome == Outcome::spoiled) {
            errors.clear();
            outcome = run_together(batch, errors, &SqliteDatabase::run_in_savepoint);
        }
        stillness_.settle();
        for (std::size_t i = 0; i < errors.size(); ++i) {
            // The shared transaction is gone and nothing was acknowledged: each once more, on its own.
            if (outcome != Outcome::kept) errors[i] = is_damaged_ ? refusal() : run_alone(batch[i]);
            batch[i].done(errors[i]);
        }
        std::lock_guard const lock(mutex_);
        for (std::size_t i = batch.size(); i > errors.size(); --i) queue_.push_front(std::move(batch[i - 1]));
    }

    enum class Outcome : std::uint8_t { kept, lost, spoiled };
    struct Spoiled {};  // a closure failed after it had written
    using RunOne = std::exception_ptr (SqliteDatabase::*)(Work const&);

    // An outcome for each that ran. What arrives meanwhile still joins: the more share a COMMIT, the less
    // each costs.
    Outcome run_together(std::vector<Queued>& batch, std::vector<std::exception_ptr>& errors,
                         RunOne run_one) {
        auto& db = *writer_connection_;
        auto const until = std::chrono::steady_clock::now() + batch_time;
        auto const in_time = [&] { return std::chrono::steady_clock::now() < until; };
        try {
            db.run("BEGIN IMMEDIATE");
            look_beside();
            for (std::size_t i = 0; i < batch.size() && (i == 0 || in_time()); ++i) {
                meet(batch[i]);
                errors.push_back((this->*run_one)(batch[i].run));
                if (!db.in_transaction()) return Outcome::lost;
                if (i + 1 < batch.size()) continue;
                std::lock_guard const lock(mutex_);
                take(batch);
            }
            db.run("COMMIT");
            return Outcome::kept;
        } catch (Spoiled const&) {
            if (db.in_transaction()) roll_back();
            return Outcome::spoiled;
        } catch (Damaged const& damaged) {
            mark(damaged);
            if (db.in_transaction()) roll_back();
            if (errors.empty()) errors.emplace_back();
            return Outcome::lost;
        } catch (Unavailable const&) {
            if (db.in_transaction()) roll_back();
            if (errors.empty()) errors.emplace_back();
            return Outcome::lost;
        }
    }

    // Most succeed, and most refusals come before anything was written: neither needs a savepoint, whose undo
    // log costs a copy of every page. For the rest the batch is run again with one each.
    std::exception_ptr run_bare(Work const& work) {
        auto& db = *writer_connection_;
        auto const before = db.changes();
        try {
            work(db);
            return nullptr;
        } catch (Damaged const&) {
            throw;  // takes all of them
        } catch (...) {
            if (db.in_transaction() && db.changes() != before) throw Spoiled{};
            return std::current_exception();
        }
    }

    std::exception_ptr run_in_savepoint(Work const& work) {
        auto& db = *writer_connection_;
        db.run("SAVEPOINT one");
        try {
            work(db);
            db.run("RELEASE one");
            return nullptr;
        } catch (Damaged const&) {
            throw;
        } catch (...) {
            auto const error = std::current_exception();
            // A full disk or an I/O error takes the whole transaction, not the savepoint.
            if (db.in_transaction()) {
                db.run("ROLLBACK TO one");
                db.run("RELEASE one");
            }
            return error;
        }
    }

    std::exception_ptr run_alone(Queued& write) {
        auto& db = *writer_connection_;
        try {
            db.run("BEGIN IMMEDIATE");
            look_beside();
            meet(write);
            write.run(db);
            db.run("COMMIT");
            stillness_.settle();
            return nullptr;
        } catch (Damaged const& damaged) {
            mark(damaged);
            if (db.in_transaction()) roll_back();
            return std::current_exception();
        } catch (...) {
            auto const error = std::current_exception();
            if (db.in_transaction()) roll_back();
            return error;
        }
    }

    void roll_back() {
        try {
            writer_connection_->run("ROLLBACK");
        } catch (Unavailable const&) {  // a broken disk ends the transaction by itself
        }
    }

    void checkpoint_failed(sqlite3* db, int code) {
        std::string const why = sqlite3_errmsg(db);
        if ((code & 0xff) == SQLITE_CORRUPT) return mark(Damaged(why));
        log(Level::error, "the log cannot be taken into the database, and grows",
            {{"file", options_.file}, {"why", why}});
    }

    DatabaseOptions options_;
    FolderLock lock_;
    static inline std::atomic<int> count_ = 0;
    int const number_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::string damage_;
    std::atomic<bool> is_damaged_ = false;
    std::deque<Queued> queue_;
    Stillness stillness_;
    std::int64_t data_version_ = 0;
    bool stopping_ = false;
    std::optional<SqliteConnection> writer_connection_;
    // Closed with the database, not with their threads: an open one keeps the last checkpoint from being
    // taken.
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    std::optional<SqliteLog> log_;
    std::thread writer_;
};

void configure() {
    // Before the first connection: the statistics' mutex halves the reads of two threads (stack.md 3).
    static bool const configured = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        // A savepoint's undo log stays in memory, and grows in small pieces.
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
        return true;
    }();
    (void)configured;
}

}  // namespace

std::unique_ptr<Database> open_sqlite(DatabaseOptions const& options) {
    configure();
    return std::make_unique<SqliteDatabase>(options);
}

std::unique_ptr<Database> open_for_filling(DatabaseOptions const& options) {
    auto const prepare = [](std::unique_ptr<Database> database) {
        migrate(*database);
        database->keep_epoch();
        return database;
    };
    if (!options.url.empty()) {
        refuse_other_servers(options.url);  // a file is locked by its server
        return prepare(open_postgres(options));
    }
    configure();
    // Migrations look at what refers to what.
    prepare(open_sqlite(options));
    return std::make_unique<SqliteDatabase>(options, SqliteConnection::Use::fill);
}

}  // namespace entrepot::db
