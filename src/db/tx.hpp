// One transaction on either engine: typed parameters in, rows as structs out, always within a scope.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/check.hpp"
#include "base/problem.hpp"
#include "db/sql.hpp"
#include "json/json.hpp"

namespace entrepot::db {

// A row that is there already; stores that expect it use try_insert.
struct Conflict : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The engine failed: full disk, broken file, lost connection. Nothing of the request was kept.
struct Unavailable : std::runtime_error {
    Unavailable(std::string const& what, bool full = false) : std::runtime_error(what), disk_is_full(full) {}
    bool disk_is_full;
};
// Two writers met once too often, or a lock was held too long: nothing was kept, and it may be tried again.
struct Contended : Unavailable {
    using Unavailable::Unavailable;
};
// A read on an io thread took longer than its budget and is to be run again on the pool.
struct TooSlow : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Param {
    enum class Kind : std::uint8_t { null, integer, real, text, bytes } kind = Kind::null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view view;
    std::string own;  // where the text was made for binding

    std::string_view chars() const { return own.empty() ? view : std::string_view(own); }
};

class Rows {
public:
    virtual ~Rows() = default;
    virtual bool next() = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    // Valid until next().
    virtual std::string_view chars(int column) const = 0;
};

// Values of any type that JSON knows: scalars as columns, objects and lists as JSON text.
Param to_param(json::Type const& type, void const* value);
void from_column(json::Type const& type, void* out, Rows const& rows, int column);
void bind_members(json::Type const& row, void const* value, std::vector<Param>& out);
void bind_updated(json::Type const& row, void const* value, std::vector<Param>& out);  // without sums
void read_members(json::Type const& row, void* out, Rows const& rows);
// check()s that a row that is written lies within the scope.
void check_scope(json::Type const& row, void const* value, Scope const& scope);

template <class T>
Param param(T const& value) {
    if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        return {.kind = Param::Kind::text, .view = std::string_view(value), .own = {}};
    } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
        return {};
    } else {
        return to_param(json::type_of<T>(), &value);
    }
}

class Tx;

// How many rows a statement changed. Statements whose count nobody asks for do not wait for the engine; one
// that failed says so at the next wait, at the latest before the commit.
class Changed {
public:
    Changed(Tx& tx, std::int64_t ticket) : tx_(&tx), ticket_(ticket) {}
    operator std::int64_t() const;

private:
    Tx* tx_;
    std::int64_t ticket_;
};

class Tx {
public:
    virtual ~Tx() = default;

    template <class... P>
    Changed exec(Scope const& scope, Sql sql, P const&... params) {
        return {*this, execute({sql.text(), scope.kind(), nullptr}, bound<P...>(scope, sql, params...))};
    }
    template <class T, class... P>
    std::vector<T> list(Scope const& scope, Sql sql, P const&... params) {
        auto const rows = query(key<T>(scope, sql), bound<P...>(scope, sql, params...));
        std::vector<T> out;
        while (rows->next()) read_row(out.emplace_back(), *rows);
        return out;
    }
    template <class T, class... P>
    std::optional<T> find(Scope const& scope, Sql sql, P const&... params) {
        auto const rows = query(key<T>(scope, sql), bound<P...>(scope, sql, params...));
        if (!rows->next()) return std::nullopt;
        std::optional<T> out{std::in_place};
        read_row(*out, *rows);
        return out;
    }

    // Will be asked for in this transaction, before anything is written. PostgreSQL gets it at once, so that
    // one round trip brings all that was expected; find() and list() of the same text, scope and parameters
    // take the rows.
    template <class T, class... P>
    void expect(Scope const& scope, Sql sql, P const&... params) {
        foresee(key<T>(scope, sql), bound<P...>(scope, sql, params...));
    }

    // `look` asks one question and may end the transaction by throwing, before anything else is answered
    // or written. PostgreSQL asks it together with the next question, in one round trip.
    virtual void first(std::function<void()> look) { look(); }

