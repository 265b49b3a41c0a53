// What tests of backups and moves share: a world in a closed file, sums of what is there, what a refusal said.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "db/backup.hpp"
#include "db/migrations.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace fs = std::filesystem;
using support::Engine;
inline auto const everyone = Scope::everyone("a test looks at everything");

struct Quiet : Steps {
    void begin(std::string const&, std::string const&, std::int64_t) override {}
    void at(std::int64_t) override {}
    void end() override {}
};
inline Quiet quiet;

// A copy of a seeded world in a SQLite file that nobody uses.
struct Closed {
    support::TemporaryFolder folder;
    std::string file = (folder.path() / "entrepot.db").string();

    Closed() {
        support::House const house;
        auto const backup = (folder.path() / "backup").string();
        write_backup({.file = house.file()}, backup, false, quiet);
        restore_backup(backup, {.file = file}, false, quiet);
    }
};

// A seeded world, and a folder to work in.
struct World {
    explicit World(Engine engine) : house(engine) {}
    DatabaseOptions place() const { return {.file = house.file(), .url = house.address()}; }
    std::string in_folder(std::string const& name) const { return (folder.path() / name).string(); }

    support::House house;
    support::TemporaryFolder folder;
};

inline std::vector<std::string> names_in(fs::path const& folder) {
    std::vector<std::string> out;
    for (auto const& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename());
    std::sort(out.begin(), out.end());
    return out;
}

inline void change(std::string const& file, std::string const& text) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    CHECK_MESSAGE(sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
                  sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

// A backup of a database of schema 7, which has one domain.
inline std::string back_up_older(fs::path const& folder) {
    auto const older = (folder / "older.db").string(), backup = (folder / "backup").string();
    std::string text = migrations_table;
    for (auto const& one : migrations()) {
        if (one.version > 7) break;
        text += std::string(one.text) + "INSERT INTO schema_migrations VALUES (" +
                std::to_string(one.version) + ", '" + one.name + "', 0);";
    }
    for (auto const& [place, word] : {std::pair<std::string, std::string>{"{clustered}", "WITHOUT ROWID"},
                                      {"{identity}", "INTEGER PRIMARY KEY"}})
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place))
            text.replace(at, place.size(), word);
    change(older, text + "INSERT INTO domains (domain, tenant_id) VALUES ('old.example', x'00');");
    CHECK(write_backup({.file = older}, backup, false, quiet).schema == 7);
    return backup;
}

inline Sums sums_at(DatabaseOptions const& place) {
    auto const source = place.url.empty() ? sqlite_source(place.file) : postgres_source(place.url);
    auto sums = sums_of(*source, quiet);
    sums.erase("event_epochs");  // a new one begins where the log goes on elsewhere
    return sums;
}

inline std::string refusal(std::function<void()> const& work) {
    try {
        work();
    } catch (Unavailable const& refused) {
        return refused.what();
    }
    return "";
}

inline bool says(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace entrepot::db
