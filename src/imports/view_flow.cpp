// Reading an import for its reader: see view_flow.hpp.
#include "imports/view_flow.hpp"

#include "imports/row_form.hpp"

namespace entrepot::imports {

namespace {

constexpr int rows_of_sample = 5;

ImportProgress progress_of(jobs::Job const& job) {
    using S = jobs::State;
    return {job.state, job.done, job.total, job.state == S::waiting || job.state == S::running,
            job.state == S::paused || job.state == S::failed};
}

}  // namespace

ImportView view_of(db::Tx& tx, Scope const& scope, Import const& import, bool whole) {
    ImportView out;
    out.id = import.id;
    out.name = import.name;
    out.format = import.format;
    out.stage = import.stage;
    out.begun_by = import.begun_by;
    out.created = import.created;
    out.changed = import.changed;
    out.headings = import.headings;
    out.plan = import.plan;
    out.missing_columns = missing_columns(import.plan);
    out.rows = import.rows;
    if (import.job)
        if (auto const job = jobs::find(tx, scope, *import.job)) out.progress = progress_of(*job);
    if (!whole) return out;
    out.counts = count_rows(tx, scope, import.id);
    for (auto& row : rows_after(tx, scope, import.id, 0, rows_of_sample))
        out.sample.push_back(std::move(row.cells));
    return out;
}

}  // namespace entrepot::imports
