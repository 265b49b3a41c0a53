// What tests of backups and moves share: a world in a closed file, sums of what is there, what a refusal said.
#pragma once

#include <filesystem>
#include <functional>

#include "db/backup.hpp"
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
