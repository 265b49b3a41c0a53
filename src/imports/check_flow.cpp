// Checking rows: see check_flow.hpp.
#include "imports/check_flow.hpp"

#include "imports/column.hpp"
#include "imports/row_form.hpp"
#include "imports/slices.hpp"
#include "jobs/job_store.hpp"

namespace entrepot::imports {

namespace {

constexpr int rows_of_one_domain = 20;

struct CheckMark {
    std::int64_t after = 0;
    static constexpr std::string_view schema_name = "ImportCheckMark";
    static constexpr auto fields() { return Fields{field("after", &CheckMark::after, "The last row.")}; }
};

bool is_open(ImportRow const& row) { return row.state != RowState::created && row.state != RowState::undone; }

struct Looked {
    std::vector<ImportRow> rows;  // those that are open
    std::int64_t last = 0, seen = 0;
};

Looked look(jobs::Run& run, CheckArgument const& argument, std::int64_t after, int limit) {
    Looked out;
    run.database().read([&](db::Tx& tx) {
        out = {};
        auto const act = run.act(tx);
        auto const import = get_import(tx, act.scope(), argument.import);
        RowJudge judge(tx, act, run.sandbox(), argument.manner, import.plan);
        for (auto& row : rows_after(tx, act.scope(), import.id, after, limit)) {
            out.last = row.number;
            ++out.seen;
            if (is_open(row)) out.rows.push_back(judge.judge(std::move(row)).row);
        }
    });
    return out;
}

// What they are found by is stored first: conflicts are looked for among the rows themselves.
void store(db::Tx& tx, Act const& act, std::vector<ImportRow>& rows) {
    std::vector<ImportRow*> places;
    for (auto& row : rows) {
        save_row(tx, act.scope(), row);
        places.push_back(&row);
    }
    for (auto const* row : add_conflicts(tx, act.scope(), places, act.real_now))
        save_row(tx, act.scope(), *row);
}

void check_slices(jobs::Run& run, CheckArgument const& argument) {
    Slices slices(run.database().waits());
    for (bool more = true; more;) {
        auto const after = json::read<CheckMark>(run.job().bookmark.text, {.stored = true}).after;
        auto const looked = look(run, argument, after, slices.rows());
        Stopwatch watch;
        more = run.step([&](jobs::Step& step) {
            watch = {};
            auto const scope = step.act.scope();
            step.job.total = argument.rows;
            if (looked.seen == 0) {
                set_stage(step.tx, scope, argument.import, Stage::ready, step.act.real_now);
                return step.finish();
            }
            auto rows = looked.rows;
            store(step.tx, step.act, rows);
            step.job.done += looked.seen;
            step.keep_bookmark(CheckMark{looked.last});
        });
        slices.took(watch.time());
    }
}

void refuse_begun(Import const& import) {
    if (import.stage == Stage::reading) throw Problem("import_being_read");
    bool const begun = import.stage == Stage::running || import.stage == Stage::done ||
                       import.stage == Stage::undoing || import.stage == Stage::undone;
    if (begun) throw Problem("import_begun");
}

}  // namespace

void begin_checking(db::Tx& tx, Act const& act, Import& import, Plan const& plan, Manner const& manner,
                    bool sandbox) {
    refuse_begun(import);
    // What would stop every row is said at once: a restricted partner, an app that is gone.
    RowJudge const judge(tx, act, sandbox, manner, plan);
    if (import.job) jobs::cancel(tx, act.scope(), *import.job, act.real_now);
    import.plan = plan;
    import.stage = Stage::checking;
    import.changed = act.real_now;
    import.job = jobs::enqueue(tx, act, check_job, {import.id, manner, import.rows});
    save_import(tx, act.scope(), import);
}

void check_all(jobs::Run& run, CheckArgument const& argument) {
    try {
        check_slices(run, argument);
    } catch (Problem const& problem) {
        throw jobs::GivenUp(problem.code);
    }
}

ImportRow fix_row(db::Tx& tx, Act const& act, Import const& import, std::int64_t number, Words const& values,
                  Manner const& manner, bool sandbox) {
    auto const scope = act.scope();
    auto row = get_row(tx, scope, import.id, number);
    if (!is_open(row)) throw Problem("import_row_done");
    for (auto const& [path, value] : values) {
        if (!find_column(path))
            throw Problem("import_column_unknown", {{"column", path}}).at("values." + path);
        row.fixes[path] = cell_text(value, number);
    }
    RowJudge judge(tx, act, sandbox, manner, import.plan);
    auto const before = row.domain;
    std::vector<ImportRow> rows = {judge.judge(std::move(row)).row};
    auto const now = rows.front().domain;
    for (auto const& domain : {before, now})
        if (domain)
            for (auto& other : rows_of_domain(tx, scope, import.id, *domain, rows_of_one_domain))
                if (other.number != number && is_open(other))
                    rows.push_back(judge.judge(std::move(other)).row);
    for (auto const& one : rows) save_row(tx, scope, one);
    for (auto& one : rows)
        if (!add_conflicts(tx, scope, {&one}, act.real_now).empty()) save_row(tx, scope, one);
    return rows.front();
}

}  // namespace entrepot::imports
