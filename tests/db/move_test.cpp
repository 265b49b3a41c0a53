// Moving a deployment from SQLite to PostgreSQL: all of it or nothing, checked, and readers of the log go on.
#include <doctest/doctest.h>

#include "db/backups.hpp"
#include "events/event.hpp"

namespace entrepot::db {

TEST_CASE("move: into PostgreSQL, in one transaction" * doctest::skip(!support::has_postgres())) {
    Closed const closed;
    auto const& file = closed.file;
    support::TemporaryDatabase const served;
    {
        support::House const house;
        CHECK(says(refusal([&] { move_to_postgres(house.file(), served.url(), quiet); }), "stop it"));
    }
    auto const wanted = sums_at({.file = file});
    auto const moved = move_to_postgres(file, served.url(), quiet);
    CHECK(moved.rows > 1000);
    CHECK(differences(wanted, sums_at({.file = "", .url = served.url()})) == "");
    // Again: it is not empty.
    CHECK(says(refusal([&] { move_to_postgres(file, served.url(), quiet); }), "not empty"));
    // Indexes, references and counters are as a start makes them.
    support::TemporaryDatabase const fresh;
    open_database({.file = "", .url = fresh.url()})->stop();
    auto const shape =
        "SELECT string_agg(d, '; ' ORDER BY d) FROM (SELECT pg_get_indexdef(indexrelid) d FROM pg_index i "
        "JOIN "
        "pg_class c ON c.oid = i.indrelid WHERE relnamespace = 'public'::regnamespace UNION ALL SELECT "
        "conrelid::regclass || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = "
        "'public'::regnamespace) x";
    CHECK(support::ask_postgres(served.url(), shape) == support::ask_postgres(fresh.url(), shape));
    CHECK(support::ask_postgres(served.url(),
                                "SELECT nextval(pg_get_serial_sequence('events', 'number')) > (SELECT "
                                "MAX(number) FROM events)") == "t");
}

TEST_CASE("move: readers of the log go on" * doctest::skip(!support::has_postgres())) {
    Closed const closed;
    auto const all = Scope::everyone("a test reads the whole log");
    auto const append = [&](Database& database, std::string const& type) {
        database.write([&](Tx& tx) {
            auto const owner =
                *tx.find<Id<Tenant>>(all, "SELECT partner_id FROM customers WHERE {scope} LIMIT 1");
            auto act = Act::system(real_time(), real_time());
            act.caller.tenant = owner;
            act.caller.kind = TenantKind::direct_bill;
            events::append(tx, act, {owner, std::nullopt, std::nullopt}, type, new_uuid(), RawJson{"{}"});
        });
    };
    events::Place seen;
    auto const read = [&](Database& database) {
        std::string types;
        database.read([&](Tx& tx) {
            for (auto const& event : events::after(tx, all, seen, 100'000)) {
                types += event.type + ' ';
                seen = {event.turn, event.number};
            }
        });
        return types;
    };
    auto before = open_database({.file = closed.file});
    read(*before);
    append(*before, "last");
    CHECK(read(*before) == "last ");
    before->stop();
    before.reset();
    support::TemporaryDatabase const served;
    move_to_postgres(closed.file, served.url(), quiet);
    auto const after = open_database({.file = "", .url = served.url()});
    CHECK(read(*after).empty());
    append(*after, "first");
    append(*after, "second");
    CHECK(read(*after) == "first second ");
    after->stop();
}

TEST_CASE("move: a row that arrives altered is found, and nothing is kept" *
          doctest::skip(!support::has_postgres())) {
    Closed const closed;
    auto const& file = closed.file;
    support::TemporaryDatabase const served;
    open_database({.file = "", .url = served.url()})->stop();
    support::ask_postgres(
        served.url(),
        "CREATE FUNCTION alter_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.domain LIKE "
        "'geometres-blanc%' "
        "THEN NEW.name := NEW.name || ' '; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER alter_one BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION alter_one()");
    CHECK(says(refusal([&] { move_to_postgres(file, served.url(), quiet); }), "customers: "));
    CHECK(support::ask_postgres(served.url(), "SELECT COUNT(*) FROM tenants") == "0");
    support::ask_postgres(served.url(), "DROP TRIGGER alter_one ON customers");
    CHECK(refusal([&] { move_to_postgres(file, served.url(), quiet); }) == "");
}

TEST_CASE("move: while a server uses the target" * doctest::skip(!support::has_postgres())) {
    Closed const closed;
    auto const& file = closed.file;
    support::TemporaryDatabase const served;
    auto const server = open_database({.file = "", .url = served.url()});
    CHECK(says(refusal([&] { move_to_postgres(file, served.url(), quiet); }), "stop the servers"));
    server->stop();
    CHECK(refusal([&] { move_to_postgres(file, served.url(), quiet); }) == "");
}

}  // namespace entrepot::db
