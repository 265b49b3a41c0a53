// Backups: whole or not at all, checked before they count, the same rows on either engine.
#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "app/invariants.hpp"
#include "db/backups.hpp"
#include "db/disk.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"
#include "db/sqlite_open.hpp"
#include "events/event.hpp"

namespace entrepot::db {

TEST_CASE("backup: from either engine into either engine, every row the same") {
    for (auto const from : support::engines()) {
        World world(from);
        auto const backup = world.in_folder("backup");
        auto const wanted = sums_at(world.place());
        CHECK(wanted.size() > 20);
        auto const facts = write_backup(world.place(), backup, false, quiet);
        CHECK(facts.rows > 1000);
        CHECK(facts.engine == (from == Engine::sqlite ? "sqlite" : "postgresql"));
        CHECK(names_in(world.folder.path()) == std::vector<std::string>{"backup"});
        CHECK(fs::status(backup).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        CHECK(check_backup(backup, quiet).rows == facts.rows);
        for (auto const to : support::engines()) {
            support::TemporaryFolder folder;
            std::unique_ptr<support::TemporaryDatabase> served;
            if (to == Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
            DatabaseOptions const place{.file = (folder.path() / "entrepot.db").string(),
                                        .url = served ? served->url() : ""};
            CHECK(restore_backup(backup, place, false, quiet).rows == facts.rows);
            CHECK(differences(wanted, sums_at(place)) == "");
            // It serves, with what a start needs, and is not overwritten without a word.
            open_database(place)->stop();
            CHECK(differences(wanted, sums_at(place)) == "");
            CHECK(refusal([&] { restore_backup(backup, place, false, quiet); }) != "");
            restore_backup(backup, place, true, quiet);
            CHECK(differences(wanted, sums_at(place)) == "");
        }
    }
}

TEST_CASE("backup: while it is written to, of one moment") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const partner = Id<Tenant>{new_uuid()};
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            for (int i = 0; !stop; ++i)
                tables.write([&](Tx& tx) {
                    tx.insert(everyone, a_row(partner, std::to_string(i)));
                    tx.insert(everyone, a_row(partner, std::to_string(i)));
                });
        });
        DatabaseOptions const place{.file = (tables.folder.path() / "test.db").string(),
                                    .url = tables.served ? tables.served->url() : ""};
        // PostgreSQL rows go into the schema of the migrations, which has no table of a test.
        if (engine == Engine::sqlite) {
            for (int i = 0; i < 5; ++i) {
                auto const backup = (tables.folder.path() / ("backup" + std::to_string(i))).string();
                write_backup(place, backup, false, quiet);
                auto const copy = sqlite_source(backup);
                for (auto const& table : copy->tables())
                    if (table.name == "test_rows") CHECK(copy->count(table) % 2 == 0);
            }
        } else {
            CHECK(says(refusal([&] {
                           write_backup(place, (tables.folder.path() / "backup").string(), false, quiet);
                       }),
                       "test_rows is not the same on both sides"));
            CHECK(!exists((tables.folder.path() / "backup").string()));
        }
        stop = true;
        writer.join();
    }
}

TEST_CASE("backup: while customers are added, what ties rows together holds in it") {
    for (auto const engine : support::engines()) {
        World world(engine);
        auto const caller = world.house.caller("sales@directfr");
        std::atomic<int> added = 0;
        std::atomic<bool> stop = false;
        std::thread client([&] {
            for (int i = 0; !stop; ++i) {
                auto asked = support::request(
                    api::Method::post, "/v1/customers",
                    R"({"companyProfile":{"domain":"copie-)" + std::to_string(i) +
                        R"(.onmicrosoft.com"},"billingProfile":{"email":"s@k.example","culture":"fr-FR",)"
                        R"("language":"fr","companyName":"Copie","defaultAddress":{"firstName":"S",)"
                        R"("lastName":"K","addressLine1":"14, rue","city":"Quimper","postalCode":"29000",)"
                        R"("country":"FR"}}})");
                asked.headers.insert(asked.headers.end(), caller.begin(), caller.end());
                added += world.house.ask(asked).status == 201;
            }
        });
        std::int64_t before = 0;
        for (int i = 0; i < 3; ++i) {
            for (int const seen = added; added < seen + 5;) std::this_thread::yield();
            auto const backup = world.in_folder("backup"), file = world.in_folder("copy.db");
            auto const facts = write_backup(world.place(), backup, true, quiet);
            CHECK(facts.rows > before);
            before = facts.rows;
            restore_backup(backup, {.file = file}, true, quiet);
            auto const copy = open_database({.file = file});
            copy->read([&](Tx& tx) {
                for (auto const& broken : app::find_broken(tx, everyone, app::Invariant::Kind::log))
                    CHECK_MESSAGE(false, broken.what, ": ", broken.rows);
            });
            copy->stop();
        }
        stop = true;
        client.join();
        CHECK(added >= 15);
    }
}

