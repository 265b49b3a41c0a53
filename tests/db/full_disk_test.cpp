// A start of SQLite on a disk without room: what is there is read, what is due is refused with what to do.
#include "db/backups.hpp"
#include "db/disk.hpp"
#include "db/sqlite_open.hpp"

namespace entrepot::db {

TEST_CASE("disk: full at a start: what is there is read, and written to again once there is room") {
    Disk disk;
    Tables tables(Engine::sqlite);
    DatabaseOptions const place{.file = (tables.folder.path() / "test.db").string()};
    auto const partner = Id<Tenant>{new_uuid()};
    auto const add = [&](std::string const& text) {
        return refusal([&] { tables.write([&](Tx& tx) { tx.insert(everyone, a_row(partner, text)); }); });
    };
    CHECK(add("before") == "");
    disk.set_room(0);
    for (int start = 0; start < 2; ++start) {
        tables.database->stop();
        tables.database.reset();
        CHECK(fs::file_size(place.file + "-wal") > 0);  // no room to take it
        tables.database = open_database(place);
        CHECK(tables.texts(everyone) == "before ");
        auto const refused = add("during");
        CHECK(says(refused, "full"));
        CHECK(says(refused, "test.db"));
        CHECK(tables.database->answers());
    }
    disk.set_room(-1);
    CHECK(add("later") == "");
    CHECK(tables.texts(everyone) == "before later ");
    tables.database->stop();
    tables.database.reset();
    CHECK(fs::exists(place.file + "-wal") == false);
    CHECK(check_pages(place.file, false) == "");
    tables.database = open_database(place);
}

TEST_CASE("disk: full at a start that has to write: the file, the folder and what to do are said") {
    support::TemporaryFolder folder;
    auto const says_no_room = [&](std::string const& name) {
        auto const file = (folder.path() / name).string();
        Disk disk;
        disk.set_room(0);
        auto const refused = refusal([&] { open_database({.file = file}); });
        CHECK_MESSAGE(
            says(refused, "there is no room for " + file + ": free space in " + folder.path().string()),
            refused);
    };
    says_no_room("new.db");
    back_up_older(folder.path());
    says_no_room("older.db");  // migrations are due
}

}  // namespace entrepot::db
