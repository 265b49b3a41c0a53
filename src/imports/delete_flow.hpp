// Deleting an import with its rows; the customers that came of it stay.
#pragma once

#include "imports/import.hpp"
#include "jobs/run.hpp"

namespace entrepot::imports {

struct ImportArgument {
    Id<Import> import;
    std::int64_t rows = 0;  // that are to be looked at, for the progress
    static constexpr std::string_view schema_name = "ImportArgument";
    static constexpr auto fields() {
        return Fields{field("importId", &ImportArgument::import, "Which."),
                      field("rows", &ImportArgument::rows, "How many.").or_default()};
    }
};
inline constexpr jobs::Kind<ImportArgument> delete_import_job{"imports.delete", jobs::Lane::quick};

// It is gone for its reader at once; its rows go a slice at a time, by the job that is answered.
Id<jobs::Job> begin_deleting(db::Tx& tx, Act const& act, Import const& import);
void delete_all_rows(jobs::Run& run, ImportArgument const& argument);

}  // namespace entrepot::imports
