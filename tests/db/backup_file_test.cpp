// What a backup may be written over, and what others may do to its files meanwhile.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "db/backups.hpp"

namespace entrepot::db {

namespace {

// What it does at the first step of a work that is under way.
struct Meanwhile : Quiet {
    explicit Meanwhile(std::function<void()> what) : act(std::move(what)) {}
    void begin(std::string const&, std::string const&, std::int64_t) override {
        if (auto const once = std::exchange(act, nullptr)) once();
    }
    std::function<void()> act;
};

std::string content_of(fs::path const& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("backup: two at once to one name: the second is refused, and the first is whole") {
    for (auto const engine : support::engines()) {
        World world(engine);
        auto const backup = world.in_folder("backup");
        for (bool const replace : {false, true}) {
            std::string second;
            Meanwhile meanwhile(
                [&] { second = refusal([&] { write_backup(world.place(), backup, replace, quiet); }); });
            write_backup(world.place(), backup, replace, meanwhile);
            CHECK(says(second, "backup.part is being written by another entrepot"));
            CHECK(says(second, "choose another name"));
            CHECK(check_backup(backup, quiet).tables > 20);
        }
        CHECK(names_in(world.folder.path()) == std::vector<std::string>{"backup"});
    }
}

TEST_CASE("backup: never over the files that a deployment lives by, whatever they are called") {
    for (auto const engine : support::engines()) {
        World world(engine);
        auto const data = fs::path(world.house.file()).parent_path();
        std::ofstream(data / "entrepot.db.lock", std::ios::app);
        auto const before = sums_at(world.place());
        auto const key = content_of(data / "server.key");
        CHECK(key.size() == 32);
        fs::create_directory_symlink(data, world.folder.path() / "link");
        fs::create_symlink(data / "server.key", world.folder.path() / "a-key");
        fs::create_hard_link(data / "server.key", world.folder.path() / "same-key");
        auto const refused = [&](std::string const& file) {
            for (bool const replace : {false, true})
                CHECK_MESSAGE(says(refusal([&] { write_backup(world.place(), file, replace, quiet); }),
                                   "a file that the deployment lives by"),
                              file);
        };
        for (auto const* name : {"entrepot.db", "entrepot.db-wal", "entrepot.db-shm", "entrepot.db-journal",
                                 "entrepot.db.lock", "server.key"}) {
            refused((data / name).string());
            refused(world.in_folder("link/") + name);
            refused((data / ".." / data.filename() / name).string());
        }
        refused(world.in_folder("a-key"));
        refused(world.in_folder("same-key"));
        CHECK(content_of(data / "server.key") == key);
        CHECK(differences(before, sums_at(world.place())) == "");
        CHECK(!fs::exists(data / "server.key.part"));
        // Another file of that folder is nobody's.
        write_backup(world.place(), (data / "today.backup").string(), false, quiet);
    }
}

TEST_CASE("backup: in the place of another backup or of an empty file, and of nothing else") {
    World world(Engine::sqlite);
    auto const file = world.in_folder("what's #1, 100 % there?");
    auto const refused = [&](auto const& make) {
        make();
        auto const before = content_of(file);
        CHECK(says(refusal([&] { write_backup(world.place(), file, true, quiet); }),
                   "is no backup that entrepot backup made, so --replace leaves it"));
        CHECK(content_of(file) == before);
        fs::remove_all(file);
        CHECK(names_in(world.folder.path()).empty());
    };
    refused([&] { std::ofstream(file) << "precious"; });
    refused([&] { change(file, "CREATE TABLE precious (id)"); });
    refused([&] { change(file, "CREATE TABLE backup_manifest (name, value)"); });
    refused([&] { fs::create_directory(file); });
    std::ofstream(file).flush();
    for (int i = 0; i < 2; ++i) {
        write_backup(world.place(), file, true, quiet);
        CHECK(check_backup(file, quiet).tables > 20);
    }
}

TEST_CASE("backup: what a killed one left is written anew") {
    World world(Engine::sqlite);
    auto const backup = world.in_folder("backup");
    for (auto const* ending : {".part", ".part-wal", ".part-journal"})
        std::ofstream(backup + ending) << std::string(100'000, 'x');
    fs::permissions(backup + ".part", fs::perms::all);
    write_backup(world.place(), backup, false, quiet);
    CHECK(check_backup(backup, quiet).tables > 20);
    CHECK(fs::status(backup).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(names_in(world.folder.path()) == std::vector<std::string>{"backup"});
}

TEST_CASE("restore: each database that is replaced is kept, and none is written over") {
    support::TemporaryFolder folder, elsewhere;
    auto const backup = back_up_older(elsewhere.path());
    DatabaseOptions const place{.file = (folder.path() / "entrepot.db").string()};
    CHECK(restore_backup(backup, place, false, quiet).before == "");
    auto const domain_in = [](std::string const& file) {
        auto const database = open_database({.file = file});
        std::string out;
        database->read([&](Tx& tx) {
            out = tx.find<std::string>(everyone, "SELECT domain FROM domains WHERE {shared}").value_or("");
        });
        database->stop();
        return out;
    };
    std::vector<std::string> kept;
    for (auto const* name : {"first", "second", "third"}) {
        change(place.file, std::string("UPDATE domains SET domain = '") + name + '\'');
        kept.push_back(restore_backup(backup, place, true, quiet).before);
        CHECK(domain_in(place.file) == "old.example");
    }
    CHECK(kept ==
          std::vector{place.file + ".replaced", place.file + ".replaced-2", place.file + ".replaced-3"});
    CHECK(domain_in(kept[0]) == "first");
    CHECK(domain_in(kept[1]) == "second");
    CHECK(domain_in(kept[2]) == "third");
    // What can be read no more is kept as it is.
    for (auto const size : {100'000u, 200'000u}) {
        std::ofstream(place.file) << std::string(size, 'x');
        CHECK(content_of(restore_backup(backup, place, true, quiet).before) == std::string(size, 'x'));
    }
}

TEST_CASE("restore: of an older schema into PostgreSQL, by a copy that nobody else can name or read" *
          doctest::skip(!support::has_postgres())) {
    support::TemporaryFolder folder, temporary;
    auto const backup = back_up_older(folder.path());
    auto const before = fs::temp_directory_path().string();
    setenv("TMPDIR", temporary.path().c_str(), 1);
    std::ofstream(temporary.path() / "entrepot-restoring.db") << "of somebody else";
    support::TemporaryDatabase const served;
    struct Look : Quiet {
        explicit Look(fs::path place) : folder(std::move(place)) {}
        void begin(std::string const&, std::string const&, std::int64_t) override {
            for (auto const& entry : fs::directory_iterator(folder))
                if (entry.is_directory()) seen = entry.status().permissions() == fs::perms::owner_all;
        }
        fs::path folder;
        bool seen = false;
    } look(temporary.path());
    restore_backup(backup, {.file = "", .url = served.url()}, false, look);
    setenv("TMPDIR", before.c_str(), 1);
    CHECK(look.seen);
    CHECK(names_in(temporary.path()) == std::vector<std::string>{"entrepot-restoring.db"});
    CHECK(fs::file_size(temporary.path() / "entrepot-restoring.db") == 16);
}

}  // namespace entrepot::db
