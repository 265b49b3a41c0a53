// Rows by the million: written many at once, on a database that nobody else works on meanwhile.
#pragma once

#include <vector>

#include "db/database.hpp"

namespace entrepot::db {

// What the connections of either engine can do besides: SQLite takes several rows a statement, PostgreSQL a
// COPY.
class ManyRows {
public:
    virtual ~ManyRows() = default;
    // How many are worth gathering.
    virtual std::size_t rows_at_once() const = 0;
    // `values` are those of one row after another.
    virtual void insert_rows(json::Type const& row, std::string_view table,
                             std::span<Param const> values) = 0;
};

// T names its table, as for Tx::insert.
template <class T>
void insert_all(Tx& tx, Scope const& scope, std::vector<T> const& rows) {
    auto& many = dynamic_cast<ManyRows&>(tx);
    std::vector<Param> values;
    std::size_t waiting = 0;
    for (auto const& row : rows) {
        check_scope(json::type_of<T>(), &row, scope);
        bind_members(json::type_of<T>(), &row, values);
        if (++waiting < many.rows_at_once()) continue;
        many.insert_rows(json::type_of<T>(), T::table, values);
        values.clear();
        waiting = 0;
    }
    if (waiting > 0) many.insert_rows(json::type_of<T>(), T::table, values);
}

// In an SQL text {indexes} stands for a table of the indexes that are no constraint: table_name, name,
// definition.

// As open_database(), for a program that fills it: SQLite keeps its trees in memory, writes what changed once
// a transaction, and leaves it to the filler what refers to what. Throws Unavailable beside a server.
std::unique_ptr<Database> open_for_filling(DatabaseOptions const& options);
// Where connections of servers are open to this PostgreSQL database: throws Unavailable.
void refuse_other_servers(std::string const& url);

}  // namespace entrepot::db
