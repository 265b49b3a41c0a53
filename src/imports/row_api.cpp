// An import's rows over the API: page by page with what is wrong, put right one by one, and as a report.
#include "api/problem_answer.hpp"
#include "api/stream.hpp"
#include "imports/asking_api.hpp"
#include "imports/check_flow.hpp"
#include "imports/report_api.hpp"
#include "imports/routes.hpp"
#include "imports/row_form.hpp"

namespace entrepot::imports {

namespace {

struct RowProblemView {
    std::string path, code, rule, remedy, message;
    bool warning = false;
    static constexpr std::string_view schema_name = "ImportProblem";
    static constexpr auto fields() {
        using P = RowProblemView;
        return Fields{field("field", &P::path, "Which field; empty: the whole row."),
                      field("code", &P::code, "Stable."),
                      field("rule", &P::rule, "What is wrong and why."),
                      field("remedy", &P::remedy, "What to do."),
                      field("message", &P::message, "Both in one."),
                      field("warning", &P::warning, "Whether it is allowed and only looks wrong.")};
    }
};

struct RowView {
    std::int64_t number = 0;
    RowState state = RowState::staged;
    Words values;
    std::vector<std::string> fixed;
    std::vector<RowProblemView> problems;
    std::optional<Id<Tenant>> customer;
    static constexpr std::string_view schema_name = "ImportRow";
    static constexpr auto fields() {
        using R = RowView;
        return Fields{
            field("number", &R::number, "The file's line or row."),
            field("state", &R::state, "Where it stands."),
            field("values", &R::values, "By field, as the file has them or as they were put right."),
            field("fixed", &R::fixed, "Fields that were put right."),
            field("problems", &R::problems, "What stands in its way, and what looks wrong."),
            field("customerId", &R::customer, "The customer it became.")};
    }
};

struct RowParameters {
    std::optional<RowState> state;
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "ImportRowParameters";
    static constexpr auto fields() {
        using R = RowParameters;
        return Fields{field("state", &R::state, "Only these: problem, failed, ready, created, undone."),
                      field("cursor", &R::cursor, "next of the page before."),
                      field("size", &R::size, "Rows of a page, at most 500.")};
    }
};

struct ReportParameters {
    std::optional<RowState> state;
    std::optional<Language> language;
    static constexpr std::string_view schema_name = "ImportReportParameters";
    static constexpr auto fields() {
        using R = ReportParameters;
        return Fields{field("state", &R::state, "Only these."),
                      field("language", &R::language, "en or fr; the reader's where absent.")};
    }
};

struct RowFix {
    Words values;
    static constexpr std::string_view schema_name = "ImportRowFix";
    static constexpr auto fields() {
        return Fields{field("values", &RowFix::values, "New texts by field; an empty one clears it.")};
    }
};

RowProblemView shown(RowProblem const& problem, Language language) {
    auto words = api::told({problem.path, problem.code, problem.words}, language);
    return {problem.path,
            std::move(words.code),
            std::move(words.rule),
            std::move(words.remedy),
            std::move(words.message),
            problem.warns};
}

RowView view_of(Plan const& plan, ImportRow const& row, Language language) {
    RowView out;
    out.number = row.number;
    out.state = row.state;
    out.values = row_values(plan, row.cells, row.fixes);
    for (auto const& [path, value] : row.fixes) out.fixed.push_back(path);
    for (auto const& one : row.problems) out.problems.push_back(shown(one, language));
    out.customer = row.customer;
    return out;
}

std::int64_t number_of(std::optional<std::string> const& cursor) {
    if (!cursor) return 0;
    auto const keys = api::read_cursor(*cursor);
    auto const number = keys && keys->size() == 1 ? json::parse_word<std::int64_t>((*keys)[0]) : std::nullopt;
    if (!number) throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
    return *number;
}

api::Cursored<RowView> list(api::Context& context, Id<Import> const& id,
                            api::Query<RowParameters> const& asked) {
    auto const import = get_import(context.tx, context.scope(), id);
    int const size = api::page_size(asked.size, 50);
    auto rows =
        some_rows(context.tx, context.scope(), import, asked.state, number_of(asked.cursor), size + 1);
    api::Cursored<RowView> out;
    if (rows.size() > static_cast<std::size_t>(size)) {
        rows.pop_back();
        out.next = api::make_cursor({std::to_string(rows.back().number)});
    }
    for (auto const& row : rows) out.items.push_back(view_of(import.plan, row, context.act.language));
    return out;
}

RowView fix(api::Context& context, Id<Import> const& id, std::int64_t const& number, RowFix const& form) {
    auto const import = get_import(context.tx, context.scope(), id);
    bool const rests =
        import.stage == Stage::ready || import.stage == Stage::done || import.stage == Stage::undone;
    if (!rests) throw Problem("import_at_work");
    auto const row =
        fix_row(context.tx, context.act, import, number, form.values, manner_of(context), context.sandbox);
    return view_of(import.plan, row, context.act.language);
}

api::Answer report(api::Context& context, Id<Import> const& id, api::Query<ReportParameters> const& asked) {
    auto const import = get_import(context.tx, context.scope(), id);
    auto const language = asked.language.value_or(context.act.language);
    std::string const name = language == Language::fr ? "rapport-importation.csv" : "import-report.csv";
    context.header("Content-Disposition", "attachment; filename=\"" + name + '"');
    return api::streamed("text/csv; charset=utf-8", [report = Report(context.scope(), import, asked.state,
                                                                     language)](db::Tx& tx) mutable {
        api::Piece out;
        out.bytes = report.next(tx);
        out.last = out.bytes.empty();
        return out;
    });
}

}  // namespace

void add_row_routes(api::Router& router) {
    auto const may = Permission::import_customers;
    router.get("/ext/v1/imports/{import}/rows", list)
        .allow(may)
        .summary("An import's rows, with what is wrong");
    router.patch("/ext/v1/imports/{import}/rows/{row}", fix)
        .allow(may)
        .summary("Put a row right; it is looked at again at once");
    router.get("/ext/v1/imports/{import}/report", report)
        .allow(may)
        .answers_as("text/csv")
        .summary("The file's rows with what came of each, as CSV");
}

}  // namespace entrepot::imports
