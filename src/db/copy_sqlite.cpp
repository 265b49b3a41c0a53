// Whole tables of a SQLite file: see copy.hpp.
#include <algorithm>

#include "base/time.hpp"
#include "db/copy.hpp"
#include "db/damaged.hpp"
#include "db/database.hpp"
#include "db/migrations.hpp"
#include "db/sqlite.hpp"

namespace entrepot::db {

namespace {

bool holds(std::string const& text, char const* part) { return text.find(part) != std::string::npos; }

// By the words that migrations use (house.md 7).
Param::Kind kind_of(std::string const& declared, std::string const& place) {
    if (holds(declared, "INT")) return Param::Kind::integer;
    if (holds(declared, "TEXT")) return Param::Kind::text;
    if (holds(declared, "BYTEA") || holds(declared, "BLOB")) return Param::Kind::bytes;
    if (holds(declared, "DOUBLE") || holds(declared, "REAL")) return Param::Kind::real;
    throw Unavailable(place + " is declared as " + declared + ", which cannot be copied");
}

std::string quoted(std::string const& name) { return '"' + name + '"'; }

std::string listed(std::vector<BulkColumn> const& columns) {
    std::string out;
    for (auto const& column : columns) out += (out.empty() ? "" : ", ") + quoted(column.name);
    return out;
}

class Statement {
public:
    Statement(sqlite3* db, std::string const& text) : db_(db) {
        int const code = sqlite3_prepare_v2(db, text.c_str(), -1, &statement_, nullptr);
        if (code != SQLITE_OK) raise_sqlite(db, code);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(Statement const&) = delete;

    bool next() {
        int const code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        raise_sqlite(db_, code);
    }
    std::string text(int column) const {
        auto const* const at = sqlite3_column_text(statement_, column);
        return at ? reinterpret_cast<char const*>(at) : "";
    }
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    sqlite3_stmt* handle() { return statement_; }

private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

// Values live until the next row.
Param cell_of(sqlite3_stmt* statement, int column, Param::Kind kind, std::string const& place) {
    Param out;
    int const found = sqlite3_column_type(statement, column);
    if (found == SQLITE_NULL) return out;
    out.kind = kind;
    bool fits = false;
    switch (kind) {
        case Param::Kind::null: break;
        case Param::Kind::integer:
            fits = found == SQLITE_INTEGER;
            out.integer = sqlite3_column_int64(statement, column);
            break;
        case Param::Kind::real:
            fits = found == SQLITE_FLOAT;
            out.real = sqlite3_column_double(statement, column);
            break;
        case Param::Kind::text:
        case Param::Kind::bytes: {
            fits = found == (kind == Param::Kind::text ? SQLITE_TEXT : SQLITE_BLOB);
            auto const* const at = static_cast<char const*>(sqlite3_column_blob(statement, column));
            out.view = {at ? at : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
            break;
        }
    }
    if (!fits) throw Damaged("a row of " + place + " holds a value of another type than its column");
    return out;
}

class SqliteBulk : public BulkTarget {
public:
    explicit SqliteBulk(std::string const& file) : connection_(file, SqliteConnection::Use::look) {
        connection_.run("BEGIN");
        // The moment is fixed by the first read.
        connection_.run("SELECT COUNT(*) FROM sqlite_master");
    }
    // A file that nobody else uses, and that is thrown away when this fails: no log, no syncs until the end.
    SqliteBulk(std::string const& file, std::nullptr_t) : connection_(file, SqliteConnection::Use::make) {
        connection_.script(migrations_table);
        for (auto const& one : migrations()) {
            connection_.script(std::string(one.text));
            Statement record(connection_.handle(),
                             "INSERT INTO schema_migrations (version, name, applied_at) VALUES (" +
                                 std::to_string(one.version) + ", '" + one.name + "', " +
                                 std::to_string(to_micros(real_time())) + ")");
            record.next();
        }
        connection_.run("BEGIN");
    }

    std::vector<BulkTable> tables() override {
        std::vector<BulkTable> out;
        Statement names(connection_.handle(),
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                        "ESCAPE '\\' AND name NOT IN ('schema_migrations', 'backup_manifest') ORDER BY name");
        while (names.next()) out.push_back(table_of(names.text(0)));
        return out;
    }

    std::int64_t count(BulkTable const& table) override {
        Statement counted(connection_.handle(), "SELECT COUNT(*) FROM " + quoted(table.name));
        return counted.next() ? counted.number(0) : 0;
    }

    void read(BulkTable const& table, EachRow const& each) override {
        Statement rows(connection_.handle(),
                       "SELECT " + listed(table.columns) + " FROM " + quoted(table.name));
        std::vector<Param> cells(table.columns.size());
        while (rows.next()) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                cells[i] = cell_of(rows.handle(), static_cast<int>(i), table.columns[i].kind, table.name);
            each(cells);
        }
    }

    std::vector<std::int64_t> versions() override {
        std::vector<std::int64_t> out;
        Statement is_there(connection_.handle(),
                           "SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'");
        if (!is_there.next()) return out;
        Statement rows(connection_.handle(), "SELECT version FROM schema_migrations ORDER BY version");
        while (rows.next()) out.push_back(rows.number(0));
        return out;
    }

    void clear() override {
        for (auto const& table : tables()) connection_.script("DELETE FROM " + quoted(table.name));
        std::vector<std::string> names;
        Statement indexes(connection_.handle(),
                          "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        while (indexes.next()) {
            names.push_back(indexes.text(0));
            taken_off_.push_back(indexes.text(1));
        }
        for (auto const& name : names) connection_.script("DROP INDEX " + quoted(name));
    }

    void open(BulkTable const& table) override {
        std::string places;
        for (std::size_t i = 0; i < table.columns.size(); ++i) places += i ? ", ?" : "?";
        insert_.emplace(connection_.handle(), "INSERT INTO " + quoted(table.name) + " (" +
                                                  listed(table.columns) + ") VALUES (" + places + ')');
    }
    void write(Cells row) override {
        auto* const statement = insert_->handle();
        for (std::size_t i = 0; i < row.size(); ++i) bind(statement, static_cast<int>(i) + 1, row[i]);
        insert_->next();
        sqlite3_reset(statement);
    }
    void close() override { insert_.reset(); }

    void put_back(Steps& steps) override {
        steps.begin("index", "indexes", static_cast<std::int64_t>(taken_off_.size()));
        for (std::size_t i = 0; i < taken_off_.size(); ++i) {
            connection_.script(taken_off_[i]);
            steps.at(static_cast<std::int64_t>(i) + 1);
        }
        steps.end();
    }
    void script(std::string const& text) override { connection_.script(text); }
    void commit() override { connection_.run("COMMIT"); }

private:
    BulkTable table_of(std::string const& name) {
        BulkTable out{.name = name, .columns = {}, .key = {}};
        std::vector<std::pair<std::int64_t, std::string>> key;
        Statement columns(connection_.handle(), "PRAGMA table_info(" + quoted(name) + ")");
        while (columns.next()) {
            out.columns.push_back({columns.text(1), kind_of(columns.text(2), name + '.' + columns.text(1))});
            if (columns.number(5) > 0) key.emplace_back(columns.number(5), columns.text(1));
        }
        std::sort(out.columns.begin(), out.columns.end(),
                  [](auto const& a, auto const& b) { return a.name < b.name; });
        std::sort(key.begin(), key.end());
        for (auto const& [place, column] : key) out.key.push_back(column);
        return out;
    }

    // Bound until the row is written, which is before the source's next.
    static void bind(sqlite3_stmt* statement, int place, Param const& cell) {
        auto const size = static_cast<int>(cell.chars().size());
        switch (cell.kind) {
            case Param::Kind::null: sqlite3_bind_null(statement, place); break;
            case Param::Kind::integer: sqlite3_bind_int64(statement, place, cell.integer); break;
            case Param::Kind::real: sqlite3_bind_double(statement, place, cell.real); break;
            case Param::Kind::text:
                sqlite3_bind_text(statement, place, cell.chars().data(), size, SQLITE_STATIC);
                break;
            case Param::Kind::bytes:
                sqlite3_bind_blob(statement, place, cell.chars().data(), size, SQLITE_STATIC);
                break;
        }
    }

    SqliteConnection connection_;
    std::vector<std::string> taken_off_;
    std::optional<Statement> insert_;
};

}  // namespace

std::unique_ptr<BulkSource> sqlite_source(std::string const& file) {
    return std::make_unique<SqliteBulk>(file);
}
std::unique_ptr<BulkTarget> sqlite_target(std::string const& file) {
    return std::make_unique<SqliteBulk>(file, nullptr);
}

}  // namespace entrepot::db
