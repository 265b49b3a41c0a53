// Running imports: see run_flow.hpp.
#include "imports/run_flow.hpp"

#include <algorithm>

#include "agreements/attest_flow.hpp"
#include "customers/add_flow.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "imports/slices.hpp"
#include "jobs/job_store.hpp"

namespace entrepot::imports {

namespace {

struct RunMark {
    bool failed_are_over = false;
    std::int64_t after = 0, created = 0, failed = 0;
    static constexpr std::string_view schema_name = "ImportRunMark";
    static constexpr auto fields() {
        using R = RunMark;
        return Fields{field("failedAreOver", &R::failed_are_over, "Whether those tried again are over."),
                      field("after", &R::after, "The last row."),
                      field("created", &R::created, "How many so far."),
                      field("failed", &R::failed, "How many could not.")};
    }
};

// What the log says of a run that ended.
struct Ended {
    std::string name;
    std::int64_t created = 0, failed = 0;
    static constexpr std::string_view schema_name = "ImportEnded";
    static constexpr auto fields() {
        return Fields{field("name", &Ended::name, "Of the file."),
                      field("created", &Ended::created, "How many became customers."),
                      field("failed", &Ended::failed, "How many could not.")};
    }
};

// A slice's rows, judged again, with the accounts of those that are good.
struct Batch {
    std::vector<JudgedRow> rows;
    std::vector<std::optional<customers::Opening>> openings;
};

Batch prepare(jobs::Run& run, RunArgument const& argument, RunMark const& mark, int limit) {
    Batch out;
    auto const state = mark.failed_are_over ? RowState::ready : RowState::failed;
    run.database().read([&](db::Tx& tx) {
        out = {};
        auto const act = run.act(tx);
        auto const import = get_import(tx, act.scope(), argument.import);
        RowJudge judge(tx, act, run.sandbox(), argument.manner, import.plan);
        for (auto& row : rows_of_state(tx, act.scope(), import.id, state, mark.after, limit)) {
            auto const& one = out.rows.emplace_back(judge.judge(std::move(row)));
            auto& opening = out.openings.emplace_back();
            if (one.is_good())
                opening =
                    customers::opening_of(run.safe(), one.judged.customer, judge.partner(), act.real_now);
        }
    });
    return out;
}

class Writer {
public:
    Writer(jobs::Step& step, jobs::Run& run, Batch const& batch)
        : step_(step), run_(run), act_(step.act), batch_(batch) {
        for (auto const& one : batch.rows) rows_.push_back(one.row);
    }

    // Those from `first`, `count` of them: together where nothing is special about one.
    void write(std::size_t first, std::size_t count, RunMark& mark) {
        std::vector<ImportRow*> places;
        for (std::size_t i = first; i < first + count; ++i) {
            save_row(step_.tx, act_.scope(), rows_[i]);  // what it is found by, as it now is
            places.push_back(&rows_[i]);
        }
        add_conflicts(step_.tx, act_.scope(), places, act_.real_now);
        std::vector<std::size_t> plain;
        for (std::size_t i = first; i < first + count; ++i) {
            if (rows_[i].state != RowState::ready) continue;
            customers::end_reservation(step_.tx, *rows_[i].domain, act_.real_now);
            if (has_qualification(i)) add_qualified(i);
            else plain.push_back(i);
        }
        add(plain);
        for (std::size_t i = first; i < first + count; ++i) keep(i, mark);
    }
    // A row whose domain another took at the same moment.
    void fail(std::size_t i, RunMark& mark) {
        rows_[i].state = RowState::problem;
        rows_[i].problems.push_back({"company.domain", "domain_taken", {{"domain", *rows_[i].domain}}});
        keep(i, mark);
    }

private:
    bool has_qualification(std::size_t i) const {
        return batch_.rows[i].form.company.qualification != customers::Qualification::none;
    }

    void add(std::vector<std::size_t> const& which) {
        if (which.empty()) return;
        std::vector<customers::Customer> customers;
        std::vector<customers::Opening> openings;
        std::vector<agreements::Agreement> agreements;
        for (auto const i : which) {
            auto const& judged = batch_.rows[i].judged;
            customers.push_back(judged.customer);
            openings.push_back(*batch_.openings[i]);
            if (judged.agreement) agreements.push_back(*judged.agreement);
        }
        customers::add_all(step_.tx, act_, customers, openings);
        agreements::record_all(step_.tx, act_, agreements);
        for (auto const i : which) {
            onboarding::log_override(step_.tx, act_, batch_.rows[i].form, batch_.rows[i].judged);
            rows_[i].state = RowState::created;
            rows_[i].customer = batch_.rows[i].judged.customer.id;
        }
    }

    // A code of the government may have been spent by the row before.
    void add_qualified(std::size_t i) {
        auto const& form = batch_.rows[i].form;
        auto judged = batch_.rows[i].judged;
        judged.customer.qualification =
            customers::Qualification::none;  // before it is given what is asked for
        Problems found;
        onboarding::judge_qualification(step_.tx, act_, form, run_.sandbox(), judged, found);
        for (auto const& one : found.list())
            rows_[i].problems.push_back({one.field, one.code, one.words, false});
        if (!found.empty()) {
            rows_[i].state = RowState::problem;
            return;
        }
        add({i});
        customers::record_qualification(step_.tx, act_, judged.customer,
                                        onboarding::qualification_ask(form, run_.sandbox()));
    }

