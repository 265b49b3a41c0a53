// A SQLite file that is not what was written to it.
#pragma once

#include "db/tx.hpp"

namespace entrepot::db {

// Nothing more is written to it, and Database::answers() is false.
struct Damaged : Unavailable {
    using Unavailable::Unavailable;
};

}  // namespace entrepot::db
