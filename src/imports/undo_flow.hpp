// Undoing an import: its customers that nobody has used yet are gone again, the others stay and say why.
#pragma once

#include "imports/delete_flow.hpp"
#include "imports/import.hpp"

namespace entrepot::imports {

inline constexpr jobs::Kind<ImportArgument> undo_job{"imports.undo", jobs::Lane::slow};

// In the request. Throws import_is_running, import_nothing_to_undo.
void begin_undoing(db::Tx& tx, Act const& act, Import& import);
void undo_all(jobs::Run& run, ImportArgument const& argument);

}  // namespace entrepot::imports
