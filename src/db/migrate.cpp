// Migrations: built-in files in the order of their numbers, each recorded with its checksum.
#include <algorithm>
#include <future>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

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
    std::int64_t newest = 0, known = 0;
    database.read([&](Tx& tx) {
        newest =
            tx.find<std::int64_t>(deployment, "SELECT MAX(version) FROM schema_migrations WHERE {shared}")
                .value_or(0);
    });
    for (auto const& file : embedded_files())
        if (file.path.starts_with("migrations/"))
            known = std::max<std::int64_t>(known, std::stoll(std::string(file.path.substr(11, 4))));
    if (newest != known)
        throw Unavailable("the server that runs is of another version; use its own program, or stop it");
}

}  // namespace

void Database::wait(Write write) {
    std::promise<void> promise;
    auto waiting = promise.get_future();
    write.done = [&](std::exception_ptr error) {
        if (error) promise.set_exception(error);
        else promise.set_value();
    };
    if (!submit(std::move(write))) throw Unavailable("the write queue is full");
    waiting.get();
}

std::unique_ptr<Database> open_database(DatabaseOptions const& options) {
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

void migrate(Database& database) {
    if (database.is_beside_a_server()) return;
    database.write([](Tx& tx) {
        tx.script(
            "CREATE TABLE IF NOT EXISTS schema_migrations "
            "(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);");
    });
    std::vector<Applied> done;
    database.read([&](Tx& tx) {
        done =
            tx.list<Applied>(deployment, "SELECT {*} FROM schema_migrations WHERE {shared} ORDER BY version");
    });
    for (auto const& file : embedded_files()) {
        if (!file.path.starts_with("migrations/")) continue;
        auto const name = file.path.substr(11);
        auto const version = std::stoll(std::string(name.substr(0, 4)));
        if (std::any_of(done.begin(), done.end(), [&](auto const& one) { return one.version == version; }))
            continue;
        database.write([&](Tx& tx) {
            tx.script(std::string(file.bytes));
            tx.insert(deployment, Applied{version, std::string(name), real_time()});
        });
    }
}

}  // namespace entrepot::db
