// Running an import over the API: begin, pause, go on, again for what failed, undo.
#include "imports/asking_api.hpp"
#include "imports/routes.hpp"
#include "imports/run_flow.hpp"
#include "imports/undo_flow.hpp"
#include "imports/view_flow.hpp"

namespace entrepot::imports {

namespace {

ImportView shown(api::Context& context, Import const& import) {
    return view_of(context.tx, context.scope(), import, true);
}

// A person's word for each customer: who may not give it may not run what rests on it.
ImportView run_it(api::Context& context, Id<Import> const& id, bool again) {
    auto import = get_import(context.tx, context.scope(), id);
    begin_running(context.tx, context.act, import, manner_of(context), again);
    return shown(context, import);
}
ImportView run(api::Context& context, Id<Import> const& id) { return run_it(context, id, false); }
ImportView run_again(api::Context& context, Id<Import> const& id) { return run_it(context, id, true); }

ImportView pause(api::Context& context, Id<Import> const& id) {
    auto const import = get_import(context.tx, context.scope(), id);
    if (!import.job || !jobs::pause(context.tx, context.scope(), *import.job))
        throw Problem("import_at_rest");
    return shown(context, import);
}

ImportView resume(api::Context& context, Id<Import> const& id) {
    auto const import = get_import(context.tx, context.scope(), id);
    if (!import.job || !jobs::resume(context.tx, context.scope(), *import.job, context.act.real_now))
        throw Problem("import_not_paused");
    return shown(context, import);
}

ImportView undo(api::Context& context, Id<Import> const& id) {
    auto import = get_import(context.tx, context.scope(), id);
    begin_undoing(context.tx, context.act, import);
    return shown(context, import);
}

}  // namespace

void add_run_routes(api::Router& router) {
    auto const may = Permission::import_customers;
    router.post("/ext/v1/imports/{import}/run", run)
        .allow(may)
        .summary("Make customers of the rows that are ready");
    router.post("/ext/v1/imports/{import}/rerun", run_again)
        .allow(may)
        .summary("The same, and rows that failed once more");
    router.post("/ext/v1/imports/{import}/pause", pause).allow(may).summary("Pause what works on an import");
    router.post("/ext/v1/imports/{import}/resume", resume).allow(may).summary("Go on where it was paused");
    router.post("/ext/v1/imports/{import}/undo", undo)
        .allow(may)
        .summary("Take back its customers that nobody has used yet; the others stay and say why");
}

}  // namespace entrepot::imports
