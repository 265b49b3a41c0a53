// One SQLite connection with its kept statements. Only src/db includes this.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <map>
#include <string>
#include <unordered_map>

#include "db/bulk.hpp"

namespace entrepot::db {

class SqliteConnection : public Tx, public ManyRows {
public:
    // look: reads without limit, and does not make the file. make: a file that nobody uses yet, and that is
    // thrown away on a failure.
    enum class Use { read, write, fill, look, make };
    SqliteConnection(std::string const& file, Use use);
    ~SqliteConnection() override;
    SqliteConnection(SqliteConnection const&) = delete;

    void script(std::string const& text) override;
    std::size_t rows_at_once() const override { return 64; }  // what stays in the processor's cache
    void insert_rows(json::Type const& row, std::string_view table, std::span<Param const> values) override;
    // BEGIN, COMMIT, SAVEPOINT and the like.
    void run(char const* text);
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
    // Another than before where another connection has written since; asked within a transaction.
    std::int64_t data_version();
    // Grows with every row that is written and every script that is run.
    std::int64_t changes() const { return sqlite3_total_changes64(db_) + scripts_; }
    // Reads past this moment throw TooSlow; zero takes the limit off.
    void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
    sqlite3* handle() { return db_; }

protected:
    std::unique_ptr<Rows> query(StatementKey const& key, std::span<Param const> params) override;
    std::int64_t execute(StatementKey const& key, std::span<Param const> params) override;
    std::int64_t changed(std::int64_t ticket) override { return ticket; }  // known at once

private:
    void tune_for_filling();
    void set_up(Use use);
    void close();
    sqlite3_stmt* prepare(StatementKey const& key, std::span<Param const> params,
                          sqlite3_destructor_type lifetime);
    sqlite3_stmt* compile(std::string const& text);
    sqlite3_stmt* plain(char const* text);

    sqlite3* db_ = nullptr;
    std::int64_t scripts_ = 0;
    std::chrono::steady_clock::time_point deadline_{};
    // The position of $n in the statement's own numbering: SQLite counts by first appearance.
    struct Kept {
        sqlite3_stmt* statement;
        std::vector<int> positions;
    };
    Kept compiled(StatementKey const& key, std::size_t params);
    std::unordered_map<StatementKey, Kept, StatementKeyHash> kept_;
    std::vector<std::pair<char const*, sqlite3_stmt*>> plain_;  // a handful, by the literal itself
    std::map<std::pair<json::Type const*, std::size_t>, sqlite3_stmt*> many_;  // INSERTs, by how many rows
};

// Throws Conflict, TooSlow, Damaged or Unavailable for a result code that is not success.
[[noreturn]] void raise_sqlite(sqlite3* db, int code);

}  // namespace entrepot::db
