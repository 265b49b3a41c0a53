// Checkpoints: see sqlite_log.hpp.
#include "db/sqlite_log.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace entrepot::db {

namespace {

using namespace std::chrono_literals;

// In frames, each a page of 4 kB. The thread begins at some; a log that is crowded is to begin anew, once few
// are left, or bearably many where further passes would leave no fewer: the writer takes them in some
// milliseconds. One that floods is ahead of the thread, and the writer takes the rest of it whatever it is.
constexpr int some_frames = 1024, few_frames = 512, bearable_frames = 2048;
constexpr int crowded_frames = 4096, flood_frames = 16384;
constexpr auto pause = 250ms;
// How long the writer waits for readers of an earlier moment to end; a longer one makes the log grow.
constexpr int patience_ms = 20, usual_patience_ms = 5000;

}  // namespace

SqliteLog::SqliteLog(std::string const& file, SqliteConnection& writer, OnError on_error)
    : writer_(writer), on_error_(std::move(on_error)) {
    // Opened here: what is wrong with the file is the caller's to hear, not a thread's to die of.
    auto own = std::make_unique<SqliteConnection>(file, SqliteConnection::Use::write);
    sqlite3_wal_hook(
        writer_.handle(),
        [](void* self, sqlite3*, char const*, int log) {
            static_cast<SqliteLog*>(self)->committed(log);
            return SQLITE_OK;
        },
        this);
    thread_ = std::thread([this, own = std::move(own)] { loop(*own); });
}

void SqliteLog::stop() {
    {
        std::lock_guard const lock(mutex_);
        if (stopping_) return;
        stopping_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

SqliteLog::Frames SqliteLog::frames() const {
    std::lock_guard const lock(mutex_);
    return frames_;
}

// Each count may be late, but `left` is never above 0 where nothing is left: a commit leaves its own frames,
// and only a checkpoint, whose count is noted before the next begins, takes them.
void SqliteLog::committed(int log) {
    std::lock_guard const lock(mutex_);
    if (log <= frames_.log) frames_.taken = 0;  // begun anew
    frames_.log = log;
}

bool SqliteLog::checkpoint(SqliteConnection& connection, int mode) {
    int log = -1, taken = -1;
    int const code = sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, mode, &log, &taken);
    bool const is_busy = (code & 0xff) == SQLITE_BUSY;
    if (code == SQLITE_OK) failed_ = false;
    else if (!is_busy && !failed_.exchange(true)) on_error_(connection.handle(), code);
    if (log >= 0) {
        std::lock_guard const lock(mutex_);
        frames_ = {std::max(frames_.log, log), taken};
    }
    return code == SQLITE_OK && taken >= log;
}

void SqliteLog::between_batches() {
    bool const is_asked = writer_is_asked_.exchange(false);
    auto const now = frames();
    if (now.log <= flood_frames) floods_above_ = flood_frames;
    bool const floods = now.log > floods_above_;
    if (!is_asked && !floods) return;
    std::unique_lock lock(checkpoint_mutex_, std::defer_lock);
    if (floods) lock.lock();
    else if (!lock.try_lock()) return;
    if (frames().left() <= 0) return;
    sqlite3_busy_timeout(writer_.handle(), patience_ms);
    bool const is_done = checkpoint(writer_, SQLITE_CHECKPOINT_RESTART);
    sqlite3_busy_timeout(writer_.handle(), usual_patience_ms);
    if (!is_done) floods_above_ = std::max(flood_frames, now.log + crowded_frames);
}

void SqliteLog::loop(SqliteConnection& connection) {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, pause, [&] { return stopping_; })) {
        if (frames_.left() <= some_frames) continue;
        lock.unlock();
        catch_up(connection);
        lock.lock();
    }
}

void SqliteLog::catch_up(SqliteConnection& connection) {
    for (int pass = 0; pass < 6; ++pass) {
        int before = 0;
        {
            std::lock_guard const lock(checkpoint_mutex_);
            before = frames().left();
            if (before <= 0 || !checkpoint(connection, SQLITE_CHECKPOINT_PASSIVE)) return;
        }
        // What was committed during the pass.
        auto const now = frames();
        bool const gains = now.left() < before * 3 / 4;
        if (now.left() > bearable_frames || (now.left() > few_frames && gains)) continue;
        if (now.log > crowded_frames && now.left() > 0) writer_is_asked_ = true;
        return;
    }
}

}  // namespace entrepot::db
