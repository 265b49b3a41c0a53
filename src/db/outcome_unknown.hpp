// A write of which nobody can tell whether it was kept.
#pragma once

#include "db/tx.hpp"

namespace entrepot::db {

// The connection was lost while committing, and the write is not known by a request id: it is not tried
// again.
struct OutcomeUnknown : Unavailable {
    using Unavailable::Unavailable;
};

}  // namespace entrepot::db
