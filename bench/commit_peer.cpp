// What SQLite itself reaches: the rows of one onboarding that a server wrote, written again and again with fresh keys
// by one bare loop, so many to a COMMIT, with the server's own pragmas. It reads the rows from the database that it is given, so
// that it writes what the rooms write. entrepot_commit_peer DATABASE CUSTOMER-DOMAIN BATCH SECONDS
#include <sqlite3.h>

#include <chrono>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/base64.hpp"
#include "base/uuid.hpp"

namespace {

// Stands in the unit's name, domain and addresses; the number of each copy takes its place.
constexpr std::string_view marker = "zqxj";

struct Value {
    int type = SQLITE_NULL;
    sqlite3_int64 integer = 0;
    double real = 0;
    std::string bytes;
    bool fresh_id = false, fresh_key = false;
};
struct Row {
    sqlite3_stmt* insert = nullptr;
    std::vector<Value> values;
};

class Peer {
public:
    explicit Peer(std::string const& file) {
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK)
            throw std::runtime_error(file + " cannot be opened");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA foreign_keys=ON");
        run("PRAGMA cache_size=-16000");
        run("PRAGMA wal_autocheckpoint=4000");
    }

    void read_unit(std::string const& domain) {
        auto const customer = ask("SELECT hex(customer_id) FROM customers WHERE domain = '" + domain + '\'');
        if (customer.empty()) throw std::runtime_error("no customer has the domain " + domain);
        note_known_ids(customer.front());
        for (auto const& table :
             ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
            auto const where = condition(table, customer.front());
            if (!where.empty()) read_rows(table, where);
        }
        // The request's kept answer carries no customer: the newest of them is as long as any.
        read_rows("kept_answers", "key = (SELECT key FROM kept_answers ORDER BY created_at DESC LIMIT 1)");
    }

    // Units a second.
    double write(int batch, double seconds) {
        auto const begin = std::chrono::steady_clock::now();
        auto const took = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        };
        int units = 0;
        while (took() < seconds) {
            run("BEGIN IMMEDIATE");
            for (int i = 0; i < batch; ++i, ++units) write_unit();
            run("COMMIT");
        }
        return units / took();
    }

    std::size_t rows() const { return unit_.size(); }

private:
    void run(char const* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    sqlite3_stmt* prepare(std::string const& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
        return statement;
    }
    std::vector<std::string> ask(std::string const& sql) {
        std::vector<std::string> out;
        auto* const statement = prepare(sql);
        while (sqlite3_step(statement) == SQLITE_ROW)
            out.emplace_back(static_cast<char const*>(sqlite3_column_blob(statement, 0)),
                             static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
        sqlite3_finalize(statement);
        return out;
    }

    // Ids that stood there before: the partner, its people and apps. Every other id of the unit is its own.
    void note_known_ids(std::string const& customer) {
        for (auto const* sql :
             {"SELECT tenant_id FROM tenants", "SELECT user_id FROM users", "SELECT app_id FROM apps"})
            for (auto const& id : ask(std::string(sql) + " WHERE tenant_id <> x'" + customer + '\''))
                known_.insert(id);
    }

    std::string condition(std::string const& table, std::string const& customer) {
        auto const columns = ask("SELECT name FROM pragma_table_info('" + table + "')");
        for (auto const* column : {"customer_id", "tenant_id"})
            for (auto const& one : columns)
                if (one == column) return one + " = x'" + customer + '\'';
        return {};
    }

    void read_rows(std::string const& table, std::string const& where) {
        auto* const statement = prepare("SELECT * FROM " + table + " WHERE " + where);
        auto const columns = sqlite3_column_count(statement);
        std::string places;
        for (int i = 0; i < columns; ++i) places += i ? ", ?" : "?";
        while (sqlite3_step(statement) == SQLITE_ROW) {
            auto& row = unit_.emplace_back();
            row.insert = prepare("INSERT INTO " + table + " VALUES (" + places + ')');
            for (int i = 0; i < columns; ++i) row.values.push_back(value(statement, i));
        }
        sqlite3_finalize(statement);
    }

    Value value(sqlite3_stmt* statement, int i) {
        std::string const name = sqlite3_column_name(statement, i);
        Value out;
        out.type = sqlite3_column_type(statement, i);
        out.integer = sqlite3_column_int64(statement, i);
        out.real = sqlite3_column_double(statement, i);
        if (auto const* bytes = sqlite3_column_blob(statement, i))
            out.bytes.assign(static_cast<char const*>(bytes),
                             static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        out.fresh_id = out.type == SQLITE_BLOB && out.bytes.size() == 16 && !known_.count(out.bytes);
        out.fresh_key = out.type == SQLITE_TEXT && name == "key";
        if (name == "number") out.type = SQLITE_NULL;  // the event log counts by itself
        return out;
    }

    void write_unit() {
        std::map<std::string, std::string> fresh;
        auto const suffix = std::to_string(++count_);
        for (auto& row : unit_) {
            for (std::size_t i = 0; i < row.values.size(); ++i) bind(row, static_cast<int>(i), fresh, suffix);
            if (sqlite3_step(row.insert) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
            sqlite3_reset(row.insert);
        }
    }

    static void bind(Row& row, int i, std::map<std::string, std::string>& fresh, std::string const& suffix) {
        auto const& value = row.values[static_cast<std::size_t>(i)];
        auto bytes = value.bytes;
        if (value.fresh_id) {
            auto& id = fresh[bytes];
            if (id.empty()) id = std::string(entrepot::new_uuid().view());
            bytes = id;
        } else if (value.fresh_key) {
            bytes = random_key();
        } else if (value.type == SQLITE_TEXT) {
            for (auto at = bytes.find(marker); at != std::string::npos; at = bytes.find(marker, at))
                bytes.replace(at, marker.size(), suffix);
        }
        auto const size = static_cast<int>(bytes.size());
        if (value.type == SQLITE_INTEGER) sqlite3_bind_int64(row.insert, i + 1, value.integer);
        else if (value.type == SQLITE_FLOAT) sqlite3_bind_double(row.insert, i + 1, value.real);
        else if (value.type == SQLITE_TEXT)
            sqlite3_bind_text(row.insert, i + 1, bytes.data(), size, SQLITE_TRANSIENT);
        else if (value.type == SQLITE_BLOB)
            sqlite3_bind_blob(row.insert, i + 1, bytes.data(), size, SQLITE_TRANSIENT);
        else sqlite3_bind_null(row.insert, i + 1);
    }

    // As the keyed digests that rows are found by: scattered over their index.
    static std::string random_key() {
        static unsigned char pool[4096];
        static std::size_t used = sizeof pool;
        if (used + 32 > sizeof pool) {
            entrepot::fill_random(pool, sizeof pool);
            used = 0;
        }
        used += 32;
        return entrepot::base64url({reinterpret_cast<char const*>(pool) + used - 32, 32});
    }

    sqlite3* db_ = nullptr;
    std::set<std::string> known_;
    std::vector<Row> unit_;
    int count_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return std::cerr << "entrepot_commit_peer DATABASE CUSTOMER-DOMAIN BATCH SECONDS\n", 2;
    try {
        Peer peer(argv[1]);
        peer.read_unit(argv[2]);
        auto const rate = peer.write(std::atoi(argv[3]), std::atof(argv[4]));
        std::cout << peer.rows() << ' ' << static_cast<long>(rate) << std::endl;
    } catch (std::exception const& error) {
        return std::cerr << "entrepot_commit_peer: " << error.what() << '\n', 1;
    }
}
