// What doctor looks at in the database: see doctor.hpp.
#include "app/doctor.hpp"

#include "app/invariants.hpp"
#include "app/key_check.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"
#include "db/read_only.hpp"
#include "db/sqlite_open.hpp"

namespace entrepot::app {

namespace {

auto const deployment = Scope::everyone("doctor looks at the whole deployment");
constexpr char const* restore_words =
    "Stop the server, keep a copy of the database, and restore the last good backup (entrepot restore)";

// True where the rest can be asked at all.
bool look_at_schema(Place const& place, Diagnosis& out) {
    try {
        auto const source =
            place.database.empty() ? db::sqlite_source(place.file()) : db::postgres_source(place.database);
        db::check_version(*source, "the database");
        out.add("schema", "ok", "version " + std::to_string(db::migrations().back().version));
        return true;
    } catch (std::exception const& error) {
        out.add("schema", "wrong", error.what(),
                "entrepot migrate brings an older one up to date; a start does it too");
        return false;
    }
}

void look_at_sqlite_pages(Place const& place, bool shortly, db::Steps& steps, Diagnosis& out) {
    if (shortly) return out.add("pages", "note", "not read", "entrepot doctor without --quick reads them");
    steps.begin("check pages", "steps", 0);
    auto const wrong = db::check_pages(place.file(), false, [&](std::int64_t done) { steps.at(done); });
    steps.end();
    if (wrong.empty()) out.add("pages", "ok", "every page and every index was read");
    else out.add("pages", "wrong", wrong, restore_words);
}

// What a damaged page holds cannot be read; checksums of pages find what can be and is not right.
void look_at_postgres_pages(Place const& place, db::Database& database, bool shortly, db::Steps& steps,
                            Diagnosis& out) {
    database.read([&](db::Tx& tx) {
        auto const sums = tx.find<std::string>(
            deployment, "SELECT setting FROM pg_settings WHERE name = 'data_checksums' AND {shared}");
        if (sums.value_or("") != "on")
            out.add("pages", "note", "the cluster keeps no checksums of its pages",
                    "Stop PostgreSQL once and run pg_checksums --enable, so that a failing disk is noticed");
    });
    if (shortly) return out.add("pages", "note", "not read", "entrepot doctor without --quick reads them");
    try {
        std::int64_t rows = 0;
        for (auto const& [table, sum] : db::sums_of(*db::postgres_source(place.database), steps))
            rows += std::stoll(sum);
        out.add("pages", "ok", "every row was read: " + grouped(rows));
    } catch (std::exception const& error) {
        out.add("pages", "wrong", error.what(), restore_words);
    }
}

// Looked for where events and rows differ: no index leads there.
bool was_filled(db::Tx& tx) {
    return tx
        .find<std::int64_t>(deployment,
                            "SELECT 1 FROM events WHERE type = 'customers_filled' AND {scope} LIMIT 1")
        .has_value();
}

}  // namespace

void Diagnosis::add(std::string area, std::string level, std::string words, std::string remedy) {
    healthy = healthy && level != "wrong";
    findings.push_back({std::move(area), std::move(level), std::move(words), std::move(remedy)});
}

void look_at_rows(db::Database& database, bool shortly, db::Steps& steps, Diagnosis& out) {
    std::vector<Invariant> asked;
    for (auto const& one : invariants())
        if (!shortly || one.kind == Invariant::Kind::state) asked.push_back(one);
    bool all_hold = true;
    steps.begin("check rows", "questions", static_cast<std::int64_t>(asked.size()));
    database.read(
        [&](db::Tx& tx) {
            for (std::size_t i = 0; i < asked.size(); ++i) {
                auto const rows = tx.find<std::int64_t>(deployment, asked[i].broken).value_or(0);
                steps.at(static_cast<std::int64_t>(i) + 1);
                if (rows == 0) continue;
                all_hold = false;
                auto const words = std::string(asked[i].what) + ": " + grouped(rows);
                if (asked[i].kind == Invariant::Kind::log && was_filled(tx))
                    out.add("rows", "note", words,
                            "Nothing: entrepot sandbox fill writes one event of many customers");
                else
                    out.add("rows", "wrong", words,
                            "Tell the authors, with this line and the versions that served this data; "
                            "requests go on");
            }
        },
        -1);
    steps.end();
    if (all_hold)
        out.add("rows", "ok",
                shortly ? "what ties rows together holds; events were not compared"
                        : "what ties rows and events together holds");
}

Diagnosis diagnose(Place const& place, bool shortly, db::Steps& steps, std::string const& providers) {
    Diagnosis out;
    out.add("program", "ok", std::string("entrepot ") + ENTREPOT_VERSION);
    look_at_configuration(place, out);
    look_at_limits(out);
    look_at_disk(place, out);
    std::unique_ptr<db::Database> database;
    try {
        database = db::open_to_read(place.options());
    } catch (std::exception const& error) {
        out.add("database", "wrong", error.what(),
                place.database.empty()
                    ? "Name its folder with --data, or its address with --database"
                    : "See that PostgreSQL runs there, is no standby, and lets this user in: the password "
                      "belongs into ~/.pgpass of whoever runs this");
        return out;
    }
    try {
        if (place.database.empty()) look_at_sqlite_pages(place, shortly, steps, out);
        else look_at_postgres_pages(place, *database, shortly, steps, out);
        if (look_at_schema(place, out)) {
            look_at_key(place, *database, out);
            look_at_clock(*database, out);
            look_at_sign_in(providers, *database, out);
            look_at_rows(*database, shortly, steps, out);
        }
    } catch (std::exception const& error) {
        out.add("database", "wrong", error.what(), restore_words);
    }
    database->stop();
    return out;
}

}  // namespace entrepot::app
