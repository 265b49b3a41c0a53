// Running an import: its rows become customers, some in a transaction, each once whatever happens between.
#pragma once

#include "imports/judge_flow.hpp"
#include "jobs/run.hpp"

namespace entrepot::imports {

struct RunArgument {
    Id<Import> import;
    Manner manner;
    std::int64_t rows = 0;  // for the progress
    bool again = false;     // rows that failed are tried once more, before the others
    static constexpr std::string_view schema_name = "ImportRun";
    static constexpr auto fields() {
        using R = RunArgument;
        return Fields{
            field("importId", &R::import, "Which."), field("manner", &R::manner, "On whose behalf."),
            field("rows", &RunArgument::rows, "How many.").or_default(),
            field("again", &R::again, "Whether rows that failed are tried once more.").or_default()};
    }
};
inline constexpr jobs::Kind<RunArgument> run_job{"imports.run", jobs::Lane::slow};

// In the request. Throws import_not_checked, import_is_running, import_nothing_to_run.
void begin_running(db::Tx& tx, Act const& act, Import& import, Manner const& manner, bool again);
void run_all(jobs::Run& run, RunArgument const& argument);

}  // namespace entrepot::imports
