// Making and checking backups: see backup.hpp.
#include "db/backup.hpp"

#include <filesystem>

#include "base/time.hpp"
#include "db/damaged.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"
#include "db/sqlite.hpp"
#include "db/sqlite_open.hpp"

namespace entrepot::db {

namespace {

constexpr int pages_at_once = 2048;
constexpr std::string_view of_table = "table ";

// "table customers" → "123 rows 0f…", beside facts of the whole.
using Manifest = std::map<std::string, std::string>;

struct BackupEnd {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// The pages of one moment: a read that stays open keeps it, and the writer goes on beside it.
void copy_pages(std::string const& from, std::string const& to, Steps& steps) {
    if (!exists(from)) throw Unavailable("there is no database " + from);
    SqliteConnection source(from, SqliteConnection::Use::look);
    source.run("BEGIN");
    source.run("SELECT COUNT(*) FROM sqlite_master");
    SqliteConnection copy(to, SqliteConnection::Use::make);
    std::unique_ptr<sqlite3_backup, BackupEnd> const backup(
        sqlite3_backup_init(copy.handle(), "main", source.handle(), "main"));
    if (!backup) raise_sqlite(copy.handle(), sqlite3_errcode(copy.handle()));
    bool begun = false;
    for (int code = SQLITE_OK; code != SQLITE_DONE;) {
        code = sqlite3_backup_step(backup.get(), pages_at_once);
        if (code != SQLITE_OK && code != SQLITE_DONE) raise_sqlite(nullptr, code);
        auto const pages = sqlite3_backup_pagecount(backup.get());
        if (!std::exchange(begun, true)) steps.begin("copy", "pages", pages);
        steps.at(pages - sqlite3_backup_remaining(backup.get()));
    }
    steps.end();
}

std::string pages_with_steps(std::string const& file, bool shortly, Steps& steps) {
    steps.begin("check pages", "steps", 0);
    auto wrong = check_pages(file, shortly, [&](std::int64_t done) { steps.at(done); });
    steps.end();
    return wrong;
}

void write_manifest(std::string const& file, Manifest const& manifest) {
    SqliteConnection connection(file, SqliteConnection::Use::make);
    std::string text =
        "DROP TABLE IF EXISTS backup_manifest; "
        "CREATE TABLE backup_manifest (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;";
    for (auto const& [name, value] : manifest)
        text += "INSERT INTO backup_manifest (name, value) VALUES ('" + name + "', '" + value + "');";
    connection.script(text);
}

Manifest manifest_in(sqlite3* db) {
    Manifest out;
    auto const collect = [](void* to, int, char** values, char**) {
        (*static_cast<Manifest*>(to))[values[0]] = values[1];
        return 0;
    };
    sqlite3_exec(db, "SELECT name, value FROM backup_manifest", collect, &out, nullptr);
    return out;
}

Manifest read_manifest(std::string const& file, std::string const& name) {
    SqliteConnection connection(file, SqliteConnection::Use::look);
    auto out = manifest_in(connection.handle());
    if (out.count("made at") == 0)
        throw Unavailable(name + " is no backup that entrepot backup made, or its list of contents is gone");
    return out;
}

std::int64_t number(std::string const& text) { return text.empty() ? 0 : std::stoll(text); }

BackupFacts facts_of(Manifest const& manifest, std::string const& file) {
    auto const value = [&](char const* name) {
        auto const at = manifest.find(name);
        return at == manifest.end() ? std::string{} : at->second;
    };
    BackupFacts out{.made_at = value("made at"),
                    .program = value("program"),
                    .engine = value("engine"),
                    .schema = number(value("schema")),
                    .bytes = size_of(file)};
    for (auto const& [name, sum] : manifest) {
        if (!name.starts_with(of_table)) continue;
        ++out.tables;
        out.rows += number(sum);
    }
    return out;
}

// Looked at without a trace: another's database would have its log taken into it (sqlite.org/uri.html,
// immutable).
bool is_backup(std::string const& file) {
    std::string address = "file:";
    for (auto const c : std::filesystem::absolute(file).string()) {
        if (c == '%') address += "%25";
        else if (c == '?') address += "%3f";
        else if (c == '#') address += "%23";
        else address += c;
    }
    sqlite3* db = nullptr;
    sqlite3_open_v2((address + "?immutable=1").c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    bool const has_manifest = manifest_in(db).count("made at") == 1;
    sqlite3_close(db);
    return has_manifest;
}

// Also by another name of the same file.
void refuse_files_of_the_deployment(std::string const& file, std::string const& database) {
    auto const folder = folder_of(database);
    auto names = std::vector{folder + "/server.key"};
    for (auto const* ending : {"", "-wal", "-shm", "-journal", ".lock"}) names.push_back(database + ending);
    for (auto const& one : names)
        if (is_same_file(file, one))
            throw Unavailable(
                file + (file == one ? "" : " (" + one + ")") +
                " is a file that the deployment lives by, and no place for a backup; choose a name outside " +
                folder);
}

void refuse_what_is_there(std::string const& file, bool replace) {
    if (!exists(file)) return;
    if (!replace) throw Unavailable(file + " is there already; choose another name, or say --replace");
    if (is_regular(file) && (size_of(file) == 0 || is_backup(file))) return;
    throw Unavailable(file +
                      " is there and is no backup that entrepot backup made, so --replace leaves it; choose "
                      "another name, or move it away first");
}

BackupFacts write_checked(DatabaseOptions const& from, std::string const& file, bool replace, Steps& steps) {
    PartFile part(file + ".part");
    refuse_what_is_there(file, replace);  // once no other backup of this name is under way
    Sums read_sums;
    if (from.url.empty()) {
        copy_pages(from.file, part.name(), steps);
    } else {
        auto const source = postgres_source(from.url);
        check_version(*source, "the database");
        auto const copy = sqlite_target(part.name());
        read_sums = copy_tables(*source, *copy, steps);
        copy->commit();
    }
    Manifest manifest{{"made at", format_time(real_time())},
                      {"program", ENTREPOT_VERSION},
                      {"engine", from.url.empty() ? "sqlite" : "postgresql"}};
    {
        auto const copy = sqlite_source(part.name());
        auto const versions = copy->versions();
        manifest["schema"] = std::to_string(versions.empty() ? 0 : versions.back());
        auto const sums = sums_of(*copy, steps);
        if (auto const wrong = differences(read_sums.empty() ? sums : read_sums, sums); !wrong.empty())
            throw Unavailable("the copy is not what was read: " + wrong);
        for (auto const& [table, sum] : sums) manifest[std::string(of_table) + table] = sum;
    }
    write_manifest(part.name(), manifest);
    if (auto const wrong = pages_with_steps(part.name(), true, steps); !wrong.empty())
        throw Damaged("the copy is not sound, so the database may not be either; run entrepot doctor: " +
                      wrong);
    auto const facts = facts_of(manifest, part.name());
    part.become(file);
    return facts;
}

}  // namespace

BackupFacts write_backup(DatabaseOptions const& from, std::string const& file, bool replace, Steps& steps) {
    refuse_files_of_the_deployment(file, from.file);
    BackupFacts facts;
    with_room(file, [&] { facts = write_checked(from, file, replace, steps); });
    return facts;
}

BackupFacts check_backup(std::string const& file, Steps& steps, std::string const& copy) {
    auto const& what = copy.empty() ? file : copy;
    if (!exists(what)) throw Unavailable("there is no " + file);
    Manifest manifest;
    Sums found;
    std::string wrong;
    try {
        manifest = read_manifest(what, file);
        wrong = pages_with_steps(what, false, steps);
        if (wrong.empty()) found = sums_of(*sqlite_source(what), steps);
    } catch (Damaged const& damaged) {
        wrong = damaged.what();
    }
    if (!wrong.empty()) throw Unavailable("the backup " + file + " is damaged: " + wrong);
    Sums wanted;
    for (auto const& [name, sum] : manifest)
        if (name.starts_with(of_table)) wanted[name.substr(of_table.size())] = sum;
    if (auto const altered = differences(wanted, found); !altered.empty())
        throw Unavailable("the backup " + file + " was altered since it was made: " + altered);
    auto const facts = facts_of(manifest, what);
    if (facts.schema > migrations().back().version)
        throw Unavailable("the backup is of a newer entrepot (" + facts.program + ", schema " +
                          std::to_string(facts.schema) + "); restore it with that version");
    return facts;
}

}  // namespace entrepot::db
