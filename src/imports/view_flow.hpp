// An import as its reader sees it: read together with its rows' counts and with what works on it.
#pragma once

#include "imports/column.hpp"
#include "imports/import_store.hpp"
#include "jobs/job.hpp"

namespace entrepot::imports {

struct ImportProgress {
    jobs::State state = jobs::State::waiting;
    std::int64_t done = 0, total = 0;
    bool can_pause = false, can_resume = false;
    static constexpr std::string_view schema_name = "ImportProgress";
    static constexpr auto fields() {
        using P = ImportProgress;
        return Fields{field("state", &P::state, "Of the work on it: waiting, running, paused, done, failed."),
                      field("done", &P::done, "Rows that are behind."),
                      field("total", &P::total, "Of how many; 0: not known yet."),
                      field("canPause", &P::can_pause, "Whether it can be paused now."),
                      field("canResume", &P::can_resume, "Whether it can go on.")};
    }
};

struct ImportView {
    Id<Import> id;
    std::string name;
    Format format = Format::csv;
    Stage stage = Stage::mapping;
    std::string begun_by;
    Time created, changed;
    std::vector<std::string> headings;
    Plan plan;
    std::vector<std::string> missing_columns;
    std::vector<std::vector<std::string>> sample;
    Counts counts;
    std::int64_t rows = 0;
    std::optional<ImportProgress> progress;
    static constexpr std::string_view schema_name = "Import";
    static constexpr auto fields() {
        using I = ImportView;
        return Fields{
            field("id", &I::id, "The import."),
            field("name", &I::name, "Of its file."),
            field("format", &I::format, "csv or xlsx."),
            field("stage", &I::stage, "Where it stands."),
            field("begunBy", &I::begun_by, "Who uploaded it."),
            field("createdAt", &I::created, "Real time."),
            field("changedAt", &I::changed, "Real time."),
            field("headings", &I::headings, "The file's first row."),
            field("plan", &I::plan, "How the rows are read; proposed from the headings at first."),
            field("missingColumns", &I::missing_columns, "Required fields that nothing fills yet."),
            field("sample", &I::sample, "The file's next rows, for choosing columns; absent in lists."),
            field("counts", &I::counts, "How its rows stand; absent in lists."),
            field("rows", &I::rows, "How many it has."),
            field("progress", &I::progress, "Of what works on it, or did last."),
        };
    }
};

// `whole`: with its sample and its counts, which are counted.
ImportView view_of(db::Tx& tx, Scope const& scope, Import const& import, bool whole);

}  // namespace entrepot::imports
