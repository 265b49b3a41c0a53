// Deleting imports: see delete_flow.hpp.
#include "imports/delete_flow.hpp"

#include "imports/import_store.hpp"

namespace entrepot::imports {

Id<jobs::Job> begin_deleting(db::Tx& tx, Act const& act, Import const& import) {
    set_stage(tx, act.scope(), import.id, Stage::deleting, act.real_now);
    if (import.job) jobs::cancel(tx, act.scope(), *import.job, act.real_now);
    return jobs::enqueue(tx, act, delete_import_job, {import.id}, {.once = import.id.text()});
}

void delete_all_rows(jobs::Run& run, ImportArgument const& argument) {
    while (run.step([&](jobs::Step& step) {
        auto const scope = step.act.scope();
        ++step.job.done;
        if (delete_rows(step.tx, scope, argument.import)) return;
        delete_import(step.tx, scope, argument.import);
        step.finish();
    })) {}
}

}  // namespace entrepot::imports
