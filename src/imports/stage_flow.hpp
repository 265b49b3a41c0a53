// Storing an uploaded file's rows, some hundred at a time: the file's objects are never all in memory.
#pragma once

#include <functional>

#include "base/act.hpp"
#include "db/database.hpp"
#include "imports/import.hpp"

namespace entrepot::imports {

inline constexpr std::int64_t imports_of_a_tenant = 200;
// A file that has been read for so long is read by nobody any more: a server's or a command's end cut it off.
inline constexpr auto longest_reading = minutes{10};

struct Upload {
    std::string name;
    Source const& bytes;
    Uuid request;  // the same again is the same import
    std::int64_t most = most_rows;
};

// Outside of transactions. Throws Problem where the file cannot be read or is too large; nothing of it is
// kept then. `tell` hears how many rows are stored.
Import stage(
    db::Database& database, Act const& act, Upload const& upload,
    std::function<void(std::int64_t)> const& tell = [](std::int64_t) {});

// For the chore: uploads that a server's end cut off. True where more is to be done.
bool end_stale_uploads(db::Tx& tx, Time real_now);

}  // namespace entrepot::imports
