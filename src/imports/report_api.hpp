// What came of an import's rows, as a CSV file in its reader's language.
#pragma once

#include <functional>

#include "base/act.hpp"
#include "imports/import_store.hpp"

namespace entrepot::imports {

// By number; every state, or those of `state` alone.
std::vector<ImportRow> some_rows(db::Tx& tx, Scope const& scope, Import const& import,
                                 std::optional<RowState> state, std::int64_t after, int limit);

// The file's own columns, so that what failed can be put right there and uploaded again, after what came of
// each row. `out` gets some hundred lines at a time.
void write_report(db::Tx& tx, Scope const& scope, Import const& import, std::optional<RowState> state,
                  Language language, std::function<void(std::string_view)> const& out);

}  // namespace entrepot::imports
