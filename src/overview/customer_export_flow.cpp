// Exports as jobs: see customer_export_flow.hpp.
#include "overview/customer_export_flow.hpp"

#include <filesystem>
#include <fstream>

#include "customers/customer_tally_store.hpp"
#include "events/event.hpp"
#include "overview/customer_export_store.hpp"
#include "overview/customer_sheet.hpp"
#include "overview/workbook.hpp"

namespace entrepot::overview {

namespace {

constexpr int page_size = 500;
constexpr int pages_a_step = 8;  // between two looks at how far it is

struct ExportNote {
    std::string form;
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider;
    static constexpr std::string_view schema_name = "CustomersExported";
    static constexpr auto fields() {
        using N = ExportNote;
        return Fields{field("form", &N::form, "csv or xlsx."),
                      field("search", &N::search, "What was searched."),
                      field("reseller", &N::reseller, "Of which reseller."),
                      field("country", &N::country, "Of which country."),
                      field("agreement", &N::agreement, "In which state."),
                      field("provider", &N::provider, "Of which provider.")};
    }
};

// A folder of its own under the system's, gone at the end.
class Workplace {
public:
    explicit Workplace(Id<jobs::Job> job)
        : folder_(std::filesystem::temp_directory_path() / ("entrepot-export-" + job.text())) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directory(folder_);
    }
    ~Workplace() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Workplace(Workplace const&) = delete;
    std::string file() const { return (folder_ / "book.xlsx").string(); }

private:
    std::filesystem::path folder_;
};

jobs::JobFile described(jobs::Run& run, Act const& act, CustomerSheet const& sheet) {
    jobs::JobFile out;
    out.job = run.job().id;
    out.tenant = act.caller.tenant;
    out.name = sheet.file_name(act.now, "xlsx");
    out.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    out.made = act.real_now;
    out.expires = act.real_now + jobs::file_life;
    return out;
}

// Page by page, each a read of its own; what is added meanwhile before the place is not seen.
void write_rows(jobs::Run& run, ExportWish const& wish, Scope const& scope, CustomerSheet const& sheet,
                Workbook& book) {
    ListQuery query;
    query.wanted = wanted_of(wish.filter());
    query.limit = page_size;
    std::int64_t rows = 0;
    for (int pages = 1;; ++pages) {
        ExportPage page;
        run.database().read([&](db::Tx& tx) { page = export_page(tx, scope, query); });
        for (auto const& row : page.rows) book.add(sheet.cells(row));
        rows += static_cast<std::int64_t>(page.rows.size());
        if (pages % pages_a_step == 0 || !page.rest)
            run.step([&](jobs::Step& step) {
                step.job.done = rows;
                step.job.total = std::max(step.job.total, rows);
            });
        if (!page.rest) return;
        query.from = std::move(page.rest);
    }
}

void keep_parts(jobs::Run& run, std::string const& path, jobs::JobFile file) {
    std::ifstream in(path, std::ios::binary);
    std::string part(jobs::file_part_size, '\0');
    while (in.read(part.data(), static_cast<std::streamsize>(part.size())), in.gcount() > 0) {
        std::string_view const bytes(part.data(), static_cast<std::size_t>(in.gcount()));
        run.step(
            [&](jobs::Step& step) { jobs::put_part(step.tx, step.act.scope(), file, file.parts, bytes); });
        ++file.parts;
        file.size += static_cast<std::int64_t>(bytes.size());
    }
    run.step([&](jobs::Step& step) {
        jobs::put_file(step.tx, step.act.scope(), file);
        step.finish();
    });
}

struct Asker {
    std::optional<Id<User>> user;
    std::optional<Id<App>> app;
    static constexpr std::string_view schema_name = "ExportAsker";
    static constexpr auto fields() {
        return Fields{field("userId", &Asker::user, ""), field("appId", &Asker::app, "")};
    }
};

}  // namespace

void note_export(db::Tx& tx, Act const& act, ListFilter const& filter, std::string_view form) {
    auto const& caller = act.caller;
    events::Owners owners{caller.tenant, std::nullopt, std::nullopt};
    if (caller.kind == TenantKind::indirect_reseller) owners.reseller = caller.tenant;
    events::append(tx, act, owners, "customers_exported", caller.tenant,
                   ExportNote{std::string(form), filter.search, filter.reseller, filter.country,
                              filter.agreement, filter.provider});
}

Id<jobs::Job> ask_for_workbook(db::Tx& tx, Act const& act, ExportWish const& wish) {
    wanted_of(wish.filter());  // refused now rather than in the job
    note_export(tx, act, wish.filter(), "xlsx");
    auto const who = act.caller.user ? act.caller.user->text() : act.caller.app ? act.caller.app->text() : "";
    return jobs::enqueue(tx, act, export_customers, wish, {.once = who + json::write(wish)});
}

void make_workbook(jobs::Run& run, ExportWish const& wish) {
    std::optional<Act> act;
    run.step([&](jobs::Step& step) {
        act = step.act;
        step.job.done = step.job.total = 0;
        if (wish.filter().empty())
            step.job.total = customers::tallies(step.tx, step.act.scope(), step.act.now, 1).customers;
    });
    CustomerSheet const sheet(act->language, wish.with_amounts);
    Workplace const place(run.job().id);
    {
        Workbook book(place.file(), sheet.title(), sheet.columns());
        write_rows(run, wish, act->scope(), sheet, book);
        book.finish();
    }
    keep_parts(run, place.file(), described(run, *act, sheet));
}

bool is_asker(jobs::Job const& job, Caller const& caller) {
    auto const asker = json::read<Asker>(job.asker.text, {.stored = true});
    return asker.user ? asker.user == caller.user : asker.app == caller.app && !caller.user;
}

}  // namespace entrepot::overview
