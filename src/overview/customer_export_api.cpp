// The list of customers as a file: CSV while it is read, a workbook as a job.
#include "api/watch.hpp"
#include "overview/csv.hpp"
#include "overview/customer_export_flow.hpp"
#include "overview/customer_export_store.hpp"
#include "overview/routes.hpp"

namespace entrepot::overview {

namespace {

constexpr int page_size = 500;

struct CsvWish {
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider;
    std::optional<Language> language;
    bool excel = false;
    static constexpr std::string_view schema_name = "CustomerCsvWish";
    static constexpr auto fields() {
        using W = CsvWish;
        return Fields{
            field("q", &W::search, "As in the list."),
            field("reseller", &W::reseller, "A reseller's tenant, or none for direct customers."),
            field("country", &W::country, "Two letters."),
            field("agreement", &W::agreement, "accepted, invited or none."),
            field("provider", &W::provider, "Whose customers: of a reseller with several providers."),
            field("language", &W::language, "en or fr: of headings and words; absent: the request's."),
            field("excel", &W::excel,
                  "true: with a byte order mark, and separator and decimal sign as Excel has them in that "
                  "language.")
                .or_default(),
        };
    }
};

struct WorkbookForm {
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider;
    static constexpr std::string_view schema_name = "CustomerExportForm";
    static constexpr auto fields() {
        using W = WorkbookForm;
        return Fields{
            field("q", &W::search, "As in the list.").at_most(200),
            field("reseller", &W::reseller, "A reseller's tenant, or none for direct customers."),
            field("country", &W::country, "Two letters."),
            field("agreement", &W::agreement, "accepted, invited or none."),
            field("provider", &W::provider, "Whose customers: of a reseller with several providers.")};
    }
};

struct ExportView {
    Id<jobs::Job> id;
    jobs::State state = jobs::State::waiting;
    std::int64_t done = 0, total = 0;
    std::optional<std::string> name;
    std::optional<std::int64_t> size;
    Time asked;
    std::optional<Time> expires;
    bool ready = false;
    static constexpr std::string_view schema_name = "CustomerExport";
    static constexpr auto fields() {
        using E = ExportView;
        return Fields{
            field("id", &E::id, "The export."),
            field("state", &E::state, "How its job stands."),
            field("done", &E::done, "Customers written so far."),
            field("total", &E::total, "Of how many; 0: not known."),
            field("name", &E::name, "Of the file."),
            field("size", &E::size, "Bytes."),
            field("askedAt", &E::asked, "When it was asked for."),
            field("expiresAt", &E::expires, "When the file goes."),
            field("ready", &E::ready, "Whether the file is there to be fetched."),
        };
    }
};

ExportView view_of(jobs::Job const& job, std::optional<jobs::JobFile> const& file) {
    ExportView out;
    out.id = job.id;
    out.state = job.state;
    out.done = job.done;
    out.total = job.total;
    out.asked = job.created;
    out.ready = file.has_value();
    if (!file) return out;
    out.name = file->name;
    out.size = file->size;
    out.expires = file->expires;
    return out;
}

// What another asked for does not exist here.
jobs::Job own_job(db::Tx& tx, Scope const& scope, Caller const& caller, Id<jobs::Job> id) {
    auto job = jobs::find(tx, scope, id);
    if (!job || job->kind != export_customers.name || !is_asker(*job, caller)) throw Problem("1000");
    return *std::move(job);
}

ExportView look(db::Tx& tx, Act const& act, Id<jobs::Job> id) {
    auto const job = own_job(tx, act.scope(), act.caller, id);
    return view_of(job, jobs::find_file(tx, act.scope(), id, real_time()));
}

std::string disposition(std::string const& name) { return "attachment; filename=\"" + name + '"'; }

// A page is a piece; the place where it stopped is all that is remembered.
api::Answer csv(api::Context& context, api::Query<CsvWish> const& asked) {
    ListFilter const filter{asked.search, asked.reseller, asked.country, asked.agreement, asked.provider};
    ListQuery query;
    query.wanted = wanted_of(filter);
    query.limit = page_size;
    auto const language = asked.language.value_or(context.act.language);
    CustomerSheet const sheet(language, context.may(Permission::see_prices));
    auto const style = csv_style(asked.excel, language);
    note_export(context.tx, context.act, filter, "csv");
    context.header("Content-Disposition", disposition(sheet.file_name(context.now(), "csv")));
    return api::streamed("text/csv; charset=utf-8",
                         [sheet = std::make_shared<CustomerSheet const>(sheet), style, query,
                          scope = context.scope(), begun = false](db::Tx& tx) mutable -> api::Piece {
                             api::Piece out;
                             if (!std::exchange(begun, true)) out.bytes = csv_head(sheet->columns(), style);
                             auto page = export_page(tx, scope, query);
                             for (auto const& row : page.rows) csv_line(sheet->cells(row), style, out.bytes);
                             out.last = !page.rest;
                             query.from = std::move(page.rest);
                             return out;
                         });
}

ExportView ask(api::Context& context, WorkbookForm const& form) {
    auto const id = ask_for_workbook(context.tx, context.act,
                                     {form.search, form.reseller, form.country, form.agreement, form.provider,
                                      context.may(Permission::see_prices)});
    context.header("Location", "/ext/v1/customer-exports/" + id.text());
    return look(context.tx, context.act, id);
}

std::vector<ExportView> list_own(api::Context& context) {
    std::vector<ExportView> out;
    for (auto const& job : jobs::list(context.tx, context.scope(), export_customers.name, std::nullopt, 50))
        if (is_asker(job, context.caller()) && out.size() < 10)
            out.push_back(
                view_of(job, jobs::find_file(context.tx, context.scope(), job.id, context.act.real_now)));
    return out;
}

ExportView view(api::Context& context, Id<jobs::Job> const& id) { return look(context.tx, context.act, id); }

api::Answer watch(api::Context& context, Id<jobs::Job> const& id) {
    look(context.tx, context.act, id);
    return api::watch<ExportView>(context, "export", [act = context.act, id](db::Tx& tx) {
        auto seen = look(tx, act, id);
        bool const goes_on = seen.state == jobs::State::waiting || seen.state == jobs::State::running;
        return api::Watched<ExportView>{std::move(seen), !goes_on};
    });
}

api::Answer fetch(api::Context& context, Id<jobs::Job> const& id) {
    own_job(context.tx, context.scope(), context.caller(), id);
    auto const file = jobs::find_file(context.tx, context.scope(), id, context.act.real_now);
    if (!file) throw Problem("file_gone");
    context.header("Content-Disposition", disposition(file->name));
    return api::streamed(
        file->media_type,
        [file = *file, scope = context.scope(), number = std::int64_t{0}](db::Tx& tx) mutable -> api::Piece {
            auto part = jobs::find_part(tx, scope, file.job, number);
            if (!part) throw std::runtime_error("a part of a file is gone");
            return {.bytes = *std::move(part), .last = ++number == file.parts};
        });
}

void remove(api::Context& context, Id<jobs::Job> const& id) {
    own_job(context.tx, context.scope(), context.caller(), id);
    jobs::cancel(context.tx, context.scope(), id, context.act.real_now);
    jobs::drop_file(context.tx, context.scope(), id);
}

}  // namespace

void add_customer_export_routes(api::Router& router) {
    router.get("/ext/v1/customers.csv", csv)
        .allow(Permission::export_customers)
        .writes()
        .never_kept()
        .answers_as("text/csv")
        .summary(
            "The list of customers as filtered, as CSV while it is read; what begins like a formula has "
            "an apostrophe before it");
    router.post("/ext/v1/customer-exports", ask)
        .allow(Permission::export_customers)
        .summary("Ask for the list of customers as filtered as a workbook (XLSX), made by a job");
    router.get("/ext/v1/customer-exports", list_own)
        .allow(Permission::export_customers)
        .summary("The workbooks that the caller asked for last");
    router.get("/ext/v1/customer-exports/{export}", view)
        .allow(Permission::export_customers)
        .summary("How one of the caller's workbooks stands");
    router.get("/ext/v1/customer-exports/{export}/events", watch)
        .allow(Permission::export_customers)
        .answers_as("text/event-stream")
        .summary("The same as server-sent events named export, until it has ended");
    router.get("/ext/v1/customer-exports/{export}/file", fetch)
        .allow(Permission::export_customers)
        .answers_as("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .summary("The workbook, for 24 hours, for who asked for it");
    router.del("/ext/v1/customer-exports/{export}", remove)
        .allow(Permission::export_customers)
        .summary("Stop making a workbook, or throw it away");
}

}  // namespace entrepot::overview
