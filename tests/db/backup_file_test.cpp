// What a backup may be written over, and what others may do to its files meanwhile.
#include <doctest/doctest.h>

#include <fstream>
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
