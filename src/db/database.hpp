// A database: reads on the caller's thread, writes one after another with shared commits.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "db/tx.hpp"

namespace entrepot::db {

using Work = std::function<void(Tx&)>;

// `run` may be called twice when a shared transaction was lost: it touches nothing but its own until `done`.
// `done` is called after the commit, on the writer's thread, with what went wrong or nullptr.
struct Write {
    Work run;
    std::function<void(std::exception_ptr)> done;
};

class Database {
public:
    virtual ~Database() = default;

    // A consistent view; throws TooSlow past the budget (0: none).
    virtual void read(Work const& work, int budget_ms = 0) = 0;
    // False where the queue is full: nothing was begun.
    virtual bool submit(Write write) = 0;
    // Ends what is queued, then refuses more.
    virtual void stop() = 0;

    // Waits for the commit and throws what went wrong. For jobs, seeds and the command line.
    void write(Work const& work);
};

struct SqliteOptions {
    std::string file;
    int queue_limit = 4096;
};
// Makes the file at first use, takes the folder's lock, applies migrations. Throws Unavailable with a clear
// message.
std::unique_ptr<Database> open_sqlite(SqliteOptions options);

// Runs migrations/NNNN_*.sql that have not run, in order, each in a transaction of its own.
void migrate(Database& database);

}  // namespace entrepot::db
