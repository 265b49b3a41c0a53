// An import of customers: its file's rows as they stand in the database, how they are read, what came of
// each.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/act.hpp"
#include "base/problem.hpp"
#include "imports/sheet.hpp"
#include "onboarding/onboarding.hpp"

namespace entrepot::jobs {
struct Job;
}

namespace entrepot::imports {

// reading: its rows are being stored. mapping: they are, and it is to be said what the columns mean.
enum class Stage : std::uint8_t {
    reading,
    mapping,
    checking,
    ready,
    running,
    done,
    undoing,
    undone,
    deleting
};
constexpr auto wire_names(Stage) {
    using S = Stage;
    return std::array{
        Wire{S::reading, "reading"}, Wire{S::mapping, "mapping"}, Wire{S::checking, "checking"},
        Wire{S::ready, "ready"},     Wire{S::running, "running"}, Wire{S::done, "done"},
        Wire{S::undoing, "undoing"}, Wire{S::undone, "undone"},   Wire{S::deleting, "deleting"}};
}

enum class DateOrder : std::uint8_t { day_first, month_first };
constexpr auto wire_names(DateOrder) {
    return std::array{Wire{DateOrder::day_first, "dayFirst"}, Wire{DateOrder::month_first, "monthFirst"}};
}

// Of a column that is no field.
inline constexpr std::string_view left_out = "-";

// How the rows are read: which column is which field, and what holds where a row says nothing.
struct Plan {
    std::vector<std::string> columns;
    std::string country, culture, reseller;
    std::optional<onboarding::AgreementKind> agreement;
    std::string date_agreed;
    DateOrder date_order = DateOrder::day_first;
    static constexpr std::string_view schema_name = "ImportPlan";
    static constexpr auto fields() {
        using P = Plan;
        return Fields{
            field("columns", &P::columns, "For each column of the file a field, or - where it is left out.")
                .at_most(most_columns),
            field("country", &P::country, "Of rows without one.").at_most(60).or_default(),
            field("culture", &P::culture, "Of rows without one; else the country's usual one.")
                .at_most(20)
                .or_default(),
            field("reseller", &P::reseller, "Of rows without one: partner id, domain or tenant id.")
                .at_most(200)
                .or_default(),
            field("agreement", &P::agreement, "Of rows without one: attested, invited."),
            field("dateAgreed", &P::date_agreed, "Of rows without one, where attested.")
                .at_most(40)
                .or_default(),
            field("dateOrder", &P::date_order, "How 03/04/2026 is read.").or_default(),
        };
    }
};

struct Import {
    Id<Import> id;
    Id<Tenant> tenant;
    Uuid request;
    std::string name;
    Format format = Format::csv;
    Stage stage = Stage::reading;
    std::vector<std::string> headings;
    Plan plan;
    std::int64_t rows = 0;
    std::optional<Id<jobs::Job>> job;
    std::string begun_by;
    Time created, changed;
    static constexpr std::string_view schema_name = "ImportRecord";
    static constexpr std::string_view table = "imports";
    static constexpr auto fields() {
        using I = Import;
        return Fields{field("importId", &I::id, "The import.").key(),
                      field("tenantId", &I::tenant, "Whose it is.").key(),
                      field("requestId", &I::request, "Of the upload."),
                      field("name", &I::name, "Of the file."),
                      field("format", &I::format, "csv or xlsx."),
                      field("stage", &I::stage, "Where it stands."),
                      field("headings", &I::headings, "The file's columns."),
                      field("plan", &I::plan, "How the rows are read."),
                      field("rowCount", &I::rows, "How many."),
                      field("jobId", &I::job, "What works on it, or did last."),
                      field("begunBy", &I::begun_by, "The person's name at that time."),
                      field("createdAt", &I::created, "Real time."),
                      field("changedAt", &I::changed, "Real time.")};
    }
};

// staged: not looked at yet. ready: nothing stands in its way. problem: something does. failed: something did
// when it ran. undone: its customer is gone again.
enum class RowState : std::uint8_t { staged, ready, problem, created, failed, undone };
constexpr auto wire_names(RowState) {
    using R = RowState;
    return std::array{Wire{R::staged, "staged"},   Wire{R::ready, "ready"},   Wire{R::problem, "problem"},
                      Wire{R::created, "created"}, Wire{R::failed, "failed"}, Wire{R::undone, "undone"}};
}

// Codes and words: the sentences are made when somebody reads them, in that reader's language.
struct RowProblem {
    std::string path, code;
    Words words;
    bool warns = false;
    static constexpr std::string_view schema_name = "ImportRowProblem";
    static constexpr auto fields() {
        using P = RowProblem;
        return Fields{field("field", &P::path, "Which field."), field("code", &P::code, "Stable."),
                      field("words", &P::words, "For its sentence."),
                      field("warns", &P::warns, "Allowed, and looks wrong.")};
    }
};

struct ImportRow {
    Id<Import> import;
    std::int64_t number = 0;
    Id<Tenant> tenant;
    RowState state = RowState::staged;
    std::vector<std::string> cells;
    Words fixes;
    std::vector<RowProblem> problems;
    std::optional<std::string> domain, registration, name_fold;
    std::optional<Id<Tenant>> customer;
    static constexpr std::string_view schema_name = "ImportRowRecord";
    static constexpr std::string_view table = "import_rows";
    static constexpr auto fields() {
        using R = ImportRow;
        return Fields{field("importId", &R::import, "The import.").key(),
                      field("number", &R::number, "The file's line or row.").key(),
                      field("tenantId", &R::tenant, "Whose it is.").key(),
                      field("state", &R::state, "Where it stands."),
                      field("cells", &R::cells, "As the file has them."),
                      field("fixes", &R::fixes, "What was put right since, by field."),
                      field("problems", &R::problems, "What is wrong, or looks so."),
                      field("domain", &R::domain, "What it will hold."),
                      field("registration", &R::registration, "Its number, squeezed."),
                      field("nameFold", &R::name_fold, "Its name, folded."),
                      field("customerId", &R::customer, "The customer it became.")};
    }
};

}  // namespace entrepot::imports
