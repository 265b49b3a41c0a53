// Writing reports: see report_api.hpp.
#include "imports/report_api.hpp"

#include <utility>

#include "api/problem_answer.hpp"
#include "base/csv.hpp"

namespace entrepot::imports {

namespace {

constexpr int rows_at_once = 200;

std::string outcome(RowState state, bool french) {
    switch (state) {
        case RowState::staged: return french ? "pas encore vérifiée" : "not checked yet";
        case RowState::ready: return french ? "prête" : "ready";
        case RowState::problem: return french ? "à corriger" : "to be corrected";
        case RowState::created: return french ? "client créé" : "customer created";
        case RowState::failed: return french ? "échec" : "failed";
        case RowState::undone: return french ? "annulée" : "undone";
    }
    return {};
}

std::vector<std::string> headings(Import const& import, bool french) {
    std::vector<std::string> out = {french ? "Ligne" : "Row", french ? "Résultat" : "Outcome",
                                    french ? "Identifiant du client" : "Customer ID",
                                    french ? "Remarques" : "Remarks"};
    out.insert(out.end(), import.headings.begin(), import.headings.end());
    return out;
}

std::vector<std::string> cells_of(Import const& import, ImportRow const& row, Language language) {
    auto cells = row.cells;
    cells.resize(import.headings.size());
    for (std::size_t i = 0; i < import.plan.columns.size() && i < cells.size(); ++i)
        if (auto const fix = row.fixes.find(import.plan.columns[i]); fix != row.fixes.end())
            cells[i] = fix->second;
    std::string said;
    for (auto const& one : row.problems)
        said += (said.empty() ? "" : " ") + api::field_sentence({one.path, one.code, one.words}, language);
    std::vector<std::string> out = {std::to_string(row.number), outcome(row.state, language == Language::fr),
                                    row.customer ? row.customer->text() : "", said};
    out.insert(out.end(), cells.begin(), cells.end());
    return out;
}

}  // namespace

std::vector<ImportRow> some_rows(db::Tx& tx, Scope const& scope, Import const& import,
                                 std::optional<RowState> state, std::int64_t after, int limit) {
    return state ? rows_of_state(tx, scope, import.id, *state, after, limit)
                 : rows_after(tx, scope, import.id, after, limit);
}

std::string Report::next(db::Tx& tx) {
    auto const style = csv_style(true, language_);
    std::string out;
    if (!std::exchange(begun_, true)) out = csv_head(headings(import_, language_ == Language::fr), style);
    auto const rows = some_rows(tx, scope_, import_, state_, after_, rows_at_once);
    for (auto const& row : rows) out += csv_line(cells_of(import_, row, language_), style);
    if (!rows.empty()) after_ = rows.back().number;
    return out;
}

}  // namespace entrepot::imports
