// What doctor looks at in the database: see doctor.hpp.
#include "app/doctor.hpp"

#include "app/invariants.hpp"
#include "app/key_check.hpp"
#include "db/damaged.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"
#include "db/read_only.hpp"
#include "db/sqlite_open.hpp"
#include "db/will_not_do.hpp"
#include "sandbox/fill_store.hpp"

namespace entrepot::app {

namespace {

auto const deployment = Scope::everyone("doctor looks at the whole deployment");
constexpr char const* reach_words =
    "SQLite writes beside its file even to read it: see that whoever runs this may (chown, a mount for "
    "writing), and that the disk is sound (dmesg). Where both are so, restore the last good backup (entrepot "
    "restore)";

// Of what was read and is not as it should be: another remedy than for what cannot be read.
char const* remedy_for(std::exception const& error, Place const& place) {
    bool const is_damaged = dynamic_cast<db::Damaged const*>(&error) || !place.database.empty();
    return is_damaged ? restore_words : reach_words;
}

// True where the rest can be asked at all.
bool look_at_schema(Place const& place, Diagnosis& out) {
    auto const source =
        place.database.empty() ? db::sqlite_source(place.file()) : db::postgres_source(place.database);
    auto const found = source->versions();
    bool const is_newer = !found.empty() && found.back() > db::migrations().back().version;
    try {
        db::check_version(*source, "the database");
        out.add("schema", "ok", "version " + std::to_string(db::migrations().back().version));
        return true;
    } catch (std::exception const& error) {
        out.add("schema", "wrong", error.what(),
                is_newer ? "Start that version, or restore a backup of before the upgrade"
                         : "entrepot migrate brings an older one up to date; a start does it too");
        return false;
    }
}

// False where one was begun and not ended.
bool look_at_filling(db::Database& database, Diagnosis& out) {
    std::optional<sandbox::FillState> state;
    database.read([&](db::Tx& tx) { state = sandbox::find_fill(tx); });
    if (!state || state->stage == sandbox::FillStage::done) return true;
    out.add("filling", "wrong",
            "a big world was begun here and is not ended: " + grouped(state->done) + " of " +
                grouped(state->wanted) + " customers; indexes are missing, and no server starts on it",
            "entrepot sandbox fill --customers " + std::to_string(state->wanted) +
                " goes on where it was; rows are compared after it");
    return false;
}

void look_at_sqlite_pages(Place const& place, bool shortly, db::Steps& steps, Diagnosis& out) {
    if (shortly) return out.add("pages", "note", "not read", "entrepot doctor without --quick reads them");
    steps.begin("check pages", "steps", 0);
    auto const wrong = db::check_pages(place.file(), false, [&](std::int64_t done) { steps.at(done); });
    steps.end();
    if (wrong.empty()) out.add("pages", "ok", "every page and every index was read");
    else out.add("pages", "wrong", wrong, restore_words);
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
    } catch (db::WillNotDo const& error) {
        out.add("database", "wrong", error.found, error.remedy);
        return out;
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
            if (!place.database.empty()) look_at_open_transactions(*database, std::chrono::minutes(5), out);
            if (look_at_filling(*database, out)) look_at_rows(*database, shortly, steps, out);
        }
    } catch (std::exception const& error) {
        out.add("database", "wrong", error.what(), remedy_for(error, place));
    }
    database->stop();
    return out;
}

}  // namespace entrepot::app
