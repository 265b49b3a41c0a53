// Whole tables of a PostgreSQL database, by COPY in its binary format: see copy.hpp.
#include <algorithm>
#include <bit>
#include <thread>

#include "db/copy.hpp"
#include "db/database.hpp"
#include "db/postgres_open.hpp"

namespace entrepot::db {

namespace {

constexpr std::string_view signature{"PGCOPY\n\377\r\n\0", 11};
constexpr std::size_t chunk_size = 1 << 16;

template <class T>
T number_at(char const* bytes) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) out = out << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<T>(out);
}

void add_number(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

std::string quoted(std::string const& name) { return '"' + name + '"'; }

template <class Names>
std::string listed(Names const& names) {
    std::string out;
    for (auto const& name : names) out += (out.empty() ? "" : ", ") + quoted(name);
    return out;
}

std::string columns_of(BulkTable const& table) {
    std::vector<std::string> names;
    for (auto const& column : table.columns) names.push_back(column.name);
    return listed(names);
}

Param::Kind kind_of(std::string const& type, std::string const& place) {
    if (type == "int8" || type == "int4" || type == "int2") return Param::Kind::integer;
    if (type == "text") return Param::Kind::text;
    if (type == "bytea") return Param::Kind::bytes;
    if (type == "float8") return Param::Kind::real;
    throw Unavailable(place + " is of type " + type + ", which cannot be copied");
}

Param cell_of(char const* bytes, std::int32_t size, Param::Kind kind) {
    Param out;
    if (size < 0) return out;
    out.kind = kind;
    switch (kind) {
        case Param::Kind::null: break;
        case Param::Kind::integer:
            out.integer = size == 8   ? number_at<std::int64_t>(bytes)
                          : size == 4 ? number_at<std::int32_t>(bytes)
                                      : number_at<std::int16_t>(bytes);
            break;
        case Param::Kind::real: out.real = std::bit_cast<double>(number_at<std::uint64_t>(bytes)); break;
        case Param::Kind::text:
        case Param::Kind::bytes: out.view = {bytes, static_cast<std::size_t>(size)}; break;
    }
    return out;
}

class PostgresBulk : public BulkTarget {
public:
    PostgresBulk(std::string const& url, char const* begin) : target_(url), connection_(target_.connect()) {
        target_.examine(*connection_);
        connection_->wait_without_end();
        connection_->ask(
            "SET statement_timeout = 0; SET lock_timeout = 60000; SET idle_in_transaction_session_timeout = "
            "0; SET maintenance_work_mem = '256MB'; SET application_name = 'entrepot-copy'");
        connection_->ask(begin);
    }

    std::vector<BulkTable> tables() override {
        auto const rows = connection_->ask(
            "SELECT c.relname, a.attname, t.typname, COALESCE(array_position(k.conkey, a.attnum), 0) "
            "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
            "a.attisdropped JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_constraint k ON k.conrelid = "
            "c.oid AND k.contype = 'p' WHERE c.relkind IN ('r', 'p') AND c.relnamespace = "
            "current_schema()::regnamespace AND c.relname <> 'schema_migrations' "
            "ORDER BY c.relname COLLATE \"C\", a.attname COLLATE \"C\"");
        std::vector<BulkTable> out;
        std::vector<std::map<int, std::string>> keys;
        for (int i = 0; i < PQntuples(rows.get()); ++i) {
            auto const cell = [&](int column) { return std::string(PQgetvalue(rows.get(), i, column)); };
            if (out.empty() || out.back().name != cell(0)) {
                out.push_back({.name = cell(0), .columns = {}, .key = {}});
                keys.emplace_back();
            }
            out.back().columns.push_back({cell(1), kind_of(cell(2), cell(0) + '.' + cell(1))});
            if (auto const place = std::stoi(cell(3)); place > 0) keys.back()[place] = cell(1);
        }
        for (std::size_t i = 0; i < out.size(); ++i)
            for (auto const& [place, column] : keys[i]) out[i].key.push_back(column);
        return out;
    }

    std::int64_t count(BulkTable const& table) override {
        return std::stoll(answer("SELECT COUNT(*) FROM " + quoted(table.name)));
    }

    void read(BulkTable const& table, EachRow const& each) override {
        // In the order of the key: a file that is keyed by it is written from front to back.
        auto const order = table.key.empty() ? "" : " ORDER BY " + listed(table.key);
        ask_copy("COPY (SELECT " + columns_of(table) + " FROM " + quoted(table.name) + order +
                     ") TO STDOUT (FORMAT binary)",
                 PGRES_COPY_OUT);
        std::vector<Param> cells(table.columns.size());
        char* given = nullptr;
        for (int size = 0; (size = PQgetCopyData(handle(), &given, 0)) > 0;) {
            std::unique_ptr<char, void (*)(void*)> const data(given, PQfreemem);
            std::string_view rest(given, static_cast<std::size_t>(size));
            if (rest.starts_with(signature)) rest.remove_prefix(signature.size() + 8);
            if (rest.size() < 2 || number_at<std::int16_t>(rest.data()) < 0) continue;  // the end
            rest.remove_prefix(2);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                auto const length = number_at<std::int32_t>(rest.data());
                cells[i] = cell_of(rest.data() + 4, length, table.columns[i].kind);
                rest.remove_prefix(4 + static_cast<std::size_t>(std::max(0, length)));
            }
            each(cells);
        }
        end_copy();
    }

    std::vector<std::int64_t> versions() override {
        std::vector<std::int64_t> out;
        if (answer("SELECT to_regclass('schema_migrations') IS NULL") == "t") return out;
        auto const rows = connection_->ask("SELECT version FROM schema_migrations ORDER BY version");
        for (int i = 0; i < PQntuples(rows.get()); ++i)
            out.push_back(std::stoll(PQgetvalue(rows.get(), i, 0)));
        return out;
    }

    void clear() override {
        refuse_other_servers(*connection_, target_);
        std::vector<std::string> names;
        for (auto const& table : tables()) names.push_back(table.name);
        take_off(
            "SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname), "
            "'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || "
            "pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = "
            "current_schema()::regnamespace ORDER BY conname");
        take_off(
            "SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_index i "
            "JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)");
        connection_->ask("TRUNCATE " + listed(names));
    }

    void open(BulkTable const& table) override {
        ask_copy("COPY " + quoted(table.name) + " (" + columns_of(table) + ") FROM STDIN (FORMAT binary)",
                 PGRES_COPY_IN);
        chunk_ = signature;
        chunk_.append(8, '\0');
    }
    void write(Cells row) override {
        add_number(chunk_, row.size(), 2);
        for (auto const& cell : row) add(cell);
        if (chunk_.size() >= chunk_size) send();
    }
    void close() override {
        add_number(chunk_, 0xffff, 2);
        send();
        if (PQputCopyEnd(handle(), nullptr) != 1) lost();
        end_copy();
    }

    void put_back(Steps& steps) override {
        steps.begin("index", "indexes and references", static_cast<std::int64_t>(taken_off_.size()));
        // References last: they look into the indexes.
        for (std::size_t i = 0; i < taken_off_.size(); ++i) {
            connection_->ask(taken_off_[taken_off_.size() - 1 - i]);
            steps.at(static_cast<std::int64_t>(i) + 1);
        }
        steps.end();
        auto const counted = connection_->ask(
            "SELECT 'SELECT setval(pg_get_serial_sequence(' || quote_literal(quote_ident(c.relname)) || ', ' "
            "|| quote_literal(a.attname) || '), GREATEST((SELECT COALESCE(MAX(' || quote_ident(a.attname) || "
            "'), 0) FROM ' || quote_ident(c.relname) || '), 1))' FROM pg_class c JOIN pg_attribute a ON "
            "a.attrelid = c.oid WHERE a.attidentity <> '' AND c.relnamespace = "
            "current_schema()::regnamespace");
        for (int i = 0; i < PQntuples(counted.get()); ++i) connection_->ask(PQgetvalue(counted.get(), i, 0));
        connection_->ask("ANALYZE");
    }
    void script(std::string const& text) override { connection_->ask(text); }
    void commit() override { connection_->ask("COMMIT"); }

private:
    PGconn* handle() { return connection_->handle(); }
    std::string answer(std::string const& text) {
        auto const rows = connection_->ask(text);
        return PQntuples(rows.get()) ? PQgetvalue(rows.get(), 0, 0) : "";
    }
    [[noreturn]] void lost() {
        throw LostConnection("PostgreSQL at " + target_.name() + ": " + one_line(PQerrorMessage(handle())));
    }

    void take_off(std::string const& question) {
        auto const rows = connection_->ask(question);
        for (int i = 0; i < PQntuples(rows.get()); ++i) {
            connection_->ask(PQgetvalue(rows.get(), i, 0));
            taken_off_.push_back(PQgetvalue(rows.get(), i, 1));
        }
    }

    void ask_copy(std::string const& text, ExecStatusType wanted) {
        PgResult const result(PQexec(handle(), text.c_str()));
        if (PQresultStatus(result.get()) != wanted) raise_postgres(result.get());
    }
    void end_copy() {
        PgResult failed;
        while (PgResult result{PQgetResult(handle())})
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) failed = std::move(result);
        if (!failed) return;
        auto const* const where = PQresultErrorField(failed.get(), PG_DIAG_CONTEXT);
        try {
            raise_postgres(failed.get());
        } catch (std::runtime_error const& error) {
            throw Unavailable(std::string(error.what()) + (where ? ", at " + one_line(where) : ""));
        }
    }

    void add(Param const& cell) {
        switch (cell.kind) {
            case Param::Kind::null: return add_number(chunk_, 0xffffffff, 4);
            case Param::Kind::integer:
                add_number(chunk_, 8, 4);
                return add_number(chunk_, static_cast<std::uint64_t>(cell.integer), 8);
            case Param::Kind::real:
                add_number(chunk_, 8, 4);
                return add_number(chunk_, std::bit_cast<std::uint64_t>(cell.real), 8);
            case Param::Kind::text:
            case Param::Kind::bytes:
                add_number(chunk_, cell.chars().size(), 4);
                chunk_ += cell.chars();
                return;
        }
    }
    void send() {
        if (PQputCopyData(handle(), chunk_.data(), static_cast<int>(chunk_.size())) != 1) lost();
        chunk_.clear();
    }

    PgTarget target_;
    std::unique_ptr<PgConnection> connection_;
    std::vector<std::string> taken_off_;
    std::string chunk_;
};

}  // namespace

std::unique_ptr<BulkSource> postgres_source(std::string const& url) {
    return std::make_unique<PostgresBulk>(url, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}
std::unique_ptr<BulkTarget> postgres_target(std::string const& url) {
    auto const lock = "SELECT pg_advisory_xact_lock(" + std::to_string(deployment_lock) + ')';
    return std::make_unique<PostgresBulk>(url, ("BEGIN; " + lock).c_str());
}

}  // namespace entrepot::db
