// The schema's versions: built-in files in the order of their numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot::db {

struct Migration {
    std::int64_t version = 0;
    std::string name;  // 0001_house.sql
    std::string_view text;
};
std::vector<Migration> const& migrations();

class Database;
// Runs those that have not run, in order, each in a transaction of its own; their names. Refuses a database
// of a newer program.
std::vector<std::string> apply_migrations(Database& database);

// Where they are recorded.
inline constexpr char const* migrations_table =
    "CREATE TABLE IF NOT EXISTS schema_migrations "
    "(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);";

}  // namespace entrepot::db
