// Addresses, first statements and checks: see postgres_open.hpp.
#include "db/postgres_open.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/time.hpp"
#include "db/bulk.hpp"
#include "db/migrations.hpp"
#include "db/will_not_do.hpp"

namespace entrepot::db {

namespace {

constexpr int oldest_version = 13'00'00;  // pg_current_xact_id()
// Seconds for a connection, and as many for its first answer: one that hangs would keep all others waiting.
constexpr char const* connect_timeout = "5";
constexpr int history_ms = 10'000;

// Bounded waits: nothing holds a request up for ever.
constexpr char const* first_statements =
    "SET statement_timeout = 30000; SET lock_timeout = 10000; SET idle_in_transaction_session_timeout = "
    "60000; "
    "SET jit = off; SET timezone = 'UTC'; SELECT pg_is_in_recovery()";

struct OptionsFree {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

bool is_local(std::string const& host) {
    return host.empty() || host.starts_with('/') || host == "localhost" || host == "127.0.0.1" ||
           host == "::1";
}

// Also where the environment or a service file says which host: libpq then takes TLS or leaves it.
bool is_in_the_clear(PGconn* connection) {
    auto const* const host = PQhost(connection);
    if (PQsslInUse(connection) || is_local(host ? host : "")) return false;
    std::unique_ptr<PQconninfoOption, OptionsFree> const options(PQconninfo(connection));
    for (auto const* option = options.get(); option && option->keyword; ++option)
        if (std::string_view(option->keyword) == "sslmode")
            return !option->val || std::string_view(option->val) == "prefer";
    return true;
}

constexpr int named_tables = 5;  // in a message

// Those that migrations ever made, as a list of SQL: beside them there may be tables of somebody else.
std::string own_tables() {
    constexpr std::string_view word = "CREATE TABLE ";
    std::string out = "'schema_migrations'";
    for (auto const& migration : migrations())
        for (auto at = migration.text.find(word); at != std::string_view::npos;
             at = migration.text.find(word, at + 1)) {
            auto const name = migration.text.substr(at + word.size());
            out += ", '" + std::string(name.substr(0, name.find(' '))) + '\'';
        }
    return out;
}

std::string cell(PgResult const& result, int column = 0) {
    return PQntuples(result.get()) ? PQgetvalue(result.get(), 0, column) : "";
}

}  // namespace

PgTarget::PgTarget(std::string const& url) {
    char* said = nullptr;
    std::unique_ptr<PQconninfoOption, OptionsFree> const options(PQconninfoParse(url.c_str(), &said));
    std::unique_ptr<char, void (*)(void*)> const message(said, PQfreemem);
    if (!options)
        throw Unavailable(
            "the database address cannot be read; it looks like "
            "postgresql://user@host:5432/entrepot?sslmode=verify-full");
    std::string host, port, database;
    std::string timeout(connect_timeout);
    bool names_tls = false;
    auto const add = [&](std::string name, std::string value) {
        names_.push_back(std::move(name)), values_.push_back(std::move(value));
    };
    // What goes before can be set in the address.
    for (auto const& [name, value] : {std::pair{"connect_timeout", connect_timeout},
                                      {"keepalives_idle", "5"},
                                      {"keepalives_interval", "2"},
                                      {"keepalives_count", "3"},
                                      {"tcp_user_timeout", "15000"},
                                      {"application_name", "entrepot"},
                                      {"client_encoding", "UTF8"}})
        add(name, value);
    for (auto const* option = options.get(); option->keyword; ++option) {
        if (!option->val) continue;
        std::string const name = option->keyword;
        std::string value = option->val;
        // A server is known as one, whatever else its operator calls it.
        if (name == "application_name" && value != "entrepot") value = "entrepot: " + value;
        if (name == "host" || name == "hostaddr") host = value;
        if (name == "port") port = value;
        if (name == "dbname") database = value;
        if (name == "connect_timeout") timeout = value;
        names_tls = names_tls || name == "sslmode";
        auto const at = std::find(names_.begin(), names_.end(), name);
        if (at == names_.end()) add(name, value);
        else values_[static_cast<std::size_t>(at - names_.begin())] = value;
    }
    // Nothing goes over a network in the clear unless the address says so.
    says_tls_ = names_tls || std::getenv("PGSSLMODE");
    if (!says_tls_ && !is_local(host)) add("sslmode", "require");
    if (int const seconds = std::atoi(timeout.c_str()); seconds > 0) patience_ms_ = seconds * 1000;
    name_ = (host.empty() ? "local" : host) + (port.empty() ? "" : ':' + port) + '/' + database;
}

std::unique_ptr<PgConnection> PgTarget::connect() const {
    std::vector<char const*> names, values;
    for (auto const& name : names_) names.push_back(name.c_str());
    for (auto const& value : values_) values.push_back(value.c_str());
    names.push_back(nullptr), values.push_back(nullptr);
    PgHandle handle(PQconnectdbParams(names.data(), values.data(), 0));
    if (PQstatus(handle.get()) != CONNECTION_OK)
        throw LostConnection("PostgreSQL at " + name_ +
                             " cannot be reached: " + one_line(PQerrorMessage(handle.get())));
    if (!says_tls_ && is_in_the_clear(handle.get()))
        throw Unavailable(
            "PostgreSQL at " + name_ +
            " is reached over a network without TLS; say sslmode=verify-full in the address, or "
            "sslmode=disable where that is meant");
    PQsetNoticeReceiver(
        handle.get(), [](void*, PGresult const*) {}, nullptr);
    auto connection = std::make_unique<PgConnection>(std::move(handle));
    if (cell(connection->ask(first_statements, patience_ms_)) != "f")
        throw LostConnection("PostgreSQL at " + name_ + " is a standby; it takes no writes");
    return connection;
}

void PgTarget::examine(PgConnection& connection) const {
    auto const refuse = [&](std::string const& why, std::string const& remedy) {
        throw WillNotDo(name_, why, remedy);
    };
    if (std::stoi(cell(connection.ask("SHOW server_version_num"))) < oldest_version)
        refuse("its server is PostgreSQL " + cell(connection.ask("SHOW server_version")) +
                   "; version 13 or newer is needed",
               "Upgrade it (pg_upgradecluster, pg_upgrade)");
    auto const made = "Make one with: createdb -T template0 -E UTF8 --locale=C entrepot";
    auto const kind = connection.ask(
        "SELECT pg_encoding_to_char(encoding), datcollate, "
        "has_schema_privilege(coalesce(current_schema(), 'pg_catalog'), 'CREATE'), current_user, "
        "coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') FROM pg_database d WHERE datname = "
        "current_database()");
    if (cell(kind) != "UTF8") refuse("its encoding is " + cell(kind) + ", and must be UTF8", made);
    auto const order = cell(kind, 1);
    bool const by_bytes = order == "C" || order == "POSIX" || order == "C.UTF-8" || order == "C.utf8";
    if (!by_bytes || cell(kind, 4) == "i")
        refuse(
            "it sorts text as " + (by_bytes ? "ICU does" : order) + ", and pages need the order of bytes (C)",
            made);
    look_at_rights(connection, cell(kind, 3));
    if (cell(kind, 2) != "t")
        refuse("the user " + cell(kind, 3) + " may not create tables in it",
               "Make it the owner: ALTER DATABASE … OWNER TO \"" + cell(kind, 3) + '"');
}

void PgTarget::look_at_rights(PgConnection& connection, std::string const& user) const {
    auto const rows = connection.ask(
        "SELECT relname, pg_get_userbyid(relowner) FROM pg_class WHERE relkind IN ('r', 'p') AND "
        "relnamespace = to_regnamespace(quote_ident(current_schema())) AND relname IN (" +
        own_tables() +
        ") AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AND "
        "has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE')) ORDER BY relname");
    int const count = PQntuples(rows.get());
    if (count == 0) return;
    std::string tables;
    for (int i = 0; i < std::min(count, named_tables); ++i)
        tables += (i ? ", " : "") + std::string(PQgetvalue(rows.get(), i, 0));
    if (count > named_tables) tables += " and " + std::to_string(count - named_tables) + " more";
    auto const owner = cell(rows, 1);
    throw WillNotDo(
        name_,
        "the user " + user + " may not read and change tables of it that belong to " + owner + ": " + tables,
        "Give them to it, as " + owner + " or a superuser: ALTER TABLE … OWNER TO \"" + user +
            "\", or REASSIGN OWNED BY \"" + owner + "\" TO \"" + user + "\"; or connect as " + owner +
            ". GRANT ALL ON ALL TABLES IN SCHEMA public TO \"" + user +
            "\" is enough to serve, and not to upgrade");
}

void refuse_other_servers(PgConnection& connection, PgTarget const& target) {
    std::string others;
    // One that has just left is still in the list for a moment.
    for (int tries = 0; tries < 50; ++tries) {
        connection.ask("SELECT pg_stat_clear_snapshot()");
        auto const rows = connection.ask(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND "
            "(application_name = 'entrepot' OR application_name LIKE 'entrepot:%') AND pid <> "
            "pg_backend_pid()");
        others = PQgetvalue(rows.get(), 0, 0);
        if (others == "0") return;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw Unavailable(others + " connections of entrepot servers are open to " + target.name() +
                      "; stop the servers first");
}

void refuse_other_servers(std::string const& url) {
    PgTarget const target(url);
    refuse_other_servers(*target.connect(), target);
}

std::string history_of(PgConnection& connection) {
    return cell(
        connection.ask("SELECT (SELECT system_identifier FROM pg_control_system()) || ':' || "
                       "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || ':' || oid "
                       "FROM pg_database WHERE datname = current_database()",
                       history_ms));
}

// Every timeline of a cluster may have begun an epoch. One that is restored from an older copy does not know
// of those between, and readers do: it goes as many epochs on as timelines.
std::string next_epoch_text(std::string const& history) {
    auto const of_cluster = history.substr(0, history.find(':'));
    auto const timeline = history.substr(of_cluster.size() + 1, 8);
    auto const number = [](std::string const& hex) { return "('x' || " + hex + ")::bit(32)::bigint"; };
    return "INSERT INTO event_epochs (epoch, identity, begun_at) SELECT epoch + CASE WHEN "
           "split_part(identity, "
           "':', 1) = '" +
           of_cluster + "' THEN GREATEST(1, " + number("'" + timeline + "'") + " - " +
           number("split_part(identity, ':', 2)") + ") ELSE 1 END, '" + history + "', " +
           std::to_string(to_micros(real_time())) +
           " FROM event_epochs WHERE epoch = (SELECT MAX(epoch) FROM event_epochs) AND identity <> '" +
           history + "'";
}

}  // namespace entrepot::db
