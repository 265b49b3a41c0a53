// The SQLite connection: statements kept by text and scope, errors in our words.
#include "db/sqlite.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include "db/damaged.hpp"
#include "db/database.hpp"

namespace entrepot::db {

namespace {

class SqliteRows : public Rows {
public:
    SqliteRows(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
    ~SqliteRows() override { sqlite3_reset(statement_); }

    bool next() override {
        int const code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        raise_sqlite(db_, code);
    }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view chars(int column) const override {
        auto const* at = static_cast<char const*>(sqlite3_column_blob(statement_, column));
        return {at ? at : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3* db_;
    sqlite3_stmt* statement_;
};

constexpr std::size_t rows_a_statement = 16;

// Copied (SQLITE_TRANSIENT) for rows, which are stepped to after their parameters are gone.
int bind(sqlite3_stmt* statement, int position, Param const& param, sqlite3_destructor_type lifetime) {
    auto const chars = param.chars();
    auto const size = static_cast<int>(chars.size());
    switch (param.kind) {
        case Param::Kind::null: return sqlite3_bind_null(statement, position);
        case Param::Kind::integer: return sqlite3_bind_int64(statement, position, param.integer);
        case Param::Kind::real: return sqlite3_bind_double(statement, position, param.real);
        case Param::Kind::text: return sqlite3_bind_text(statement, position, chars.data(), size, lifetime);
        case Param::Kind::bytes: return sqlite3_bind_blob(statement, position, chars.data(), size, lifetime);
    }
    return SQLITE_MISUSE;
}

// VALUES of several rows: ?1 to ?n of the first, the next ones of the second, …
std::string insert_many_text(json::Type const& row, std::string_view table, std::size_t rows) {
    std::string out = "INSERT INTO " + std::string(table) + " (" + columns(row) + ") VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        std::string values;
        for (auto const& member : row.members)
            if (member.is_stored) values += values.empty() ? "?" : ", ?";
        out += (i == 0 ? "(" : ", (") + values + ')';
    }
    return out;
}

std::string replaced(std::string text, std::string_view place, std::string_view by) {
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at))
        text.replace(at, place.size(), by);
    return text;
}

int out_of_time(void* connection) {
    auto const deadline = *static_cast<std::chrono::steady_clock::time_point*>(connection);
    return deadline.time_since_epoch().count() != 0 && std::chrono::steady_clock::now() > deadline;
}

}  // namespace

void raise_sqlite(sqlite3* db, int code) {
    int const system = errno;  // of the call that failed: SQLite does not keep it where COMMIT fails
    std::string const words = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    int const extended = db ? sqlite3_extended_errcode(db) : code;
    if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
        throw Conflict(words);
    if ((code & 0xff) == SQLITE_INTERRUPT) throw TooSlow("a read took longer than its budget");
    auto const kind = code & 0xff;
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) throw Damaged("SQLite: " + words);
    // A limit on the size of files, or a quota, is an I/O error to SQLite.
    int const why = kind == SQLITE_IOERR ? system : 0;
    bool const is_full = kind == SQLITE_FULL || why == EFBIG || why == EDQUOT || why == ENOSPC;
    auto const* const file = db ? sqlite3_db_filename(db, "main") : nullptr;
    throw Unavailable("SQLite: " + words + (is_full && file && *file ? std::string(", ") + file : "") +
                          (why != 0 ? std::string(": ") + std::strerror(why) : ""),
                      is_full);
}