    void keep(std::size_t i, RunMark& mark) {
        if (rows_[i].state != RowState::created) rows_[i].state = RowState::failed;
        ++(rows_[i].state == RowState::created ? mark.created : mark.failed);
        save_row(step_.tx, act_.scope(), rows_[i]);
    }

    jobs::Step& step_;
    jobs::Run& run_;
    Act act_;
    Batch const& batch_;
    std::vector<ImportRow> rows_;
};

void end_run(jobs::Step& step, RunArgument const& argument, RunMark const& mark) {
    auto const scope = step.act.scope();
    auto const import = get_import(step.tx, scope, argument.import);
    set_stage(step.tx, scope, import.id, Stage::done, step.act.real_now);
    events::append(step.tx, step.act, {Id<Tenant>{import.tenant}, std::nullopt, std::nullopt}, "import_ended",
                   import.id, Ended{import.name, mark.created, mark.failed});
    step.finish();
}

RunMark mark_of(jobs::Run const& run, RunArgument const& argument) {
    auto mark = json::read<RunMark>(run.job().bookmark.text, {.stored = true});
    if (!argument.again) mark.failed_are_over = true;
    return mark;
}

// One slice with `count` rows of the batch from `first`; `taken`: the first one's domain is another's now.
// How long it held the writer.
std::chrono::steady_clock::duration write_slice(jobs::Run& run, RunArgument const& argument,
                                                Batch const& batch, std::size_t first, std::size_t count,
                                                bool taken, std::function<void()> const& meanwhile = {}) {
    std::chrono::steady_clock::duration held{};
    run.step(
        [&](jobs::Step& step) {
            Stopwatch const watch;
            auto mark = mark_of(run, argument);
            Writer writer(step, run, batch);
            if (taken) writer.fail(first, mark);
            else writer.write(first, count, mark);
            mark.after = batch.rows[first + count - 1].row.number;
            step.job.total = argument.rows;
            step.job.done += static_cast<std::int64_t>(count);
            step.keep_bookmark(mark);
            held = watch.time();
        },
        meanwhile);
    return held;
}

// Each try sees what the one before met: a domain, or somebody of the administrator's name, and says which.
void write_alone(jobs::Run& run, RunArgument const& argument, Batch const& batch, std::size_t row) {
    constexpr int tries = 3;
    for (int i = 0; i < tries; ++i) {
        try {
            write_slice(run, argument, batch, row, 1, false);
            return;
        } catch (db::Conflict const&) {}
    }
    write_slice(run, argument, batch, row, 1, true);
}

// Together, with the next batch made ready meanwhile; where another has just taken a domain of theirs one
// after the other.
Batch write_batch(jobs::Run& run, RunArgument const& argument, Batch const& batch, Slices& slices) {
    Batch next;
    bool is_ready = false;
    auto mark = mark_of(run, argument);
    mark.after = batch.rows.back().row.number;
    auto const prepare_next = [&] {
        next = prepare(run, argument, mark, slices.rows());
        is_ready = true;
    };
    try {
        slices.took(write_slice(run, argument, batch, 0, batch.rows.size(), false, prepare_next));
        return next;
    } catch (db::Conflict const&) {}
    for (std::size_t i = 0; i < batch.rows.size(); ++i) write_alone(run, argument, batch, i);
    if (!is_ready) prepare_next();
    return next;
}

void run_slices(jobs::Run& run, RunArgument const& argument) {
    Slices slices(run.database().waits());
    for (bool more = true; more;) {
        auto mark = mark_of(run, argument);
        auto batch = prepare(run, argument, mark, slices.rows());
        while (!batch.rows.empty()) batch = write_batch(run, argument, batch, slices);
        more = run.step([&](jobs::Step& step) {
            auto last = mark_of(run, argument);
            if (last.failed_are_over) return end_run(step, argument, last);
            last.failed_are_over = true;
            last.after = 0;
            step.keep_bookmark(last);
        });
    }
}

}  // namespace

void begin_running(db::Tx& tx, Act const& act, Import& import, Manner const& manner, bool again) {
    if (import.stage == Stage::running || import.stage == Stage::undoing) throw Problem("import_is_running");
    if (import.stage != Stage::ready && import.stage != Stage::done && import.stage != Stage::undone)
        throw Problem("import_not_checked");
    auto const counts = count_rows(tx, act.scope(), import.id);
    auto const wanted = counts.ready + (again ? counts.failed : 0);
    if (wanted == 0) throw Problem("import_nothing_to_run");
    import.stage = Stage::running;
    import.changed = act.real_now;
    import.job = jobs::enqueue(tx, act, run_job, {import.id, manner, wanted, again});
    save_import(tx, act.scope(), import);
}

void run_all(jobs::Run& run, RunArgument const& argument) {
    try {
        run_slices(run, argument);
    } catch (Problem const& problem) {
        throw jobs::GivenUp(problem.code);
    }
}

}  // namespace entrepot::imports
