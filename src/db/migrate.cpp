// Migrations: each in a transaction of its own, and recorded in it.
#include <algorithm>
#include <future>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"

namespace entrepot::db {

namespace {

struct Applied {
    std::int64_t version = 0;
    std::string name;
    Time applied_at;

    static constexpr std::string_view schema_name = "AppliedMigration";
    static constexpr std::string_view table = "schema_migrations";
    static constexpr auto fields() {
        return Fields{
            field("version", &Applied::version, "The file's number."),
            field("name", &Applied::name, "The file's name."),
            field("appliedAt", &Applied::applied_at, "When it ran, real time."),
        };
    }
};

auto const deployment = Scope::everyone("the schema belongs to the deployment");

// The server that runs made the tables; this program must know them as they are.
void check_version(Database& database) {
    std::int64_t newest = 0;
    database.read([&](Tx& tx) {
        newest =
            tx.find<std::int64_t>(deployment, "SELECT MAX(version) FROM schema_migrations WHERE {shared}")
                .value_or(0);
    });
    if (newest != migrations().back().version)
        throw Unavailable("the server that runs is of another version; use its own program, or stop it");
}

}  // namespace

void Database::wait(Write write, std::function<void()> const& meanwhile) {
    std::promise<void> promise;
    auto waiting = promise.get_future();
    write.done = [&](std::exception_ptr error) {
        if (error) promise.set_exception(error);
        else promise.set_value();
    };
    if (!submit(std::move(write))) throw Unavailable("the write queue is full");
    std::exception_ptr broken;
    try {
        if (meanwhile) meanwhile();
    } catch (...) {
        broken = std::current_exception();
    }
    waiting.get();  // it looks at what lives on this thread
    if (broken) std::rethrow_exception(broken);
}

namespace {

std::unique_ptr<Database> open_up_to_date(DatabaseOptions const& options) {
    auto database = options.url.empty() ? open_sqlite(options) : open_postgres(options);
    if (database->is_beside_a_server()) {
        check_version(*database);
        return database;
    }
    auto const alone = database->alone();
    migrate(*database);
    database->keep_epoch();
    return database;
}

}  // namespace

std::unique_ptr<Database> open_database(DatabaseOptions const& options) {
    if (!options.url.empty()) return open_up_to_date(options);
    std::unique_ptr<Database> out;
    with_room(options.file, [&] { out = open_up_to_date(options); });
    return out;
}

std::vector<Migration> const& migrations() {
    static std::vector<Migration> const all = [] {
        std::vector<Migration> out;
        for (auto const& file : embedded_files()) {
            if (!file.path.starts_with("migrations/")) continue;
            std::string const name(file.path.substr(11));
            out.push_back({std::stoll(name.substr(0, 4)), name, file.bytes});
        }
        std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.version < b.version; });
        return out;
    }();
    return all;
}

std::vector<std::string> apply_migrations(Database& database) {
    if (database.is_beside_a_server()) return {};
    try {
        database.write([](Tx& tx) { tx.script(migrations_table); });
    } catch (Unavailable const& why) {
        if (!why.disk_is_full) throw;  // else a full disk does not matter where the table is there
    }
    std::vector<Applied> done;
    database.read([&](Tx& tx) {
        done =
            tx.list<Applied>(deployment, "SELECT {*} FROM schema_migrations WHERE {shared} ORDER BY version");
    });
    // What a newer program made may mean something else to this one.
    auto const newest = migrations().empty() ? 0 : migrations().back().version;
    if (!done.empty() && done.back().version > newest)
        throw Unavailable("the database is of a newer entrepot (schema " +
                          std::to_string(done.back().version) + "; this one knows " + std::to_string(newest) +
                          "); start that version, or restore a backup of before the upgrade");
    std::vector<std::string> applied;
    for (auto const& one : migrations()) {
        if (std::any_of(done.begin(), done.end(),
                        [&](auto const& had) { return had.version == one.version; }))
            continue;
        database.write([&](Tx& tx) {
            tx.script(std::string(one.text));
            tx.insert(deployment, Applied{one.version, one.name, real_time()});
        });
        applied.push_back(one.name);
    }
    return applied;
}

void migrate(Database& database) { apply_migrations(database); }

}  // namespace entrepot::db
