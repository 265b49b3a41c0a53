// Putting a backup in place, and moving to PostgreSQL: see backup.hpp.
#include "db/backup.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"
#include "db/sqlite.hpp"
#include "db/sqlite_open.hpp"

namespace entrepot::db {

namespace {

void copy_with_bar(std::string const& from, std::string const& to, Steps& steps) {
    constexpr std::int64_t megabyte = 1 << 20;
    steps.begin("copy", "MiB", size_of(from) / megabyte);
    copy_file(from, to, [&](std::int64_t bytes) { steps.at(bytes / megabyte); });
    steps.end();
}

// What a working database has and a backup has not, and the other way round.
void bring_up_to_date(std::string const& file) {
    auto const database = open_database({.file = file});
    database->write([](Tx& tx) { tx.script("DROP TABLE IF EXISTS backup_manifest"); });
    database->stop();
}

// 0 where it cannot be read any more.
std::int64_t epoch_of(std::string const& file) {
    try {
        return last_epoch(*sqlite_source(file));
    } catch (Unavailable const&) {
        return 0;
    }
}

// A name that no database before has: FILE.replaced, FILE.replaced-2, …
std::string name_beside(std::string const& file) {
    auto const first = file + ".replaced";
    auto name = first;
    for (int n = 2; exists(name) || exists(name + "-wal") || exists(name + "-shm"); ++n)
        name = first + '-' + std::to_string(n);
    return name;
}

// Its last writes go from the log into the file; a log without its file would be taken for another's.
void close_for_good(std::string const& file, std::string const& kept) {
    try {
        look_at_file(file);
    } catch (Unavailable const&) {  // it is replaced because it is damaged: what it is stays beside it
    }
    for (auto const* ending : {"-wal", "-shm"})
        if (exists(file + ending)) rename_file(file + ending, kept + ending);
}

BackupFacts restore_sqlite(std::string const& file, std::string const& to, bool replace, Steps& steps) {
    FolderLock const lock(to);
    bool const is_there = size_of(to) > 0;
    if (is_there && !replace)
        throw Unavailable(to + " is there already; say --replace to put the backup in its place");
    auto const before = is_there ? epoch_of(to) : 0;
    PartFile part(to + ".restoring");
    copy_with_bar(file, part.name(), steps);
    // The copy is what counts from here on.
    auto facts = check_backup(file, steps, part.name());
    bring_up_to_date(part.name());
    {
        SqliteConnection connection(part.name(), SqliteConnection::Use::write);
        connection.script(new_epoch_text(before));
        connection.run("PRAGMA wal_checkpoint(TRUNCATE)");  // closing would not say where it fails
    }
    if (is_there) {
        facts.before = name_beside(to);
        close_for_good(to, facts.before);
        link_file(to, facts.before);
    }
    part.become(to);
    return facts;
}

// Everything of a file into a database that was made ready, all at once.
Moved load(std::string const& file, BulkTarget& target, bool replace, std::int64_t before, Steps& steps) {
    auto const source = sqlite_source(file);
    check_version(*source, file);
    if (auto const filled = filled_tables(target); !filled.empty() && !replace) {
        std::string names;
        for (std::size_t i = 0; i < filled.size() && i < 5; ++i) names += (i ? ", " : "") + filled[i];
        throw Unavailable("the database is not empty: " + names +
                          " hold rows. Make a new one: createdb -T template0 -E UTF8 --locale=C entrepot");
    }
    auto const read = copy_tables(*source, target, steps);
    auto const written = sums_of(target, steps);
    if (auto const wrong = differences(read, written); !wrong.empty())
        throw Unavailable("what was written is not what was read, so nothing was kept: " + wrong);
    target.script(new_epoch_text(before));
    target.commit();
    Moved out;
    for (auto const& [table, sum] : read) {
        ++out.tables;
        out.rows += std::stoll(sum);
    }
    return out;
}

Moved load_into_postgres(std::string const& file, std::string const& url, bool replace, Steps& steps) {
    open_database({.file = "", .url = url, .connections = 2})->stop();  // today's schema
    auto const target = postgres_target(url);
    return load(file, *target, replace, last_epoch(*target), steps);
}

}  // namespace

BackupFacts restore_backup(std::string const& file, DatabaseOptions const& to, bool replace, Steps& steps) {
    if (to.url.empty()) {
        if (!exists(file)) throw Unavailable("there is no " + file);
        BackupFacts facts;
        with_room(to.file, [&] { facts = restore_sqlite(file, to.file, replace, steps); });
        return facts;
    }
    auto const facts = check_backup(file, steps);
    if (facts.schema == migrations().back().version) {
        load_into_postgres(file, to.url, replace, steps);
        return facts;
    }
    // Of an older version: a copy is brought up to date first.
    PrivateFolder const folder;
    PartFile part(folder.path() + "/restoring.db");
    with_room(part.name(), [&] {
        copy_with_bar(file, part.name(), steps);
        bring_up_to_date(part.name());
    });
    load_into_postgres(part.name(), to.url, replace, steps);
    return facts;
}

Moved move_to_postgres(std::string const& file, std::string const& url, Steps& steps) {
    if (size_of(file) == 0) throw Unavailable("there is no database " + file);
    FolderLock const lock(file);
    look_at_file(file);
    return load_into_postgres(file, url, false, steps);
}

}  // namespace entrepot::db
