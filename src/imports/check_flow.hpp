// Looking at all rows of an import: what stands in the way of each, stored with it.
#pragma once

#include "imports/judge_flow.hpp"
#include "jobs/run.hpp"

namespace entrepot::imports {

struct CheckArgument {
    Id<Import> import;
    Manner manner;
    std::int64_t rows = 0;  // for the progress
    static constexpr std::string_view schema_name = "ImportCheck";
    static constexpr auto fields() {
        return Fields{field("importId", &CheckArgument::import, "Which."),
                      field("manner", &CheckArgument::manner, "On whose behalf."),
                      field("rows", &CheckArgument::rows, "How many.").or_default()};
    }
};
inline constexpr jobs::Kind<CheckArgument> check_job{"imports.check", jobs::Lane::slow};

// In the request: its plan becomes this one, and a job looks at the rows. Throws import_is_running and the
// like where it has begun already.
void begin_checking(db::Tx& tx, Act const& act, Import& import, Plan const& plan, Manner const& manner,
                    bool sandbox);
void check_all(jobs::Run& run, CheckArgument const& argument);

// A row that was put right, looked at again, with others that want or wanted the same domain. Throws
// import_row_done where it became a customer.
ImportRow fix_row(db::Tx& tx, Act const& act, Import const& import, std::int64_t number, Words const& values,
                  Manner const& manner, bool sandbox);

}  // namespace entrepot::imports
