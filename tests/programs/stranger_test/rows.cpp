// Reading a database past the program: see rows.hpp.
#include "rows.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/uuid.hpp"

namespace entrepot::stranger {

namespace {

constexpr std::size_t most_values = 3;

std::string text_at(sqlite3_stmt* row, int column) {
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(row, column));
    std::string out(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
    bool const is_id = sqlite3_column_type(row, column) == SQLITE_BLOB && out.size() == 16;
    return is_id ? Uuid::from_bytes(out).text() : out;
}

bool tells_apart(std::string const& column) {
    if (column.ends_with("_id")) return true;
    for (auto const* one : {"name", "domain", "user_name", "admin_user_name", "email", "mpn_id"})
        if (column == one) return true;
    return false;
}

}  // namespace

template <class F>
void File::each(std::string const& sql, F const& use) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(file_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(file_.get()));
    while (sqlite3_step(statement) == SQLITE_ROW) use(statement);
    sqlite3_finalize(statement);
}

File::File(std::string const& path) {
    sqlite3* handle = nullptr;
    if (sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot open " + path);
    file_.reset(handle, sqlite3_close);
    each("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
         [&](sqlite3_stmt* row) { tables_.push_back(text_at(row, 0)); });
}

std::vector<std::string> File::columns(std::string const& table) {
    std::vector<std::string> out;
    each("PRAGMA table_info(" + table + ')', [&](sqlite3_stmt* row) { out.push_back(text_at(row, 1)); });
    return out;
}

std::string File::condition(std::string const& table, Whose const& whose) {
    std::string out;
    auto const all = columns(table);
    auto const add = [&](char const* column, std::string const& ids) {
        if (std::ranges::find(all, column) == all.end()) return;
        out += (out.empty() ? "" : " OR ") + std::string(column) + " IN (" + ids + ')';
    };
    add("tenant_id", whose.tenants);
    add("customer_id", whose.customers);
    return out;
}

Values File::values(Whose const& whose) {
    Values out;
    for (auto const& table : tables_) {
        auto const theirs = condition(table, whose);
        if (theirs.empty()) continue;
        for (auto const& column : columns(table)) {
            if (!tells_apart(column)) continue;
            auto& list = out[column];
            each("SELECT DISTINCT " + column + " FROM " + table + " WHERE (" + theirs + ") AND " + column +
                     " IS NOT NULL ORDER BY 1 LIMIT 3",
                 [&](sqlite3_stmt* row) {
                     auto const value = text_at(row, 0);
                     if (list.size() < most_values && std::ranges::find(list, value) == list.end())
                         list.push_back(value);
                 });
        }
    }
    return out;
}

std::map<std::string, std::uint64_t> File::sums(Whose const& whose) {
    std::map<std::string, std::uint64_t> out;
    for (auto const& table : tables_) {
        auto const theirs = condition(table, whose);
        if (theirs.empty()) continue;
        // Over the rows in no order: each row's own number, added up.
        auto& sum = out[table];
        each("SELECT * FROM " + table + " WHERE " + theirs, [&](sqlite3_stmt* row) {
            std::uint64_t hash = 1469598103934665603ull;
            for (int i = 0; i < sqlite3_column_count(row); ++i)
                for (char const c : text_at(row, i) + '\x1f')
                    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
            sum += hash | 1;
        });
    }
    return out;
}

bool File::was_written() {
    std::int64_t now = 0;
    each("PRAGMA data_version", [&](sqlite3_stmt* row) { now = sqlite3_column_int64(row, 0); });
    return std::exchange(version_, now) != now;
}

}  // namespace entrepot::stranger
