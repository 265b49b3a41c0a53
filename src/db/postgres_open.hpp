// Reaching PostgreSQL: its address, what a connection starts with, and whether this database will do.
#pragma once

#include "db/postgres.hpp"

namespace entrepot::db {

// Held, as an advisory lock, by whoever makes or fills the deployment's tables.
constexpr std::int64_t deployment_lock = 0x656e747265706f74;  // "entrepot"

class PgTarget {
public:
    // Throws Unavailable where the address cannot be read. Its password is in no message.
    explicit PgTarget(std::string const& url);

    // "host:port/database", for messages.
    std::string const& name() const { return name_; }
    // Throws LostConnection where nobody answers or only a standby does.
    std::unique_ptr<PgConnection> connect() const;
    // Throws Unavailable, with what to do, where the database cannot be used.
    void examine(PgConnection& connection) const;

private:
    void look_at_rights(PgConnection& connection, std::string const& user) const;

    std::vector<std::string> names_, values_;
    std::string name_;
    bool says_tls_ = false;
    int patience_ms_ = PgConnection::silence_ms;  // for a connection's first answer
};

// Throws Unavailable where servers are at work on the database this connection is to.
void refuse_other_servers(PgConnection& connection, PgTarget const& target);

// What stays the same as long as the database's history goes on: cluster, timeline, database.
std::string history_of(PgConnection& connection);
// Begins an epoch of the event log where the log's last one is of another history.
std::string next_epoch_text(std::string const& history);

}  // namespace entrepot::db
