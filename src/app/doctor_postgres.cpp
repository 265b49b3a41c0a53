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

}  // namespace entrepot::app