    // T names its table: static constexpr std::string_view table.
    template <class T>
    void insert(Scope const& scope, T const& row) {
        static std::string const text = insert_text(json::type_of<T>(), T::table, false);
        write_row(scope, row, text);
    }
    // A few rows by as few statements; many go by bulk.hpp.
    template <class T>
    void insert_each(Scope const& scope, std::span<T const> rows) {
        static auto const texts = insert_texts(json::type_of<T>(), T::table);
        write_each(scope, rows, texts);
    }
    // Adds each row's sums to what stands under its keys, or begins there; no two rows have the same keys. Of
    // a table whose key ends with `shard`: connections of PostgreSQL each have one, or writers would wait for
    // each other's row, and readers sum them up.
    template <class T>
    void add_up(Scope const& scope, std::span<T const> rows) {
        static auto const texts = add_up_texts(json::type_of<T>(), T::table);
        write_each(scope, rows, texts);
    }
    // To a log, whose rows nothing refers to. Its `turn` is the driver's, as {turn}. PostgreSQL gets those of
    // an act by one statement: before the next question, at the latest with COMMIT.
    template <class T>
    void append(Scope const& scope, T const& row) {
        static auto const texts = append_texts(json::type_of<T>(), T::table);
        check_scope(json::type_of<T>(), &row, scope);
        std::vector<Param> params;
        bind_members(json::type_of<T>(), &row, params);
        append_row(texts, params);
    }
    // False where a row with one of its unique keys exists.
    template <class T>
    bool try_insert(Scope const& scope, T const& row) {
        static std::string const text = insert_text(json::type_of<T>(), T::table, true);
        return changed(write_row(scope, row, text)) == 1;
    }
    // One; none where no such row lies within the scope.
    template <class T>
    Changed update(Scope const& scope, T const& row) {
        static std::string const text = update_text(json::type_of<T>(), T::table);
        check_scope(json::type_of<T>(), &row, scope);
        std::vector<Param> params;
        bind_updated(json::type_of<T>(), &row, params);
        if (binds_scope(text) && scope.kind() != Scope::Kind::everyone)
            params.push_back(param(scope.tenant()));
        return {*this, execute({text.c_str(), scope.kind(), nullptr}, params)};
    }

    // Statements of a migration, as they stand.
    virtual void script(std::string const& text) = 0;

protected:
    virtual std::unique_ptr<Rows> query(StatementKey const& key, std::span<Param const> params) = 0;
    virtual void foresee(StatementKey const&, std::span<Param const>) {}
    // A ticket for changed(), good until the transaction ends.
    virtual std::int64_t execute(StatementKey const& key, std::span<Param const> params) = 0;
    virtual std::int64_t changed(std::int64_t ticket) = 0;
    virtual void append_row(AppendTexts const& texts, std::span<Param const> params) {
        execute({texts.one.c_str(), Scope::Kind::everyone, nullptr}, params);
    }

private:
    friend class Changed;
    template <class T>
    static StatementKey key(Scope const& scope, Sql sql) {
        return {sql.text(), scope.kind(), &json::type_of<T>()};
    }
    template <class... P>
    static std::vector<Param> bound(Scope const& scope, Sql sql, P const&... params) {
        std::vector<Param> out;
        out.reserve(sizeof...(P) + 1);
        (out.push_back(param(params)), ...);
        if (scope.kind() != Scope::Kind::everyone && binds_scope(sql.text()))
            out.push_back(param(scope.tenant()));
        return out;
    }
    template <class T>
    static void read_row(T& out, Rows const& rows) {
        auto const& type = json::type_of<T>();
        if (type.kind == json::Kind::object) read_members(type, &out, rows);
        else from_column(type, &out, rows, 0);
    }
    template <class T>
    void write_each(Scope const& scope, std::span<T const> rows, TextsByRows const& texts) {
        for (auto rest = rows; !rest.empty();) {
            auto const now = rest.first(std::min(rest.size(), texts.size()));
            std::vector<Param> params;
            for (auto const& row : now) {
                check_scope(json::type_of<T>(), &row, scope);
                bind_members(json::type_of<T>(), &row, params);
            }
            execute({texts[now.size() - 1].c_str(), Scope::Kind::everyone, nullptr}, params);
            rest = rest.subspan(now.size());
        }
    }
    template <class T>
    std::int64_t write_row(Scope const& scope, T const& row, std::string const& text) {
        check_scope(json::type_of<T>(), &row, scope);
        std::vector<Param> params;
        bind_members(json::type_of<T>(), &row, params);
        return execute({text.c_str(), Scope::Kind::everyone, nullptr}, params);
    }
};

inline Changed::operator std::int64_t() const { return tx_->changed(ticket_); }

}  // namespace entrepot::db
