// PostgreSQL connections that are lost: before a commit, while committing, each time.
#include <doctest/doctest.h>

#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

bool says(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Asks on the database itself, beside what is tested.
std::string ask(Tables const& tables, std::string const& text) {
    return support::ask_postgres(tables.served->url(), text);
}

std::string const others =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "AND datname = current_database()";

}  // namespace

TEST_CASE("postgres: a connection that is lost before the commit is no loss" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    int runs = 0;
    tables.write([&](Tx& tx) {
        tx.insert(everyone, a_row(partner, "once"));
        if (++runs == 1) ask(tables, others);
    });
    CHECK(runs == 2);
    CHECK(tables.texts(everyone) == "once ");
    ask(tables, others);
    CHECK(tables.texts(everyone) == "once ");
}

TEST_CASE("postgres: a transaction that loses its connection each time is given up" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    // As one does that no server survives, or that only a server which takes no writes is there for.
    int runs = 0;
    auto const end_own = [&](Tx& tx) {
        if (++runs == 50) return;
        ask(tables, others);
        tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM test_rows WHERE {scope}");
    };
    CHECK_THROWS_AS(tables.write(end_own), Unavailable);
    CHECK(runs < 10);
    runs = 0;
    CHECK_THROWS_AS(tables.database->read(end_own), Unavailable);
    CHECK(runs < 10);
    CHECK(tables.rows(everyone).empty());
    ask(tables, "ALTER DATABASE " + tables.served->name() + " SET default_transaction_read_only = on");
    ask(tables, others);
    CHECK_THROWS_AS(tables.write([](Tx& tx) { tx.insert(everyone, a_row(partner, "row")); }), Unavailable);
    CHECK(tables.rows(everyone).empty());
}

TEST_CASE("postgres: a connection that is lost while committing" * doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    // The first commit ends its own connection.
    ask(tables,
        "CREATE SEQUENCE commits; CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
        "nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; "
        "END $$; "
        "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON test_rows DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
        "EXECUTE FUNCTION cut()");
    std::string said;
    auto const one = [&](bool repeatable) {
        ask(tables, "SELECT setval('commits', 1, false)");
        said = "kept";
        tables.database->submit({.run = [](Tx& tx) { tx.insert(everyone, a_row(partner, "row")); },
                                 .done =
                                     [&](std::exception_ptr error) {
                                         try {
                                             if (error) std::rethrow_exception(error);
                                         } catch (std::exception const& failed) {
                                             said = failed.what();
                                         }
                                     },
                                 .repeatable = repeatable});
    };
    one(false);
    CHECK(says(said, "not known"));
    CHECK(tables.texts(everyone).empty());
    one(true);
    CHECK(said == "kept");
    CHECK(tables.texts(everyone) == "row ");
}

}  // namespace entrepot::db
