// Expanding SQL texts: see sql.hpp.
#include "db/sql.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace entrepot::db {

namespace {

// An event's turn: its epoch, then on PostgreSQL the transaction that wrote it, for numbers are drawn before
// a commit and seen in another order. SQLite's writers stand in line, and numbers alone keep it.
constexpr std::string_view epoch = "((SELECT MAX(epoch) FROM event_epochs) << 48)";

std::string turn(Dialect dialect) {
    return std::string(epoch) + (dialect == Dialect::postgres ? " + pg_current_xact_id()::text::bigint" : "");
}

std::string settled(Dialect dialect) {
    if (dialect == Dialect::sqlite) return "1 = 1";
    return "turn < " + std::string(epoch) + " + pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
}

std::string take(Dialect dialect, std::string const& alias) {
    if (dialect == Dialect::sqlite) return {};
    return "FOR UPDATE" + (alias.empty() ? "" : " OF " + alias) + " SKIP LOCKED";
}

std::string indexes(Dialect dialect) {
    if (dialect == Dialect::sqlite)
        return "(SELECT tbl_name AS table_name, name, sql AS definition FROM sqlite_master "
               "WHERE type = 'index' AND sql IS NOT NULL) AS indexes";
    return "(SELECT tablename::text AS table_name, indexname::text AS name, indexdef AS definition "
           "FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT IN "
           "(SELECT conname FROM pg_constraint)) AS indexes";
}

std::string predicate(Scope::Kind scope, std::string_view place, std::string const& alias,
                      std::string const& bound) {
    auto const dot = alias.empty() ? std::string{} : alias + '.';
    if (scope == Scope::Kind::everyone || place == "shared") return "1 = 1";
    if (place == "tenant") return dot + "tenant_id = " + bound;
    if (scope == Scope::Kind::partner) return dot + "partner_id = " + bound;
    if (scope == Scope::Kind::reseller) return dot + "reseller_id = " + bound;
    return dot + "customer_id = " + bound;
}

// What a column of such values is, in PostgreSQL's words.
std::string_view column_type(json::Type const& type) {
    using json::Kind;
    using Stored = json::WordForm::Stored;
    if (type.kind == Kind::optional) return column_type(*type.element);
    if (type.kind == Kind::integer || type.kind == Kind::boolean) return "bigint";
    if (type.kind == Kind::number) return "double precision";
    if (type.kind != Kind::word || type.word.stored == Stored::text) return "text";
    return type.word.stored == Stored::integer ? "bigint" : "bytea";
}

}  // namespace

bool binds_scope(std::string_view text) {
    return text.find("{scope") != std::string_view::npos || text.find("{tenant") != std::string_view::npos;
}

std::string expand(StatementKey const& key, std::size_t params, Dialect dialect) {
    std::string out;
    std::string_view rest{key.text};
    auto const bound = '$' + std::to_string(params + 1);
    while (true) {
        auto const open = rest.find('{');
        out += rest.substr(0, open);
        if (open == std::string_view::npos) return out;
        auto const close = rest.find('}', open);
        check(close != std::string_view::npos, "a place in an SQL text is closed");
        auto const place = rest.substr(open + 1, close - open - 1);
        auto const colon = place.find(':');
        auto const name = place.substr(0, colon);
        auto const alias =
            colon == std::string_view::npos ? std::string{} : std::string(place.substr(colon + 1));
        if (name == "*") out += columns(*key.row, alias.empty() ? "" : alias + '.');
        else if (name == "turn") out += turn(dialect);
        else if (name == "shard") out += dialect == Dialect::postgres ? "pg_backend_pid() % 64" : "0";
        else if (name == "indexes") out += indexes(dialect);  // bulk.hpp
        else if (name == "settled") out += settled(dialect);
        else if (name == "take") out += take(dialect, alias);
        else out += predicate(key.scope, name, alias, bound);
        rest.remove_prefix(close + 1);
    }
}

std::string columns(json::Type const& row, std::string_view prefix) {
    std::string out;
    for (auto const& member : row.members) {
        if (!member.is_stored) continue;
        if (!out.empty()) out += ", ";
        out += std::string(prefix) + member.column;
    }
    return out;
}

std::string insert_text(json::Type const& row, std::string_view table, bool or_nothing, int rows) {
    auto const stored = std::count_if(row.members.begin(), row.members.end(),
                                      [](auto const& member) { return member.is_stored; });
    std::string values;
    for (int n = 0; n < rows * stored; ++n)
        values += (n == 0 ? "($" : n % stored == 0 ? "), ($" : ", $") + std::to_string(n + 1);
    return "INSERT INTO " + std::string(table) + " (" + columns(row) + ") VALUES " + values + ')' +
           (or_nothing ? " ON CONFLICT DO NOTHING" : "");
}

TextsByRows insert_texts(json::Type const& row, std::string_view table) {
    TextsByRows out;
    for (int rows = 0; auto& text : out) text = insert_text(row, table, false, ++rows);
    return out;
}

TextsByRows add_up_texts(json::Type const& row, std::string_view table) {
    std::string keys, sums;
    for (auto const& member : row.members) {
        check(member.is_key != member.is_sum, "a member of what is added up is a key or a sum");
        if (member.is_key) keys += member.column + ", ";
        else
            sums += (sums.empty() ? "" : ", ") + member.column + " = t." + member.column + " + excluded." +
                    member.column;
    }
    TextsByRows out;
    std::string values;
    for (std::size_t n = 0; auto& text : out) {
        values += values.empty() ? "(" : ", (";
        for (std::size_t i = 0; i < row.members.size(); ++i) values += '$' + std::to_string(++n) + ", ";
        values += "{shard})";
        text = "INSERT INTO " + std::string(table) + " AS t (" + columns(row) + ", shard) VALUES " + values +
               " ON CONFLICT (" + keys + "shard) DO UPDATE SET " + sums;
    }
    return out;
}

AppendTexts append_texts(json::Type const& row, std::string_view table) {
    auto const into = "INSERT INTO " + std::string(table) + " (" + columns(row) + ", turn) ";
    AppendTexts out;
    std::string values;
    std::size_t n = 0;
    for (auto& text : out.several) {
        auto const is_first = n == 0;
        values += is_first ? "(" : "), (";
        for (std::size_t i = 0; i < row.members.size(); ++i) {
            values += (i == 0 ? "$" : ", $") + std::to_string(++n);
            if (is_first) values += "::" + std::string(column_type(*row.members[i].type));
        }
        text = into + "SELECT rows.*, {turn} FROM (VALUES " + values + ")) AS rows";
    }
    for (std::size_t i = 1; i <= row.members.size(); ++i) out.one += '$' + std::to_string(i) + ", ";
    out.one = into + "VALUES (" + out.one + "{turn})";
    return out;
}

std::string update_text(json::Type const& row, std::string_view table) {
    std::string set, where;
    bool tenant_table = false;
    int n = 0;
    for (auto const& member : row.members) {
        if (!member.is_stored || member.is_sum) continue;
        auto const assigned = member.column + " = $" + std::to_string(++n);
        if (member.column == "tenant_id") tenant_table = true;
        if (member.is_key) where += (where.empty() ? "" : " AND ") + assigned;
        else set += (set.empty() ? "" : ", ") + assigned;
    }
    check(!where.empty(), "a row that is updated has a key");
    return "UPDATE " + std::string(table) + " SET " + set + " WHERE " + where +
           (tenant_table ? " AND {tenant}" : " AND {scope}");
}

}  // namespace entrepot::db
