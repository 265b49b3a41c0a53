// What doctor looks at in PostgreSQL alone: pages, and who keeps readers of the log waiting. See doctor.hpp.
#include "app/doctor.hpp"

namespace entrepot::app {

namespace {

auto const deployment = Scope::everyone("doctor looks at the whole deployment");

}  // namespace

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

// Events are read up to the oldest transaction that has a number and is open anywhere in the cluster
// (events/event.hpp): one that was begun before it may still commit in front of them.
void look_at_open_transactions(db::Database& database, std::chrono::seconds patience, Diagnosis& out) {
    std::string open;
    database.read([&](db::Tx& tx) {
        open = tx.find<std::string>(
                     deployment,
                     "SELECT COALESCE(string_agg(o.said, '; '), '') FROM (SELECT 'process ' || pid || "
                     "' (role ' || COALESCE(usename, '') || ', database ' || COALESCE(datname, '') || ', ' "
                     "|| COALESCE(state, '') || ', since ' || date_trunc('second', xact_start) || ')' AS "
                     "said FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() "
                     "AND xact_start <= now() - make_interval(secs => $1) UNION ALL SELECT "
                     "'prepared transaction ''' || gid || ''' (role ' || owner || ', database ' || database "
                     "|| ', since ' || date_trunc('second', prepared) || ')' FROM pg_prepared_xacts) o "
                     "WHERE {shared}",
                     static_cast<double>(patience.count()))
                   .value_or("");
    });
    if (open.empty())
        return out.add("log", "ok", "no open transaction keeps readers of the event log waiting");
    out.add(
        "log", "note", "readers of the event log see nothing newer than an open transaction: " + open,
        "End it: SELECT pg_terminate_backend(PROCESS), or in its database ROLLBACK PREPARED 'NAME'; "
        "idle_in_transaction_session_timeout and max_prepared_transactions = 0 keep it from coming again");
}

}  // namespace entrepot::app
