// What libpq itself reaches: the rows of one onboarding that a server wrote, written again and again with
// fresh keys by bare clients, each a transaction sent as one pipeline: BEGIN, kept INSERTs, COMMIT. It reads
// the rows from the database that it is given, so that it writes what the rooms write, under the isolation
// that they write under.
//
//   entrepot_libpq_peer DATABASE CUSTOMER-DOMAIN CLIENTS SECONDS
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/base64.hpp"
#include "base/uuid.hpp"

namespace {

// Stands in the unit's name, domain and addresses; the number of each copy takes its place.
constexpr std::string_view marker = "zqxj";
constexpr Oid bytea_type = 17, text_type = 25;

struct Close {
    void operator()(PGconn* one) const { PQfinish(one); }
    void operator()(PGresult* one) const { PQclear(one); }
};
using Handle = std::unique_ptr<PGconn, Close>;
using Result = std::unique_ptr<PGresult, Close>;

Handle open(std::string const& url) {
    Handle out(PQconnectdb(url.c_str()));
    if (PQstatus(out.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(out.get()));
    return out;
}

struct Value {
    std::string bytes;  // in binary format
    bool is_null = false, is_text = false, fresh_id = false, fresh_key = false;
};
struct Row {
    std::string insert;
    std::vector<Oid> types;
    std::vector<Value> values;
};

// The rows of a unit, in the order in which they may be written.
class Unit {
public:
    Unit(std::string const& url, std::string const& domain) : handle_(open(url)) {
        auto const customer =
            ask("SELECT encode(customer_id, 'hex') FROM customers WHERE domain = '" + domain + '\'');
        if (customer.empty()) throw std::runtime_error("no customer has the domain " + domain);
        auto const others = " WHERE tenant_id <> '\\x" + customer.front() + '\'';
        for (auto const* sql :
             {"SELECT tenant_id FROM tenants", "SELECT user_id FROM users", "SELECT app_id FROM apps"})
            for (auto const& id : ask(sql + others)) known_.insert(id);
        // What others refer to comes first.
        for (auto const* table : {"tenants", "users", "customers"}) read_table(table, customer.front());
        for (auto const& table :
             ask("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND "
                 "tablename NOT IN ('tenants', 'users', 'customers') ORDER BY 1"))
            read_table(table, customer.front());
        read_rows("kept_answers", "key = (SELECT key FROM kept_answers ORDER BY created_at DESC LIMIT 1)");
    }
    std::vector<Row> const& rows() const { return rows_; }

private:
    Result run(std::string const& sql) {
        Result out(PQexecParams(handle_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1));
        if (PQresultStatus(out.get()) != PGRES_TUPLES_OK)
            throw std::runtime_error(sql + ": " + PQerrorMessage(handle_.get()));
        return out;
    }
    std::vector<std::string> ask(std::string const& sql) {
        auto const result = run(sql);
        std::vector<std::string> out;
        for (int i = 0; i < PQntuples(result.get()); ++i)
            out.emplace_back(PQgetvalue(result.get(), i, 0),
                             static_cast<std::size_t>(PQgetlength(result.get(), i, 0)));
        return out;
    }
    void read_table(std::string const& table, std::string const& customer) {
        auto const columns =
            ask("SELECT column_name::text FROM information_schema.columns WHERE table_name = '" + table +
                "' AND table_schema = current_schema()");
        for (auto const* column : {"customer_id", "tenant_id"})
            for (auto const& one : columns)
                if (one == column) return read_rows(table, one + " = '\\x" + customer + '\'');
    }
    void read_rows(std::string const& table, std::string const& where) {
        auto const result = run("SELECT * FROM " + table + " WHERE " + where);
        for (int i = 0; i < PQntuples(result.get()); ++i) {
            Row row;
            std::string columns, places;
            for (int c = 0; c < PQnfields(result.get()); ++c) {
                std::string const name = PQfname(result.get(), c);
                if (table == "events" && name == "number") continue;  // the log counts by itself
                columns += (columns.empty() ? "" : ", ") + name;
                row.types.push_back(PQftype(result.get(), c));
                places += (places.empty() ? "$" : ", $") + std::to_string(row.types.size());
                row.values.push_back(value(result.get(), i, c));
            }
            row.insert = "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ')';
            rows_.push_back(std::move(row));
        }
    }
    Value value(PGresult* result, int row, int column) const {
        Value out;
        out.is_null = PQgetisnull(result, row, column);
        out.bytes.assign(PQgetvalue(result, row, column),
                         static_cast<std::size_t>(PQgetlength(result, row, column)));
        out.is_text = PQftype(result, column) == text_type;
        out.fresh_id = PQftype(result, column) == bytea_type && out.bytes.size() == 16 &&
                       !known_.count(out.bytes) && out.bytes != std::string(16, '\0');
        out.fresh_key = out.is_text && std::string(PQfname(result, column)) == "key";
        return out;
    }

    Handle handle_;
    std::set<std::string> known_;
    std::vector<Row> rows_;
};

// As the keyed digests that rows are found by: scattered over their index.
std::string random_key() {
    char bytes[32];
    entrepot::fill_random(bytes, sizeof bytes);
    return entrepot::base64url({bytes, sizeof bytes});
}

class Client {
public:
    Client(std::string const& url, Unit const& unit) : handle_(open(url)), unit_(unit) {
        int n = 0;
        for (auto const& row : unit_.rows()) {
            Result const done(PQprepare(handle_.get(), ('s' + std::to_string(n++)).c_str(),
                                        row.insert.c_str(), static_cast<int>(row.types.size()),
                                        row.types.data()));
            if (PQresultStatus(done.get()) != PGRES_COMMAND_OK)
                throw std::runtime_error(PQerrorMessage(handle_.get()));
        }
        // ROLLBACK after a COMMIT that failed is warned of.
        PQsetNoticeReceiver(
            handle_.get(), [](void*, PGresult const*) {}, nullptr);
        PQenterPipelineMode(handle_.get());
    }

    // False where the transaction met another and is to be tried again.
    bool write(std::string const& suffix) {
        std::map<std::string, std::string> fresh;
        plain("BEGIN ISOLATION LEVEL REPEATABLE READ");
        int n = 0;
        for (auto const& row : unit_.rows()) send(row, n++, fresh, suffix);
        plain("COMMIT");
        PQpipelineSync(handle_.get());
        bool done = true;
        while (true) {
            Result const result(PQgetResult(handle_.get()));
            if (!result) continue;
            auto const status = PQresultStatus(result.get());
            if (status == PGRES_PIPELINE_SYNC) break;
            if (status == PGRES_COMMAND_OK || status == PGRES_PIPELINE_ABORTED) continue;
            auto const* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            if (!state || std::strncmp(state, "40", 2) != 0)
                throw std::runtime_error(PQresultErrorMessage(result.get()));
            done = false;
        }
        if (!done) roll_back();
        return done;
    }

private:
    void plain(char const* text) {
        PQsendQueryParams(handle_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, 1);
    }
    void roll_back() {
        plain("ROLLBACK");
        PQpipelineSync(handle_.get());
        while (true) {
            Result const result(PQgetResult(handle_.get()));
            if (result && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return;
        }
    }
    void send(Row const& row, int n, std::map<std::string, std::string>& fresh, std::string const& suffix) {
        std::vector<std::string> bytes;
        std::vector<char const*> values;
        std::vector<int> lengths, formats(row.values.size(), 1);
        bytes.reserve(row.values.size());
        for (auto const& value : row.values) {
            auto& own = bytes.emplace_back(value.bytes);
            if (value.fresh_id) {
                auto& id = fresh[value.bytes];
                if (id.empty()) id = std::string(entrepot::new_uuid().view());
                own = id;
            } else if (value.fresh_key) {
                own = random_key();
            } else if (value.is_text) {
                for (auto at = own.find(marker); at != std::string::npos; at = own.find(marker, at))
                    own.replace(at, marker.size(), suffix);
            }
            values.push_back(value.is_null ? nullptr : own.data());
            lengths.push_back(static_cast<int>(own.size()));
        }
        PQsendQueryPrepared(handle_.get(), ('s' + std::to_string(n)).c_str(), static_cast<int>(values.size()),
                            values.data(), lengths.data(), formats.data(), 1);
    }

    Handle handle_;
    Unit const& unit_;
};

double write(std::string const& url, Unit const& unit, int clients, double seconds) {
    std::atomic<int> units = 0, number = 0;
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < clients; ++i) all.push_back(std::make_unique<Client>(url, unit));
    // Runs on one database do not meet each other's names.
    auto const run = 'p' + entrepot::new_uuid().text().substr(28) + '-';
    auto const begun = std::chrono::steady_clock::now();
    auto const took = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    std::vector<std::thread> threads;
    for (auto& client : all)
        threads.emplace_back([&] {
            while (took() < seconds) {
                auto const suffix = run + std::to_string(++number);
                while (!client->write(suffix)) {}
                ++units;
            }
        });
    for (auto& thread : threads) thread.join();
    return units / took();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return std::cerr << "entrepot_libpq_peer DATABASE CUSTOMER-DOMAIN CLIENTS SECONDS\n", 2;
    try {
        Unit const unit(argv[1], argv[2]);
        auto const rate = write(argv[1], unit, std::atoi(argv[3]), std::atof(argv[4]));
        std::cout << unit.rows().size() << ' ' << static_cast<long>(rate) << std::endl;
    } catch (std::exception const& error) {
        return std::cerr << "entrepot_libpq_peer: " << error.what() << '\n', 1;
    }
}
