// SQLite files that are not as they were written: refused at start, or met while serving, then left alone.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <future>

#include "db/damaged.hpp"
#include "db/sqlite_open.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

namespace fs = std::filesystem;
auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};
constexpr int page_size = 4096;

struct Closed {
    support::TemporaryFolder folder;
    std::string file = (folder.path() / "test.db").string();

    // Rows, and a free list of many pages.
    Closed() {
        Tables tables(support::Engine::sqlite);
        tables.write([](Tx& tx) {
            for (int i = 0; i < 400; ++i) {
                auto row = a_row(partner, std::to_string(i));
                row.note = std::string(3000, 'x');
                tx.insert(everyone, row);
            }
            tx.script("CREATE TABLE filler (id BIGINT PRIMARY KEY, text TEXT NOT NULL);");
            for (int i = 0; i < 60; ++i)
                tx.exec(everyone, "INSERT INTO filler (id, text) VALUES ($1, $2)", i,
                        std::string(90'000, 'y'));
        });
        tables.write([](Tx& tx) { tx.script("DROP TABLE filler;"); });
        tables.database->stop();
        tables.database.reset();
        fs::copy(tables.folder.path() / "test.db", file);
        tables.database = open_database({.file = (tables.folder.path() / "test.db").string()});
    }

    void overwrite(std::int64_t at, std::string const& bytes) const {
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
        out.seekp(at);
        out << bytes;
    }
    // The page that leads to all rows of test_rows.
    void break_rows() const {
        sqlite3* handle = nullptr;
        sqlite3_open(file.c_str(), &handle);
        std::int64_t page = 0;
        sqlite3_exec(
            handle, "SELECT rootpage FROM sqlite_master WHERE name = 'test_rows'",
            [](void* to, int, char** values, char**) {
                *static_cast<std::int64_t*>(to) = std::stoll(values[0]);
                return 0;
            },
            &page, nullptr);
        sqlite3_close(handle);
        REQUIRE(page > 1);
        overwrite((page - 1) * page_size, std::string(200, '\x7f'));
    }
    std::uint32_t number_at(std::int64_t at) const {
        std::ifstream in(file, std::ios::binary);
        in.seekg(at);
        std::uint32_t out = 0;
        for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(in.get());
        return out;
    }
    std::string refusal() const {
        try {
            open_database({.file = file})->stop();
        } catch (Unavailable const& refused) {
            return refused.what();
        }
        return "";
    }
};

bool says(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("damage: a sound file is opened, and every page is as it should be") {
    Closed const closed;
    CHECK(closed.refusal() == "");
    CHECK(closed.number_at(36) > 1000);  // free pages, on more than one trunk
    CHECK(check_pages(closed.file, false) == "");
}

TEST_CASE("damage: what a start finds") {
    auto const after = [](auto const& change) {
        Closed const closed;
        change(closed);
        auto const refused = closed.refusal();
        CHECK(says(refused, closed.file));
        CHECK(says(refused, "entrepot restore"));
        return refused;
    };
    CHECK(says(after([](Closed const& of) { of.overwrite(0, "not a database"); }), "does not begin"));
    CHECK(says(after([](Closed const& of) { of.overwrite(16, std::string("\x03\x03", 2)); }), "page size"));
    CHECK(says(after([](Closed const& of) { fs::resize_file(of.file, 50 * page_size); }), "cut off"));
    CHECK(says(after([](Closed const& of) { fs::resize_file(of.file, 50); }), "does not begin"));
    // The first page holds the schema.
    CHECK(says(after([](Closed const& of) { of.overwrite(100, std::string(3900, '\x55')); }), "damaged"));
    auto const trunk = [](Closed const& of) { return std::int64_t{of.number_at(32) - 1} * page_size; };
    CHECK(says(after([&](Closed const& of) { of.overwrite(trunk(of), std::string(16, '\x7f')); }),
               "free pages"));
    CHECK(says(after([&](Closed const& of) { of.overwrite(trunk(of) + 8, std::string(4, '\0')); }),
               "free pages"));
    CHECK(says(after([&](Closed const& of) { of.overwrite(36, std::string("\0\0\0\1", 4)); }), "free pages"));
}

TEST_CASE("damage: what a journal undoes is none, as after a filling that was killed") {
    Closed const closed;
    auto const killed = closed.file + ".killed";
    sqlite3* handle = nullptr;
    sqlite3_open(closed.file.c_str(), &handle);
    auto const run = [&](char const* text) {
        REQUIRE(sqlite3_exec(handle, text, nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    run("PRAGMA journal_mode = TRUNCATE");
    run("PRAGMA cache_size = 5");
    run("BEGIN");
    run("CREATE TABLE begun AS SELECT *, randomblob(2000) AS more FROM test_rows, "
        "(SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9]'))");
    fs::copy(closed.file, killed);
    fs::copy(closed.file + "-journal", killed + "-journal");
    run("ROLLBACK");
    sqlite3_close(handle);
    REQUIRE(fs::file_size(killed + "-journal") > page_size);

    // Its first page was written, which tells of pages that were not.
    {
        std::fstream out(killed, std::ios::in | std::ios::out | std::ios::binary);
        out.seekp(28);
        out << std::string("\0\1\0\0", 4);
    }
    open_database({.file = killed})->stop();
    CHECK(check_pages(killed, false) == "");
    CHECK(fs::file_size(killed) == fs::file_size(closed.file));
}

TEST_CASE("damage: met while serving, it ends writing and is said; what can be read is read") {
    Closed const closed;
    closed.break_rows();
    CHECK(check_pages(closed.file, true) != "");
    auto const database = open_database({.file = closed.file});
    CHECK(database->answers());
    database->write([](Tx& tx) { tx.script("CREATE TABLE other (id BIGINT PRIMARY KEY);"); });
    CHECK_THROWS_AS(database->read([](Tx& tx) {
        tx.list<std::string>(everyone, "SELECT some_text FROM test_rows WHERE note > 'w' AND {scope}");
    }),
                    Damaged);
    CHECK(!database->answers());
    CHECK_THROWS_AS(database->write([](Tx& tx) { tx.exec(everyone, "INSERT INTO other (id) VALUES (1)"); }),
                    Damaged);
    database->read([](Tx& tx) {
        CHECK(*tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM other WHERE {shared}") == 0);
    });
    database->stop();
}

TEST_CASE("damage: met by a thread that reads for the first time") {
    Closed const closed;
    auto const database = open_database({.file = closed.file});
    closed.overwrite(0, "not a database");
    CHECK_THROWS_AS(std::async(std::launch::async, [&] { database->read([](Tx&) {}); }).get(), Damaged);
    CHECK(!database->answers());
    CHECK_THROWS_AS(database->write([](Tx&) {}), Damaged);
    database->stop();
}

TEST_CASE("damage: met by a write, it takes the whole batch and every later one") {
    Closed const closed;
    closed.break_rows();
    auto const database = open_database({.file = closed.file});
    CHECK_THROWS_AS(
        database->write([](Tx& tx) { tx.exec(everyone, "UPDATE test_rows SET big = 2 WHERE {scope}"); }),
        Damaged);
    CHECK(!database->answers());
    CHECK_THROWS_AS(database->write([](Tx&) {}), Damaged);
    database->stop();
}

}  // namespace entrepot::db
