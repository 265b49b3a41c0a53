// A server that ends while its database is away: nobody waits for it any more.
#pragma once

#include "db/database.hpp"

namespace entrepot::db {

// What waits for a PostgreSQL that is away fails at once, and so does what would begin to wait. Nothing else
// changes: where it answers, reads and writes go on until Database::stop(). May be called from any thread.
void let_go(Database& database);

}  // namespace entrepot::db
