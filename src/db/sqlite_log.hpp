// SQLite's log: taken into the file beside the writer, begun anew before it grows without end.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "db/sqlite.hpp"

namespace entrepot::db {

// An automatic checkpoint inside COMMIT would cost one caller 6 to 10 ms. Here a thread takes the log over,
// and the writer only what came meanwhile, between two batches: the log begins anew when all of it has been
// taken.
//
// Frames are counted to know whether anything is left, because of a fault of SQLite before 3.51.3
// (https://www.sqlite.org/wal.html#walresetbug): a checkpoint that begins when nothing is left, as a writer
// begins the log anew, may take frames for saved that are not. One that begins while frames are left keeps
// the log from being begun anew; no other is begun here, and none by a process beside a server.
class SqliteLog {
public:
    // `on_error` hears what a checkpoint that failed returned.
    using OnError = std::function<void(sqlite3* db, int code)>;
    SqliteLog(std::string const& file, SqliteConnection& writer, OnError on_error);
    ~SqliteLog() { stop(); }
    SqliteLog(SqliteLog const&) = delete;

    // Called by the writer where it is in no transaction. Where no reader is in the way the log stays below
    // some 64 MB.
    void between_batches();
    void stop();

private:
    struct Frames {
        int log = 0, taken = 0;
        int left() const { return log - taken; }
    };
    Frames frames() const;
    void committed(int log);
    void loop(SqliteConnection& connection);
    void catch_up(SqliteConnection& connection);
    // False where a reader, a lock or an error was in the way.
    bool checkpoint(SqliteConnection& connection, int mode);

    SqliteConnection& writer_;
    OnError const on_error_;
    std::mutex checkpoint_mutex_;  // from a checkpoint's begin until its frames are noted
    mutable std::mutex mutex_;     // of what follows
    std::condition_variable stopped_;
    Frames frames_;
    bool stopping_ = false;
    std::atomic<bool> writer_is_asked_ = false, failed_ = false;
    int floods_above_ = 0;  // the writer's own
    std::thread thread_;
};

}  // namespace entrepot::db