TEST_CASE("backup: one that is there is not overwritten, one that fails leaves nothing") {
    World world(Engine::sqlite);
    auto const backup = world.in_folder("backup");
    write_backup(world.place(), backup, false, quiet);
    auto const before = check_backup(backup, quiet).made_at;
    CHECK(says(refusal([&] { write_backup(world.place(), backup, false, quiet); }), "--replace"));
    CHECK(check_backup(backup, quiet).made_at == before);
    write_backup(world.place(), backup, true, quiet);
    CHECK(check_backup(backup, quiet).made_at > before);
    CHECK(check_backup(backup, quiet).tables > 20);
    CHECK(refusal([&] { write_backup({.file = world.in_folder("none")}, backup, true, quiet); }) != "");
    CHECK(check_backup(backup, quiet).tables > 20);
    CHECK(refusal([&] { write_backup(world.place(), world.in_folder("no/such/folder"), false, quiet); }) !=
          "");
    CHECK(names_in(world.folder.path()) == std::vector<std::string>{"backup"});
}

TEST_CASE("restore: a backup that was altered, cut off or is none is refused, and nothing is replaced") {
    World world(Engine::sqlite);
    auto const backup = world.in_folder("backup");
    write_backup(world.place(), backup, false, quiet);
    support::TemporaryFolder folder;
    DatabaseOptions const place{.file = (folder.path() / "entrepot.db").string()};
    restore_backup(backup, place, false, quiet);
    auto const before = sums_at(place);
    auto const after = [&](auto const& alter) {
        auto const altered = world.in_folder("altered");
        fs::copy_file(backup, altered, fs::copy_options::overwrite_existing);
        alter(altered);
        auto const refused = refusal([&] { restore_backup(altered, place, true, quiet); });
        CHECK(differences(before, sums_at(place)) == "");
        CHECK(names_in(folder.path()) == std::vector<std::string>{"entrepot.db", "entrepot.db.lock"});
        return refused;
    };
    CHECK(says(after([](auto const& file) {
                   change(file,
                          "UPDATE customers SET name = name || '.' WHERE customer_id = (SELECT "
                          "MIN(customer_id) FROM customers)");
               }),
               "customers: "));
    CHECK(says(after([](auto const& file) { change(file, "DELETE FROM domains WHERE domain LIKE 'a%'"); }),
               "domains: "));
    CHECK(says(after([](auto const& file) { change(file, "DROP TABLE backup_manifest"); }), "no backup"));
    CHECK(after([](auto const& file) { fs::resize_file(file, fs::file_size(file) / 2); }) != "");
    CHECK(says(after([](auto const& file) { std::ofstream(file) << "something else"; }), "no backup"));
    CHECK(says(after([](auto const& file) {
                   change(file, "UPDATE backup_manifest SET value = '999' WHERE name = 'schema'");
               }),
               "newer"));
    CHECK(says(refusal([&] { restore_backup(world.in_folder("none"), place, true, quiet); }), "there is no"));
}

