// A route: its place, who may, where it runs, and the typed function behind it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/context.hpp"
#include "json/json.hpp"

namespace entrepot::api {

// read: on the io thread's own connection. write: on the writer, in its own savepoint.
// heavy: on the pool, for PDF, exports and keys; writes by database.write().
// hash: the same on few threads of low priority: a flood of sign-ins holds nothing else up.
// outside: asks another server, on threads of its own, without a transaction: reads and writes by itself.
enum class Where : std::uint8_t { read, write, heavy, hash, outside };

// What a request brought, before it is decoded.
struct Incoming {
    Request const& request;
    std::vector<std::string_view> path_values;
};

// Decoded arguments, ready to run; may run twice (db::Write).
using Bound = std::function<void(Context&)>;

struct Route {
    Method method;
    std::string pattern;  // /v1/customers/{customer}/carts/{cart}
    std::function<Bound(Incoming const&, bool strict)> bind;

    std::optional<Permission> permission;
    std::vector<Permission> also;  // any of these lets in too; the endpoint asks for each act's own
    std::string open_reason;       // why no sign-in is needed
    Where where = Where::read;
    int status = 200;
    db::Isolation isolation = db::Isolation::serializable;
    bool is_judged_ahead = false;
    bool repeatable = true;  // a 2xx is kept under MS-RequestId
    bool sandbox_only = false;
    bool reads_dry_run = false;  // with ?dryRun=true it only reads, and is never kept
    bool left_out = false;       // not in this deployment's cloud
    bool needs_user = false;     // an app alone may not: somebody must answer for it
    bool needs_database = true;  // else it is answered at once, also while the database is away
    std::vector<std::string>
        file_types;              // of a body that is a file and no JSON; the endpoint reads it itself
    std::size_t body_limit = 0;  // of such a body, in bytes; 0: what every request has
    std::string words;
    std::string media = "application/json";
    json::Type const* input = nullptr;
    json::Type const* query = nullptr;
    json::Type const* output = nullptr;
    std::vector<std::pair<int, json::Type const*>> answers;  // of routes that write their answer themselves
    enum class Shape : std::uint8_t {
        nothing,
        one,
        array,
        collection,
        page,
        cursored,
        other
    } shape = Shape::nothing;

    Route& allow(Permission needed) { return permission = needed, *this; }
    // One endpoint that carries several acts.
    Route& allow_any(Permission first, std::vector<Permission> others) {
        also = std::move(others);
        return allow(first);
    }
    // Public; the reason stands in the OpenAPI document and in a test's list.
    Route& open(std::string reason) { return open_reason = std::move(reason), *this; }
    Route& reads() { return where = Where::read, *this; }
    Route& writes() { return where = Where::write, *this; }
    // What it makes is new, and unique keys guard it (db/database.hpp).
    Route& writes_what_is_new() { return isolation = db::Isolation::snapshot, writes(); }
    // Its function is also called before its turn to write, with context.ahead.is_now (db::Write::ahead).
    Route& judges_ahead() { return is_judged_ahead = true, *this; }
    Route& heavy() { return where = Where::heavy, *this; }
    Route& hashes() { return where = Where::hash, *this; }
    // Its function may not touch context.tx while it waits for others.
    Route& asks_outside() { return where = Where::outside, *this; }
    Route& created() { return status = 201, *this; }
    Route& summary(std::string sentence) { return words = std::move(sentence), *this; }
    Route& only_in_sandbox() { return sandbox_only = true, *this; }
    // Its answer is never kept for a repeated request id: it carries secrets of a session, or is safe to
    // repeat.
    Route& never_kept() { return repeatable = false, *this; }
    Route& dry_run_reads() { return reads_dry_run = true, *this; }
    // For the document, where the function returns a whole Answer.
    template <class T>
    Route& answers_with(int code) {
        return answers.emplace_back(code, &json::type_of<T>()), *this;
    }
    // What the document says of a body that is no JSON.
    Route& answers_as(std::string type) { return media = std::move(type), *this; }
    Route& takes_file(std::vector<std::string> types, std::size_t most_bytes) {
        file_types = std::move(types);
        return body_limit = most_bytes, *this;
    }
    Route& needs_person() { return needs_user = true, *this; }
    // Its function may not touch context.tx.
    Route& without_database() { return needs_database = false, *this; }
    bool strict() const { return pattern.starts_with("/ext/"); }
};

}  // namespace entrepot::api
