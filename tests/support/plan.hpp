// How SQLite would go about a statement.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <string>

namespace entrepot::support {

// EXPLAIN QUERY PLAN, a line a step.
inline std::string plan_of(sqlite3* handle, std::string const& sql) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) ==
            SQLITE_OK);
    std::string out;
    while (sqlite3_step(statement) == SQLITE_ROW)
        out += std::string(reinterpret_cast<char const*>(sqlite3_column_text(statement, 3))) + '\n';
    sqlite3_finalize(statement);
    return out;
}

}  // namespace entrepot::support
