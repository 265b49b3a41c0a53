// SQL texts: one for both engines, and none without a scope.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/scope.hpp"
#include "json/type.hpp"

namespace entrepot::db {

enum class Dialect : std::uint8_t { sqlite, postgres };

// A literal with places:
//   {*}         the columns of the row type that is read
//   {scope}     what the caller's scope allows, over partner_id, reseller_id and customer_id; of an alias:
//               {scope:c}
//   {tenant}    tenant_id is the scope's tenant; {tenant:u} of alias u
//   {shared}    a table that belongs to the deployment and to no tenant
//   {turn}      where an event that is written now stands in the log; {settled}: events before which none can
//               appear any more (events/event.hpp)
//   {take}      ends a SELECT that takes a row off a queue: what another transaction is taking is left out
//               (PostgreSQL; SQLite's writers stand in line); {take:j} of alias j. In Database::write_queue.
// A text with none of scope, tenant and shared compiles only as an INSERT, whose row carries its keys.
class Sql {
public:
    consteval Sql(char const* text) : text_(text) {
        std::string_view const view{text};
        auto const has = [&](std::string_view place) { return view.find(place) != std::string_view::npos; };
        if (!has("{scope") && !has("{tenant") && !has("{shared}") && !view.starts_with("INSERT"))
            throw "a query without a scope";
    }
    // For texts made from a row type's fields; they live as long as the program.
    static Sql generated(char const* text) { return Sql(text, 0); }

    char const* text() const { return text_; }

private:
    Sql(char const* text, int) : text_(text) {}
    char const* text_;
};

// What a prepared statement is kept under: the literal, how it is scoped, and the row type it reads.
struct StatementKey {
    char const* text;
    Scope::Kind scope;
    json::Type const* row;

    bool operator==(StatementKey const&) const = default;
};
struct StatementKeyHash {
    std::size_t operator()(StatementKey const& key) const {
        return (reinterpret_cast<std::size_t>(key.text) * 31 + reinterpret_cast<std::size_t>(key.row)) * 31 +
               static_cast<std::size_t>(key.scope);
    }
};

// The text that the engine gets. `params` is how many the caller binds; the scope's tenant is the next.
std::string expand(StatementKey const& key, std::size_t params, Dialect dialect);
bool binds_scope(std::string_view text);

// "a, b, c" of a row type; nested objects and lists are columns of JSON text.
std::string columns(json::Type const& row, std::string_view prefix = "");
std::string insert_text(json::Type const& row, std::string_view table, bool or_nothing, int rows = 1);
// Of one row, of two, and so on.
using TextsByRows = std::array<std::string, 8>;
TextsByRows insert_texts(json::Type const& row, std::string_view table);
// INSERT … ON CONFLICT of the keys and the shard: every sum grows by what would have been written.
TextsByRows add_up_texts(json::Type const& row, std::string_view table);
// Of a log: one row as it stands; several, which PostgreSQL gives one turn that it works out once.
struct AppendTexts {
    std::string one;
    TextsByRows several;
};
AppendTexts append_texts(json::Type const& row, std::string_view table);
// UPDATE … SET every column that is neither key nor sum, WHERE the keys and {scope} or {tenant}.
std::string update_text(json::Type const& row, std::string_view table);

}  // namespace entrepot::db
