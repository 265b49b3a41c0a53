// The SQL of imports: see import_store.hpp.
#include "imports/import_store.hpp"

#include "db/bulk.hpp"

namespace entrepot::imports {

namespace {

auto const everyones = Scope::everyone("a chore ends uploads of every tenant that were never ended");

struct StateCount {
    RowState state = RowState::staged;
    std::int64_t count = 0;
    static constexpr std::string_view schema_name = "ImportStateCount";
    static constexpr auto fields() {
        return Fields{field("state", &StateCount::state, ""), field("count", &StateCount::count, "")};
    }
};

}  // namespace

Import get_import(db::Tx& tx, Scope const& scope, Id<Import> id) {
    auto found = tx.find<Import>(
        scope, "SELECT {*} FROM imports WHERE import_id = $1 AND stage <> 'deleting' AND {tenant}", id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

std::optional<Import> find_by_request(db::Tx& tx, Scope const& scope, Uuid request) {
    return tx.find<Import>(scope, "SELECT {*} FROM imports WHERE request_id = $1 AND {tenant}", request);
}

bool insert_import(db::Tx& tx, Scope const& scope, Import const& import) {
    return tx.try_insert(scope, import);
}

void save_import(db::Tx& tx, Scope const& scope, Import const& import) {
    tx.exec(
        scope,
        "UPDATE imports SET stage = $2, headings = $3, plan = $4, row_count = $5, job_id = $6, changed_at = "
        "$7 WHERE import_id = $1 AND {tenant}",
        import.id, import.stage, import.headings, import.plan, import.rows, import.job, import.changed);
}

void set_stage(db::Tx& tx, Scope const& scope, Id<Import> id, Stage stage, Time real_now) {
    tx.exec(scope, "UPDATE imports SET stage = $2, changed_at = $3 WHERE import_id = $1 AND {tenant}", id,
            stage, real_now);
}

std::vector<Import> list_imports(db::Tx& tx, Scope const& scope, std::optional<Import> const& before,
                                 int limit) {
    return tx.list<Import>(scope,
                           "SELECT {*} FROM imports WHERE (created_at, import_id) < ($1, $2) AND stage <> "
                           "'deleting' AND {tenant} ORDER BY created_at DESC, import_id DESC LIMIT $3",
                           before ? before->created : Time::max(), before ? before->id : Id<Import>{}, limit);
}

std::int64_t count_imports(db::Tx& tx, Scope const& scope) {
    return tx.find<std::int64_t>(scope, "SELECT COUNT(*) FROM imports WHERE stage <> 'deleting' AND {tenant}")
        .value_or(0);
}

std::vector<Import> failed_imports(db::Tx& tx, Scope const& scope, Time since) {
    return tx.list<Import>(
        scope,
        "SELECT {*:i} FROM imports i WHERE i.changed_at > $1 AND {tenant:i} AND "
        "(EXISTS (SELECT 1 FROM jobs j WHERE j.job_id = i.job_id AND j.state = 'failed' "
        "AND i.stage <> 'deleting') OR (i.stage = 'done' AND EXISTS (SELECT 1 FROM import_rows r "
        "WHERE r.import_id = i.import_id AND r.state = 'failed'))) "
        "ORDER BY i.created_at DESC, i.import_id DESC",
        since);
}

Counts count_rows(db::Tx& tx, Scope const& scope, Id<Import> id) {
    Counts out;
    // From the index by state alone: whose they are stands in the import, and no row is read. It is asked for
    // each time somebody looks.
    auto const rows = tx.list<StateCount>(
        scope,
        "SELECT r.state, COUNT(*) FROM imports i JOIN import_rows r ON r.import_id = i.import_id WHERE "
        "i.import_id = $1 AND {tenant:i} GROUP BY r.state",
        id);
    for (auto const& row : rows) {
        switch (row.state) {
            case RowState::staged: out.staged = row.count; break;
            case RowState::ready: out.ready = row.count; break;
            case RowState::problem: out.problem = row.count; break;
            case RowState::created: out.created = row.count; break;
            case RowState::failed: out.failed = row.count; break;
            case RowState::undone: out.undone = row.count; break;
        }
    }
    return out;
}

void insert_rows(db::Tx& tx, Scope const& scope, std::vector<ImportRow> const& rows) {
    db::insert_all(tx, scope, rows);
}

std::vector<ImportRow> rows_after(db::Tx& tx, Scope const& scope, Id<Import> id, std::int64_t number,
                                  int limit) {
    return tx.list<ImportRow>(scope,
                              "SELECT {*} FROM import_rows WHERE import_id = $1 AND number > $2 AND {tenant} "
                              "ORDER BY number LIMIT $3",
                              id, number, limit);
}

std::vector<ImportRow> rows_of_state(db::Tx& tx, Scope const& scope, Id<Import> id, RowState state,
                                     std::int64_t after, int limit) {
    return tx.list<ImportRow>(
        scope,
        "SELECT {*} FROM import_rows WHERE import_id = $1 AND state = $2 AND number > $3 "
        "AND {tenant} ORDER BY number LIMIT $4",
        id, state, after, limit);
}

ImportRow get_row(db::Tx& tx, Scope const& scope, Id<Import> id, std::int64_t number) {
    auto found = tx.find<ImportRow>(
        scope, "SELECT {*} FROM import_rows WHERE import_id = $1 AND number = $2 AND {tenant}", id, number);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

std::vector<ImportRow> rows_of_domain(db::Tx& tx, Scope const& scope, Id<Import> id,
                                      std::string const& domain, int limit) {
    return tx.list<ImportRow>(
        scope,
        "SELECT {*} FROM import_rows WHERE import_id = $1 AND domain = $2 AND domain IS "
        "NOT NULL AND {tenant} ORDER BY number LIMIT $3",
        id, domain, limit);
}

void save_row(db::Tx& tx, Scope const& scope, ImportRow const& row) {
    tx.exec(scope,
            "UPDATE import_rows SET state = $3, fixes = $4, problems = $5, domain = $6, registration = $7, "
            "name_fold = $8, customer_id = $9 WHERE import_id = $1 AND number = $2 AND {tenant}",
            row.import, row.number, row.state, row.fixes, row.problems, row.domain, row.registration,
            row.name_fold, row.customer);
}

bool delete_rows(db::Tx& tx, Scope const& scope, Id<Import> id) {
    return tx.exec(
               scope,
               "DELETE FROM import_rows WHERE import_id = $1 AND number <= (SELECT MAX(number) FROM (SELECT "
               "number FROM import_rows WHERE import_id = $1 ORDER BY number LIMIT 300) t) AND {tenant}",
               id) > 0;
}

void delete_import(db::Tx& tx, Scope const& scope, Id<Import> id) {
    tx.exec(scope, "DELETE FROM imports WHERE import_id = $1 AND {tenant}", id);
}

std::vector<Taken> taken_domains(db::Tx& tx, Scope const& scope, Span const& span) {
    return tx.list<Taken>(
        scope,
        "SELECT r.number, d.domain, d.reserved_until FROM import_rows r JOIN domains d ON "
        "d.domain = r.domain WHERE r.import_id = $1 AND r.number > $2 AND r.number <= $3 AND "
        "{tenant:r}",
        span.import, span.after, span.last);
}

std::vector<TakenName> taken_names(db::Tx& tx, Scope const& scope, Span const& span) {
    // customers::admin_name_of() in SQL.
    return tx.list<TakenName>(
        scope,
        "SELECT r.number, u.user_name FROM import_rows r JOIN users u ON u.user_name = 'admin@' || r.domain "
        "WHERE r.import_id = $1 AND r.number > $2 AND r.number <= $3 AND {tenant:r}",
        span.import, span.after, span.last);
}

std::vector<Twice> domains_twice(db::Tx& tx, Scope const& scope, Span const& span) {
    return tx.list<Twice>(
        scope,
        "SELECT number, first FROM (SELECT r.number AS number, (SELECT b.number FROM import_rows b WHERE "
        "b.import_id = r.import_id AND b.domain = r.domain AND b.domain IS NOT NULL AND b.number < r.number "
        "ORDER BY b.number LIMIT 1) AS first FROM import_rows r WHERE r.import_id = $1 AND r.number > $2 AND "
        "r.number <= $3 AND {tenant:r}) t WHERE first IS NOT NULL",
        span.import, span.after, span.last);
}

std::vector<Twin> twins_by_name(db::Tx& tx, Scope const& scope, Span const& span) {
    return tx.list<Twin>(
        scope,
        "SELECT r.number, c.name, c.domain FROM import_rows r JOIN customers c ON c.partner_id "
        "= r.tenant_id AND c.customer_id = (SELECT k.customer_id FROM customers k WHERE "
        "k.partner_id = r.tenant_id AND k.name_fold = r.name_fold AND k.relationship <> 'none' "
        "ORDER BY k.customer_id LIMIT 1) WHERE r.import_id = $1 AND r.number > $2 AND "
        "r.number <= $3 AND r.name_fold IS NOT NULL AND {tenant:r}",
        span.import, span.after, span.last);
}

std::vector<Twin> twins_by_number(db::Tx& tx, Scope const& scope, Span const& span) {
    return tx.list<Twin>(
        scope,
        "SELECT r.number, c.name, c.domain FROM import_rows r JOIN customers c ON c.partner_id "
        "= r.tenant_id AND c.customer_id = (SELECT w.customer_id FROM customer_words w WHERE "
        "w.partner_id = r.tenant_id AND w.word = '#' || r.registration ORDER BY w.name_fold, "
        "w.customer_id LIMIT 1) WHERE r.import_id = $1 AND r.number > $2 AND r.number <= $3 "
        "AND r.registration IS NOT NULL AND {tenant:r}",
        span.import, span.after, span.last);
}

std::vector<Import> stale_uploads(db::Tx& tx, Time before, int limit) {
    return tx.list<Import>(
        everyones,
        "SELECT {*} FROM imports WHERE stage = 'reading' AND created_at <= $1 AND {tenant} "
        "ORDER BY created_at LIMIT $2",
        before, limit);
}

}  // namespace entrepot::imports