TEST_CASE("restore: into a folder that serves, and into one whose database is damaged") {
    World world(Engine::sqlite);
    auto const backup = world.in_folder("backup");
    write_backup(world.place(), backup, false, quiet);
    CHECK(says(refusal([&] { restore_backup(backup, world.place(), true, quiet); }), "stop it"));
    support::TemporaryFolder folder;
    DatabaseOptions const place{.file = (folder.path() / "entrepot.db").string()};
    std::ofstream(place.file) << std::string(100'000, 'x');
    std::ofstream(place.file + "-wal") << std::string(100'000, 'y');
    CHECK(says(refusal([&] { open_database(place); }), "damaged"));
    restore_backup(backup, place, true, quiet);
    CHECK(differences(sums_at(world.place()), sums_at(place)) == "");
    CHECK(fs::file_size(place.file + ".replaced") == 100'000);
}

TEST_CASE("restore: a disk that fills up while a backup is brought up to date replaces nothing") {
    support::TemporaryFolder folder;
    auto const backup = back_up_older(folder.path());
    DatabaseOptions const place{.file = (folder.path() / "restored.db").string()};
    restore_backup(backup, place, false, quiet);
    auto const before = sums_at(place);
    {
        // The log has room for what the migrations write; the file, into which it is taken at the end, has none.
        Disk disk;
        disk.set_full("restored.db.restoring");
        CHECK(says(refusal([&] { restore_backup(backup, place, true, quiet); }), "full"));
    }
    CHECK(check_pages(place.file, false) == "");
    CHECK(differences(before, sums_at(place)) == "");
    CHECK(!exists(place.file + ".restoring"));
    restore_backup(backup, place, true, quiet);
}

TEST_CASE("restore: of an older schema, into either engine") {
    support::TemporaryFolder folder;
    auto const backup = back_up_older(folder.path());
    for (auto const engine : support::engines()) {
        std::unique_ptr<support::TemporaryDatabase> served;
        if (engine == Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        DatabaseOptions const place{.file = (folder.path() / "restored.db").string(),
                                    .url = served ? served->url() : ""};
        restore_backup(backup, place, false, quiet);
        auto const database = open_database(place);
        database->read([](Tx& tx) {
            CHECK(tx.find<std::string>(everyone, "SELECT domain FROM domains WHERE {shared}") ==
                  "old.example");
            CHECK(*tx.find<std::int64_t>(everyone,
                                         "SELECT MAX(version) FROM schema_migrations WHERE {shared}") ==
                  migrations().back().version);
        });
        database->stop();
    }
}

TEST_CASE("restore: readers of the log go on") {
    for (auto const engine : support::engines()) {
        World world(engine);
        auto const owner = world.house.tenant("directfr").id;
        auto act = Act::system(real_time(), real_time());
        act.caller.tenant = owner;
        act.caller.kind = TenantKind::direct_bill;
        auto const append = [&](Database& database, std::string const& type) {
            database.write([&](Tx& tx) {
                events::append(tx, act, {owner, std::nullopt, std::nullopt}, type, new_uuid(), RawJson{"{}"});
            });
        };
        auto const backup = world.in_folder("backup");
        write_backup(world.place(), backup, false, quiet);
        std::unique_ptr<support::TemporaryDatabase> served;
        if (engine == Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        DatabaseOptions const place{.file = world.in_folder("entrepot.db"),
                                    .url = served ? served->url() : ""};
        restore_backup(backup, place, false, quiet);
        // What a reader has seen, and the backup has not.
        events::Place seen;
        auto first = open_database(place);
        for (int i = 0; i < 20; ++i) append(*first, "lost");
        first->read([&](Tx& tx) {
            for (auto const& event : events::after(tx, Scope::partner(owner), seen, 10'000))
                seen = {event.turn, event.number};
        });
        first->stop();
        first.reset();
        write_backup(place, world.in_folder("later"), false, quiet);
        restore_backup(backup, place, true, quiet);
        auto const database = open_database(place);
        append(*database, "after");
        std::string types;
        database->read([&](Tx& tx) {
            for (auto const& event : events::after(tx, Scope::partner(owner), seen, 100)) types += event.type;
        });
        CHECK(types == "after");
        database->stop();
    }
}

TEST_CASE("a database of a newer program is not touched") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        tables.write([](Tx& tx) {
            tx.script("INSERT INTO schema_migrations (version, name, applied_at) VALUES (9999, 'x', 0);");
        });
        DatabaseOptions const place{.file = (tables.folder.path() / "test.db").string(),
                                    .url = tables.served ? tables.served->url() : ""};
        tables.database->stop();
        tables.database.reset();
        CHECK(says(refusal([&] { open_database(place); }), "newer entrepot"));
        tables.database = engine == Engine::sqlite ? open_sqlite(place) : open_postgres(place);
    }
}

}  // namespace entrepot::db
