// Databases of a test on the PostgreSQL that tools/with-postgres started.
#pragma once

#include <string>

namespace entrepot::support {

// Whether the tests were started beside a PostgreSQL.
bool has_postgres();
// The address of its own database, for what concerns the whole server.
std::string postgres_url();

// A database that goes when the test ends.
class TemporaryDatabase {
public:
    // Empty, or a copy of another one that nobody is connected to.
    explicit TemporaryDatabase(std::string const& copied_from = "template0");
    ~TemporaryDatabase();
    TemporaryDatabase(TemporaryDatabase const&) = delete;

    std::string const& name() const { return name_; }
    std::string url() const;

private:
    std::string name_;
};

// Statements outside of what is tested; the first column of the last one's first row.
std::string ask_postgres(std::string const& url, std::string const& text);

}  // namespace entrepot::support
