// The SQL of imports and of their rows.
#pragma once

#include <optional>
#include <vector>

#include "db/tx.hpp"
#include "imports/import.hpp"

namespace entrepot::imports {

// Throws Problem 1000 (404) where there is none of this tenant, or it is being deleted.
Import get_import(db::Tx& tx, Scope const& scope, Id<Import> id);
std::optional<Import> find_by_request(db::Tx& tx, Scope const& scope, Uuid request);
// False where one of the same upload is there already.
bool insert_import(db::Tx& tx, Scope const& scope, Import const& import);
void save_import(db::Tx& tx, Scope const& scope, Import const& import);
void set_stage(db::Tx& tx, Scope const& scope, Id<Import> id, Stage stage, Time real_now);
// The newest first, without those that are being deleted; `before` is the last of the page before.
std::vector<Import> list_imports(db::Tx& tx, Scope const& scope, std::optional<Import> const& before,
                                 int limit);
std::int64_t count_imports(db::Tx& tx, Scope const& scope);
// Whose work stopped for good, or that ran and left rows behind that failed; changed since then, the newest
// first. A tenant has few imports, and of each one row is looked for.
std::vector<Import> failed_imports(db::Tx& tx, Scope const& scope, Time since);

struct Counts {
    std::int64_t staged = 0, ready = 0, problem = 0, created = 0, failed = 0, undone = 0;
    std::int64_t all() const { return staged + ready + problem + created + failed + undone; }
    static constexpr std::string_view schema_name = "ImportCounts";
    static constexpr auto fields() {
        using C = Counts;
        return Fields{field("staged", &C::staged, "Not looked at yet."),
                      field("ready", &C::ready, "Nothing stands in their way."),
                      field("problem", &C::problem, "Something does."),
                      field("created", &C::created, "Became customers."),
                      field("failed", &C::failed, "Something stood in their way when they ran."),
                      field("undone", &C::undone, "Their customers are gone again.")};
    }
};
Counts count_rows(db::Tx& tx, Scope const& scope, Id<Import> id);

void insert_rows(db::Tx& tx, Scope const& scope, std::vector<ImportRow> const& rows);
// By number, after one; every state, or those of `state` alone.
std::vector<ImportRow> rows_after(db::Tx& tx, Scope const& scope, Id<Import> id, std::int64_t number,
                                  int limit);
std::vector<ImportRow> rows_of_state(db::Tx& tx, Scope const& scope, Id<Import> id, RowState state,
                                     std::int64_t after, int limit);
// Throws Problem 1000 (404).
ImportRow get_row(db::Tx& tx, Scope const& scope, Id<Import> id, std::int64_t number);
// Others of the import that want this domain, the first of them.
std::vector<ImportRow> rows_of_domain(db::Tx& tx, Scope const& scope, Id<Import> id,
                                      std::string const& domain, int limit);
// All but its cells, which stay as the file had them.
void save_row(db::Tx& tx, Scope const& scope, ImportRow const& row);
// Some hundred of the first ones; false where there was none.
bool delete_rows(db::Tx& tx, Scope const& scope, Id<Import> id);
void delete_import(db::Tx& tx, Scope const& scope, Id<Import> id);

// What stands in the way of rows by what others have, for the rows from one to another: one statement each.
struct Span {
    Id<Import> import;
    std::int64_t after = 0, last = 0;
};
struct Taken {
    std::int64_t number = 0;
    std::string domain;
    std::optional<Time> reserved_until;
    static constexpr std::string_view schema_name = "ImportTaken";
    static constexpr auto fields() {
        return Fields{field("number", &Taken::number, ""), field("domain", &Taken::domain, ""),
                      field("reservedUntil", &Taken::reserved_until, "")};
    }
};
std::vector<Taken> taken_domains(db::Tx& tx, Scope const& scope, Span const& span);
// Rows whose first administrator would have the name with which somebody signs in already.
struct TakenName {
    std::int64_t number = 0;
    std::string user_name;
    static constexpr std::string_view schema_name = "ImportTakenName";
    static constexpr auto fields() {
        return Fields{field("number", &TakenName::number, ""), field("userName", &TakenName::user_name, "")};
    }
};
std::vector<TakenName> taken_names(db::Tx& tx, Scope const& scope, Span const& span);
struct Twice {
    std::int64_t number = 0, first = 0;
    static constexpr std::string_view schema_name = "ImportTwice";
    static constexpr auto fields() {
        return Fields{field("number", &Twice::number, ""), field("first", &Twice::first, "")};
    }
};
// Rows whose domain a row before them wants too.
std::vector<Twice> domains_twice(db::Tx& tx, Scope const& scope, Span const& span);
struct Twin {
    std::int64_t number = 0;
    std::string name, domain;
    static constexpr std::string_view schema_name = "ImportTwin";
    static constexpr auto fields() {
        return Fields{field("number", &Twin::number, ""), field("name", &Twin::name, ""),
                      field("domain", &Twin::domain, "")};
    }
};
// Customers of the same folded name, or the same number: one a row.
std::vector<Twin> twins_by_name(db::Tx& tx, Scope const& scope, Span const& span);
std::vector<Twin> twins_by_number(db::Tx& tx, Scope const& scope, Span const& span);

// For the chore: uploads that were never ended, begun before, become ones to delete.
std::vector<Import> stale_uploads(db::Tx& tx, Time before, int limit);

}  // namespace entrepot::imports
