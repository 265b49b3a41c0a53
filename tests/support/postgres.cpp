// Temporary databases: see postgres.hpp.
#include "support/postgres.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace entrepot::support {

bool has_postgres() { return std::getenv("ENTREPOT_TEST_DATABASE") != nullptr; }

std::string postgres_url() {
    auto const* const url = std::getenv("ENTREPOT_TEST_DATABASE");
    if (!url) throw std::runtime_error("start this through tools/with-postgres");
    return url;
}

std::string ask_postgres(std::string const& url, std::string const& text) {
    std::unique_ptr<PGconn, void (*)(PGconn*)> const connection(PQconnectdb(url.c_str()), PQfinish);
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result(PQexec(connection.get(), text.c_str()),
                                                                PQclear);
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(text + ": " + PQerrorMessage(connection.get()));
    return PQntuples(result.get()) ? PQgetvalue(result.get(), 0, 0) : "";
}

TemporaryDatabase::TemporaryDatabase(std::string const& copied_from) {
    static std::atomic<int> count = 0;
    name_ = "test_" + std::to_string(getpid()) + '_' + std::to_string(++count);
    ask_postgres(postgres_url(), "CREATE DATABASE " + name_ + " TEMPLATE " + copied_from);
}

TemporaryDatabase::~TemporaryDatabase() {
    try {
        ask_postgres(postgres_url(), "DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (std::exception const&) {  // it goes with its cluster
    }
}

std::string TemporaryDatabase::url() const {
    auto const whole = postgres_url();
    return whole.substr(0, whole.rfind('/') + 1) + name_;
}

}  // namespace entrepot::support
