// A database: one interface over SQLite (embedded, one machine) and PostgreSQL (several servers).
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "db/tx.hpp"

namespace entrepot::db {

using Work = std::function<void(Tx&)>;

// How much of what a write read must still be so when it commits. SQLite's writers stand in line and need
// none of it; on PostgreSQL the less is asked, the fewer writers have to begin again.
//   serializable  all of it: as if the writes had run one after the other.
//   snapshot      it sees one moment. For acts that make what nobody else can know yet: what they rest on is
//                 guarded by unique keys and by rows that they change themselves. One that meets another at
//                 a key begins again as serializable.
//   committed     each statement sees what others have committed by then. For taking rows off a queue.
enum class Isolation : std::uint8_t { serializable, snapshot, committed };

// `run` may be called several times, when a shared transaction was lost or two writers met: it touches
// nothing but its own until `done`, which is called once, after the commit, with what went wrong or nullptr.
struct Write {
    Work run;
    std::function<void(std::exception_ptr)> done;
    // Doing it twice has one effect (it keeps its request id): it may run again where a lost connection
    // leaves open whether it was committed.
    bool repeatable = false;
    Isolation isolation = Isolation::serializable;
    // Judging is most of what some writes do, and SQLite has one writer: `ahead` reads and judges on the
    // submitter's thread, with a view of its own, and may not throw what matters (run() comes to it again).
    // `outdated` is called before run() where a write of another isolation than snapshot came between: what
    // `ahead` made is of no use then. What is guarded by unique keys, or counted by rows that such writes
    // change themselves, run() still looks at. A database that waits() calls neither.
    Work ahead = {};
    std::function<void()> outdated = {};
};

class Database {
public:
    virtual ~Database() = default;

    // A consistent view; throws TooSlow past the budget (0: none).
    virtual void read(Work const& work, int budget_ms = 0) = 0;
    // False where the queue is full: nothing was begun.
    virtual bool submit(Write write) = 0;
    // Whether read() and submit() wait for a network on the caller's thread: only worker threads call them
    // then.
    virtual bool waits() const = 0;
    // Whether a server runs on this folder: then nothing is migrated.
    virtual bool is_beside_a_server() const { return false; }
    // False while it is known to be away; asks nothing.
    virtual bool answers() { return true; }
    // Ends what is queued, then refuses more.
    virtual void stop() = 0;

    // While it lives no other server migrates or seeds this deployment.
    virtual std::shared_ptr<void> alone() = 0;

    // Begins a new epoch of the event log where the database's history is another than the log's.
    virtual void keep_epoch() {}

    // Waits for the commit and throws what went wrong. For jobs, seeds and the command line. `meanwhile` runs
    // on this thread while SQLite's writer works; what it throws is thrown once the write has ended.
    void write(Work const& work, std::function<void()> const& meanwhile = {}) {
        wait({work, nullptr}, meanwhile);
    }
    void write_queue(Work const& work) { wait({work, nullptr, false, Isolation::committed}); }

private:
    void wait(Write write, std::function<void()> const& meanwhile = {});
};

struct DatabaseOptions {
    std::string file;        // of SQLite, where there is no url
    std::string url = {};    // postgresql://…
    int queue_limit = 4096;  // writes that wait for SQLite's writer
    int connections = 26;    // to PostgreSQL, at most
    // For a command's few short transactions: opens though a server runs on the folder.
    bool beside_a_server = false;
    int loan_ms = 10'000;  // how long a request waits for a free one
    int hold_ms = 60'000;  // and for a PostgreSQL that is away
};
// Opens what the options name and applies migrations. Throws Unavailable with a message for the operator.
std::unique_ptr<Database> open_database(DatabaseOptions const& options);

// Makes the file at first use and takes the folder's lock.
std::unique_ptr<Database> open_sqlite(DatabaseOptions const& options);
// Checks version, encoding, text order and rights.
std::unique_ptr<Database> open_postgres(DatabaseOptions const& options);

// Runs migrations/NNNN_*.sql that have not run, in order, each in a transaction of its own.
void migrate(Database& database);

}  // namespace entrepot::db
