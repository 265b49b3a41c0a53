// Imports over the API: upload, look, say what the columns are, delete.
#include "base/fold.hpp"
#include "imports/asking_api.hpp"
#include "imports/check_flow.hpp"
#include "imports/delete_flow.hpp"
#include "imports/routes.hpp"
#include "imports/row_form.hpp"
#include "imports/stage_flow.hpp"
#include "imports/view_flow.hpp"

namespace entrepot::imports {

namespace {

struct UploadParameters {
    std::string name;
    static constexpr std::string_view schema_name = "ImportUploadParameters";
    static constexpr auto fields() {
        return Fields{field("name", &UploadParameters::name, "Of the file.").at_most(200).or_default()};
    }
};

struct ListParameters {
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "ImportListParameters";
    static constexpr auto fields() {
        return Fields{field("cursor", &ListParameters::cursor, "next of the page before."),
                      field("size", &ListParameters::size, "Rows of a page, at most 500.")};
    }
};

struct TemplateParameters {
    std::optional<Language> language;
    static constexpr std::string_view schema_name = "ImportTemplateParameters";
    static constexpr auto fields() {
        return Fields{
            field("language", &TemplateParameters::language, "en or fr; the reader's where absent.")};
    }
};

ImportView shown(api::Context& context, Import const& import, bool whole = true) {
    return view_of(context.tx, context.scope(), import, whole);
}

Import stored(api::Context& context, std::string const& name) {
    auto const& request = context.request;
    auto const read = [&](Source const& source) {
        return stage(context.database, context.act, {name, source, context.act.request});
    };
    return request.file ? read(FileSource(*request.file)) : read(TextSource(request.body));
}

// On the pool: the file is read there, and its rows are stored in transactions of their own.
api::Answer upload(api::Context& context, api::Query<UploadParameters> const& asked) {
    check(context.caller().is_partner(), "partners import customers");
    auto const import = stored(context, asked.name);
    api::Answer answer;
    answer.status = 201;
    answer.headers.emplace_back("Location", "/ext/v1/imports/" + import.id.text());
    // What this request's own transaction sees began before the rows were stored.
    context.database.write([&](db::Tx& tx) {
        answer.body =
            json::write(view_of(tx, context.scope(), get_import(tx, context.scope(), import.id), true));
    });
    return answer;
}

ImportView view(api::Context& context, Id<Import> const& id) {
    return shown(context, get_import(context.tx, context.scope(), id));
}

ImportView plan(api::Context& context, Id<Import> const& id, Plan const& form) {
    auto import = get_import(context.tx, context.scope(), id);
    Problems problems;
    check_plan(form, import.headings.size(), problems);
    auto const manner = manner_of(context);
    if (form.agreement == onboarding::AgreementKind::attested && !manner.why_not_attest.empty())
        problems.add("agreement", "attest_not_allowed", {{"why", manner.why_not_attest}});
    problems.raise();
    begin_checking(context.tx, context.act, import, form, manner, context.sandbox);
    return shown(context, import);
}

void remove(api::Context& context, Id<Import> const& id) {
    auto const import = get_import(context.tx, context.scope(), id);
    if (import.stage == Stage::reading) throw Problem("import_being_read");
    if (import.stage == Stage::running || import.stage == Stage::undoing) throw Problem("import_is_running");
    begin_deleting(context.tx, context.act, import);
}

api::Cursored<ImportView> list(api::Context& context, api::Query<ListParameters> const& asked) {
    std::optional<Import> before;
    if (asked.cursor) {
        auto const keys = api::read_cursor(*asked.cursor);
        auto const created = keys && keys->size() == 2 ? parse_time((*keys)[0]) : std::nullopt;
        if (!created || (*keys)[1].size() != 16)
            throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
        before.emplace();
        before->created = *created;
        before->id = Id<Import>{Uuid::from_bytes((*keys)[1])};
    }
    int const size = api::page_size(asked.size, 50);
    auto found = list_imports(context.tx, context.scope(), before, size + 1);
    api::Cursored<ImportView> out;
    if (found.size() > static_cast<std::size_t>(size)) {
        found.pop_back();
        out.next = api::make_cursor({format_time(found.back().created), std::string(found.back().id.view())});
    }
    for (auto const& one : found) out.items.push_back(shown(context, one, false));
    return out;
}

std::vector<Column> all_columns(api::Context& context) { return columns_in(context.act.cloud); }

api::Answer a_template(api::Context& context, api::Query<TemplateParameters> const& asked) {
    auto const language = asked.language.value_or(context.act.language);
    api::Answer answer;
    answer.content_type = "text/csv; charset=utf-8";
    answer.headers.emplace_back(
        "Content-Disposition",
        std::string("attachment; filename=\"") +
            (language == Language::fr ? "modele-clients.csv\"" : "customers-template.csv\""));
    answer.body = template_csv(language, context.act.cloud);
    return answer;
}

}  // namespace

void add_import_routes(api::Router& router) {
    auto const may = Permission::import_customers;
    router.get("/ext/v1/imports", list).allow(may).summary("Imports of customers, the newest first");
    router.post("/ext/v1/imports", upload)
        .allow(may)
        .heavy()
        .created()
        .never_kept()
        .takes_file({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     "application/octet-stream"},
                    most_bytes_of_file)
        .answers_with<ImportView>(201)
        .summary("Upload a CSV or XLSX file of customers; nothing of it runs yet");
    router.get("/ext/v1/imports/columns", all_columns)
        .allow(may)
        .summary("What a column can be, with the headings by which it is known");
    router.get("/ext/v1/imports/template", a_template)
        .allow(may)
        .answers_as("text/csv")
        .summary("A CSV file to fill in");
    router.get("/ext/v1/imports/{import}", view).allow(may).summary("An import with its counts and progress");
    router.put("/ext/v1/imports/{import}/plan", plan)
        .allow(may)
        .summary("Say what the columns are and what holds for all rows; the rows are looked at then");
    router.del("/ext/v1/imports/{import}", remove)
        .allow(may)
        .summary("Delete an import with its rows; its customers stay");
}

}  // namespace entrepot::imports