SqliteConnection::SqliteConnection(std::string const& file, Use use) {
    int const flags =
        SQLITE_OPEN_READWRITE | (use == Use::look ? 0 : SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX;
    int const code = sqlite3_open_v2(file.c_str(), &db_, flags, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(db_);
        throw Unavailable("the database " + file + " cannot be opened: " + sqlite3_errstr(code));
    }
    try {
        set_up(use);
    } catch (...) {
        close();
        throw;
    }
}

void SqliteConnection::set_up(Use use) {
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, 5000);
    if (use == Use::look) return run("PRAGMA query_only = ON");
    if (use == Use::make) {
        run("PRAGMA journal_mode = OFF");
        run("PRAGMA synchronous = OFF");
        run("PRAGMA locking_mode = EXCLUSIVE");
        return run("PRAGMA cache_size = -64000");
    }
    if (use == Use::fill) return tune_for_filling();
    if (use == Use::write) run("PRAGMA journal_mode = WAL");  // kept in the file: readers find it there
    run("PRAGMA synchronous = FULL");
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA wal_autocheckpoint = 0");
    run("PRAGMA journal_size_limit = 67108864");  // what a long reader made of the log is given back
    run("PRAGMA cache_size = -16000");
    if (use == Use::read) {
        // The inner pages of large trees: a page that is not there costs some microseconds. There is a reader
        // for each io thread and each of the pool.
        auto const readers = std::max(1u, std::thread::hardware_concurrency()) + 4;
        auto const kilobytes = std::clamp(128'000u / readers, 4'000u, 32'000u);
        script("PRAGMA cache_size = -" + std::to_string(kilobytes));
        run("PRAGMA query_only = ON");
        sqlite3_progress_handler(db_, 20000, out_of_time, &deadline_);
    }
}

// Rows come in millions and most pages are new. A journal of what the few others were is nearly empty, where
// a log ahead would be all that is written, once more. Trees stay in memory. What refers to what, the filler
// knows.
void SqliteConnection::tune_for_filling() {
    run("PRAGMA journal_mode = TRUNCATE");
    run("PRAGMA synchronous = NORMAL");
    run("PRAGMA foreign_keys = OFF");
    run("PRAGMA cache_size = -1000000");
    run("PRAGMA threads = 2");
}

SqliteConnection::~SqliteConnection() { close(); }

void SqliteConnection::close() {
    for (auto const& [key, kept] : kept_) sqlite3_finalize(kept.statement);
    for (auto const& [text, statement] : plain_) sqlite3_finalize(statement);
    for (auto const& [rows, statement] : many_) sqlite3_finalize(statement);
    sqlite3_close(db_);
}

void SqliteConnection::script(std::string const& text) {
    ++scripts_;
    auto const spelt = replaced(
        replaced(replaced(text, "{clustered}", "WITHOUT ROWID"), "{identity}", "INTEGER PRIMARY KEY"),
        "{nobody}", "zeroblob(16)");
    int const code = sqlite3_exec(db_, spelt.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) raise_sqlite(db_, code);
}

sqlite3_stmt* SqliteConnection::plain(char const* text) {
    for (auto const& [known, kept] : plain_)
        if (known == text) return kept;
    return plain_.emplace_back(text, compile(text)).second;
}

std::int64_t SqliteConnection::data_version() {
    auto* const statement = plain("PRAGMA data_version");
    int const code = sqlite3_step(statement);
    auto const version = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    if (code != SQLITE_ROW) raise_sqlite(db_, code);
    return version;
}

void SqliteConnection::run(char const* text) {
    auto* const statement = plain(text);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (code != SQLITE_DONE) raise_sqlite(db_, code);
}

sqlite3_stmt* SqliteConnection::compile(std::string const& text) {
    sqlite3_stmt* statement = nullptr;
    int const code = sqlite3_prepare_v3(db_, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if ((code & 0xff) == SQLITE_ERROR)
        throw Unavailable("SQLite: " + std::string(sqlite3_errmsg(db_)) + " in: " + text);
    if (code != SQLITE_OK) raise_sqlite(db_, code);
    return statement;
}

SqliteConnection::Kept SqliteConnection::compiled(StatementKey const& key, std::size_t params) {
    bool const scoped = key.scope != Scope::Kind::everyone && binds_scope(key.text);
    Kept out{compile(expand(key, params - scoped, Dialect::sqlite)), {}};
    for (std::size_t n = 1; n <= params; ++n)
        out.positions.push_back(
            sqlite3_bind_parameter_index(out.statement, ('$' + std::to_string(n)).c_str()));
    return out;
}

sqlite3_stmt* SqliteConnection::prepare(StatementKey const& key, std::span<Param const> params,
                                        sqlite3_destructor_type lifetime) {
    auto at = kept_.find(key);
    // Kept once it is made: what fails now, as on a disk that fails, may go well the next time.
    if (at == kept_.end()) at = kept_.emplace(key, compiled(key, params.size())).first;
    auto& kept = at->second;
    check(kept.positions.size() == params.size(), "a statement is always bound with as many parameters");
    sqlite3_reset(kept.statement);
    for (std::size_t n = 0; n < params.size(); ++n) {
        check(kept.positions[n] > 0, "every parameter stands in its statement");
        int const code = bind(kept.statement, kept.positions[n], params[n], lifetime);
        if (code != SQLITE_OK) raise_sqlite(db_, code);
    }
    return kept.statement;
}

std::unique_ptr<Rows> SqliteConnection::query(StatementKey const& key, std::span<Param const> params) {
    return std::make_unique<SqliteRows>(db_, prepare(key, params, SQLITE_TRANSIENT));
}

std::int64_t SqliteConnection::execute(StatementKey const& key, std::span<Param const> params) {
    auto* const statement = prepare(key, params, SQLITE_STATIC);
    auto const before = sqlite3_total_changes64(db_);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (code != SQLITE_DONE) raise_sqlite(db_, code);
    return sqlite3_total_changes64(db_) - before;
}

void SqliteConnection::insert_rows(json::Type const& row, std::string_view table,
                                   std::span<Param const> values) {
    auto const columns = static_cast<std::size_t>(
        std::count_if(row.members.begin(), row.members.end(), [](auto const& one) { return one.is_stored; }));
    while (!values.empty()) {
        std::size_t const rows = values.size() >= columns * rows_a_statement ? rows_a_statement : 1;
        auto& statement = many_[{&row, rows}];
        if (!statement) statement = compile(insert_many_text(row, table, rows));
        for (std::size_t i = 0; i < columns * rows; ++i)
            if (int const code = bind(statement, static_cast<int>(i + 1), values[i], SQLITE_STATIC);
                code != SQLITE_OK)
                raise_sqlite(db_, code);
        int const code = sqlite3_step(statement);
        sqlite3_reset(statement);
        if (code != SQLITE_DONE) raise_sqlite(db_, code);
        values = values.subspan(columns * rows);
    }
}

}  // namespace entrepot::db
