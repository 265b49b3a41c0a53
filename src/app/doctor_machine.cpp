// What doctor looks at around the database: folder, key, limits, disk, clock. See doctor.hpp.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cerrno>

#include "app/doctor.hpp"
#include "app/key_check.hpp"
#include "base/time.hpp"
#include "db/files.hpp"
#include "http/limits.hpp"

namespace entrepot::app {

namespace {

constexpr std::size_t wanted_connections = 10'000;  // what a server takes unless it is told otherwise
constexpr std::int64_t gigabyte = 1'000'000'000;
constexpr auto far_off = std::chrono::seconds(5);

}  // namespace

void look_at_configuration(Place const& place, Diagnosis& out) {
    struct stat about {};
    if (stat(place.data.c_str(), &about) != 0)
        return out.add("configuration", "wrong", "the data folder " + place.data + " is not there",
                       "Name it with --data; the first start makes it");
    if (int const failed = ::access(place.data.c_str(), W_OK | X_OK); failed != 0 && errno == EROFS)
        out.add("configuration", "wrong", "the data folder " + place.data + " is mounted for reading alone",
                "Mount it for writing; where the system turned it so by itself, look at the disk (dmesg)");
    else if (failed != 0)
        out.add("configuration", "wrong",
                "the data folder " + place.data + " cannot be written by user " + std::to_string(geteuid()),
                "Run entrepot as its owner, or chown it");
    if ((about.st_mode & 077) != 0)
        out.add("configuration", "note", "the data folder " + place.data + " is open to other users",
                "chmod 700 " + place.data);
    out.add("configuration", "ok",
            place.database.empty() ? "SQLite, " + place.file() : "PostgreSQL, key file " + place.key());
}

void look_at_key(Place const& place, db::Database& database, Diagnosis& out) {
    auto const trouble = key_trouble(database, place.key()), rights = key_rights_trouble(place.key());
    if (!trouble.empty())
        out.add("key", "wrong", trouble,
                "Without it nobody signs in; there is no other way to open what it sealed");
    if (!rights.empty()) out.add("key", "wrong", rights, "chmod 600 " + place.key());
    if (trouble.empty() && rights.empty())
        out.add("key", "ok", "the key file fits; it is in no backup, so keep a copy of it elsewhere");
}

void look_at_limits(Diagnosis& out) {
    rlimit files{}, size{};
    getrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_FSIZE, &size);
    auto const connections = http::connections_within(files.rlim_max);
    if (connections < wanted_connections)
        out.add("limits", "note",
                "a process may open " + std::to_string(files.rlim_max) + " files: a server takes " +
                    std::to_string(connections) + " connections, and refuses more",
                "LimitNOFILE=65536 in the systemd unit, or ulimit -Hn 65536 before the start");
    if (size.rlim_cur != RLIM_INFINITY)
        out.add("limits", "wrong",
                "files may not grow past " + size_words(static_cast<std::int64_t>(size.rlim_cur)),
                "LimitFSIZE=infinity in the systemd unit, or ulimit -f unlimited");
    if (connections >= wanted_connections && size.rlim_cur == RLIM_INFINITY)
        out.add("limits", "ok", std::to_string(files.rlim_max) + " open files, files of any size");
}

void look_at_disk(Place const& place, Diagnosis& out) {
    struct statvfs disk {};
    if (statvfs(place.data.c_str(), &disk) != 0) return;
    auto const block = static_cast<std::int64_t>(disk.f_frsize);
    auto const free = static_cast<std::int64_t>(disk.f_bavail) * block;
    auto const total = static_cast<std::int64_t>(disk.f_blocks) * block;
    auto const log = place.database.empty() ? db::size_of(place.file() + "-wal") : 0;
    auto const database = place.database.empty() ? db::size_of(place.file()) + log : 0;
    auto const words = size_words(free) + " free of " + size_words(total) +
                       (database ? ", the database has " + size_words(database) : "");
    if (free < gigabyte / 5)
        out.add("disk", "wrong", words, "Free space now: a full disk refuses every write (507)");
    else if (free < std::max(gigabyte, 2 * database))
        out.add("disk", "note", words,
                "Leave room for the database twice: a restore keeps the one before beside the new one");
    else out.add("disk", "ok", words);
    if (log > gigabyte / 4)
        out.add(
            "disk", "note", "the write-ahead log has " + size_words(log),
            "Something reads for very long, for example a copy or an open sqlite3; the log shrinks after it");
}

void look_at_clock(db::Database& database, Diagnosis& out) {
    auto const deployment = Scope::everyone("doctor looks at the newest event");
    std::optional<Time> newest;
    database.read([&](db::Tx& tx) {
        newest = tx.find<Time>(deployment,
                               "SELECT real_at FROM events WHERE {scope} ORDER BY number DESC LIMIT 1");
    });
    if (newest && *newest > real_time() + far_off)
        return out.add("clock", "wrong",
                       "the newest event was written at " + format_time(*newest) + ", and it is " +
                           format_time(real_time()) + " now",
                       "The clock was set back, or was wrong before: set it right (timedatectl), then start");
    timex state{};
    if (adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC) != 0)
        return out.add("clock", "note", "nothing keeps the clock right",
                       "Install chrony or systemd-timesyncd: terms, tokens and links go by it");
    out.add("clock", "ok", format_time(real_time()) + ", kept by a time service");
}

}  // namespace entrepot::app
