// Backups: one file that holds everything but the key file, checked when it is made and before it is used.
#pragma once

#include <string>

#include "db/copy.hpp"
#include "db/database.hpp"

namespace entrepot::db {

struct BackupFacts {
    std::string made_at;  // RFC 3339
    std::string program, engine;
    std::int64_t schema = 0, tables = 0, rows = 0, bytes = 0;
    std::string before = {};  // of a restore: where the database that it replaced is kept
};

// Of one moment of a database that may be in use. The file is there, whole and checked, or not at all; one
// that is there already is replaced only when `replace`, and nothing else is: not `from` itself, nor its key.
BackupFacts write_backup(DatabaseOptions const& from, std::string const& file, bool replace, Steps& steps);

// Reads all of it and throws Unavailable where it is not what was written. `copy`: read that copy of it.
BackupFacts check_backup(std::string const& file, Steps& steps, std::string const& copy = {});

// Puts a backup in the place of a database that nobody uses: checked first, then all at once. One that holds
// anything is replaced only when `replace`; of SQLite the file before stays as FILE.replaced, and
// as FILE.replaced-2 and so on where there is one from before.
BackupFacts restore_backup(std::string const& file, DatabaseOptions const& to, bool replace, Steps& steps);

// From a SQLite file that nobody uses into an empty PostgreSQL database, in one transaction.
struct Moved {
    std::int64_t tables = 0, rows = 0;
};
Moved move_to_postgres(std::string const& file, std::string const& url, Steps& steps);

}  // namespace entrepot::db
