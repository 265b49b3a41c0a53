// Storing a file's rows: see stage_flow.hpp.
#include "imports/stage_flow.hpp"

#include "access/caller_name_store.hpp"
#include "base/fold.hpp"
#include "imports/column.hpp"
#include "imports/delete_flow.hpp"
#include "imports/import_store.hpp"
#include "imports/judge_flow.hpp"

namespace entrepot::imports {

namespace {

constexpr std::size_t rows_a_slice = 250;

Import begin(db::Database& database, Act const& act, Upload const& upload, SheetRow const& headings) {
    Import import;
    import.id = Id<Import>{new_uuid()};
    import.tenant = act.caller.tenant;
    import.request = upload.request.empty() ? new_uuid() : upload.request;
    import.name = cut(upload.name, 200);
    import.format = format_of(upload.bytes);
    for (auto const& heading : headings.cells) import.headings.push_back(cut(heading, 200));
    import.plan.columns = proposed_columns(import.headings, act.cloud);
    import.created = import.changed = act.real_now;
    database.write([&](db::Tx& tx) {
        if (count_imports(tx, act.scope()) >= imports_of_a_tenant)
            throw Problem("too_many_imports", {{"max", std::to_string(imports_of_a_tenant)}});
        import.begun_by = access::name_of_caller_or_operator(tx, act.caller);
        if (!insert_import(tx, act.scope(), import)) throw Problem("import_being_read");
    });
    return import;
}

ImportRow row_of(Import const& import, SheetRow const& read) {
    ImportRow row;
    row.import = import.id;
    row.tenant = import.tenant;
    row.number = read.number;
    row.cells = read.cells;
    return row;
}

void store_rows(db::Database& database, Act const& act, Import& import, Sheet& sheet, std::int64_t most,
                std::function<void(std::int64_t)> const& tell) {
    std::vector<ImportRow> batch;
    SheetRow read;
    auto const flush = [&] {
        database.write([&](db::Tx& tx) { insert_rows(tx, act.scope(), batch); });
        import.rows += static_cast<std::int64_t>(batch.size());
        batch.clear();
        tell(import.rows);
    };
    std::int64_t last = 0;
    while (sheet.next(read)) {
        if (import.rows + static_cast<std::int64_t>(batch.size()) >= most)
            throw Problem("import_too_many_rows");
        // A sheet may say the numbers of its rows as it likes.
        if (read.number <= last) throw Problem("import_workbook_broken");
        last = read.number;
        batch.push_back(row_of(import, read));
        if (batch.size() == rows_a_slice) flush();
    }
    if (!batch.empty()) flush();
}

// What is called a workbook and is none was read as text, which hardly ever has rows.
char const* code_of_empty(Upload const& upload) {
    bool const is_called_workbook = lower_ascii(upload.name).ends_with(".xlsx");
    return is_called_workbook && format_of(upload.bytes) != Format::xlsx ? "import_not_a_workbook"
                                                                         : "import_empty";
}

}  // namespace

Import stage(db::Database& database, Act const& act, Upload const& upload,
             std::function<void(std::int64_t)> const& tell) {
    if (!upload.request.empty()) {
        std::optional<Import> known;
        database.read([&](db::Tx& tx) { known = find_by_request(tx, act.scope(), upload.request); });
        if (known && known->stage != Stage::reading && known->stage != Stage::deleting) return *known;
    }
    auto const sheet = open_sheet(upload.bytes);
    SheetRow headings;
    if (!sheet->next(headings)) throw Problem(code_of_empty(upload));
    auto import = begin(database, act, upload, headings);
    try {
        store_rows(database, act, import, *sheet, upload.most, tell);
        if (import.rows == 0) throw Problem(code_of_empty(upload));
        import.stage = Stage::mapping;
        database.write([&](db::Tx& tx) { save_import(tx, act.scope(), import); });
    } catch (...) {
        database.write([&](db::Tx& tx) { begin_deleting(tx, act, import); });
        throw;
    }
    return import;
}

bool end_stale_uploads(db::Tx& tx, Time real_now) {
    auto const stale = stale_uploads(tx, real_now - longest_reading, 20);
    for (auto const& import : stale) {
        auto act = Act::system(real_now, real_now);
        act.caller.tenant = import.tenant;
        act.caller.kind = TenantKind::direct_bill;
        begin_deleting(tx, act, import);
    }
    return !stale.empty();
}

}  // namespace entrepot::imports
