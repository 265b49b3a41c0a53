// A database that is only looked at, beside a server or not.
#pragma once

#include "db/database.hpp"

namespace entrepot::db {

// Nothing is migrated, locked or written. A read with a budget of -1 takes as long as it takes.
std::unique_ptr<Database> open_to_read(DatabaseOptions const& options);

}  // namespace entrepot::db
