// What came of an import's rows, as a CSV file in its reader's language.
#pragma once

#include "base/act.hpp"
#include "imports/import_store.hpp"

namespace entrepot::imports {

// By number; every state, or those of `state` alone.
std::vector<ImportRow> some_rows(db::Tx& tx, Scope const& scope, Import const& import,
                                 std::optional<RowState> state, std::int64_t after, int limit);

// The file's own columns, so that what failed can be put right there and uploaded again, after what came of
// each row. Made some hundred rows at a time; remembers only where it is.
class Report {
public:
    Report(Scope const& scope, Import import, std::optional<RowState> state, Language language)
        : scope_(scope), import_(std::move(import)), state_(state), language_(language) {}

    // The next lines; nothing at the end.
    std::string next(db::Tx& tx);

private:
    Scope scope_;
    Import import_;
    std::optional<RowState> state_;
    Language language_;
    std::int64_t after_ = 0;
    bool begun_ = false;
};

}  // namespace entrepot::imports
