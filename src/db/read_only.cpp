// Looking: see read_only.hpp.
#include "db/read_only.hpp"

#include "db/files.hpp"
#include "db/sqlite.hpp"

namespace entrepot::db {

namespace {

// Used by one thread.
class LookedAt : public Database {
public:
    explicit LookedAt(std::string const& file) : connection_(file, SqliteConnection::Use::look) {}

    void read(Work const& work, int) override {
        connection_.run("BEGIN");
        try {
            work(connection_);
        } catch (...) {
            if (connection_.in_transaction()) connection_.run("ROLLBACK");
            throw;
        }
        connection_.run("COMMIT");
    }
    bool submit(Write) override { return false; }
    bool waits() const override { return false; }
    void stop() override {}
    std::shared_ptr<void> alone() override { return nullptr; }

private:
    SqliteConnection connection_;
};

}  // namespace

std::unique_ptr<Database> open_to_read(DatabaseOptions const& options) {
    if (!options.url.empty()) return open_postgres(options);
    if (size_of(options.file) == 0) throw Unavailable("there is no database " + options.file);
    return std::make_unique<LookedAt>(options.file);
}

}  // namespace entrepot::db
