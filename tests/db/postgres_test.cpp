// What only PostgreSQL does: several servers on one database, writers that meet, connections that are lost.
#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <thread>

#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

std::string refusal(std::string const& url) {
    try {
        open_database({.file = "", .url = url});
    } catch (Unavailable const& refused) {
        return refused.what();
    }
    return "";
}

bool says(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Asks on the database itself, beside what is tested.
std::string ask(Tables const& tables, std::string const& text) {
    return support::ask_postgres(tables.served->url(), text);
}

}  // namespace

TEST_CASE("postgres: ./test runs beside one") {
    if (std::getenv("CI"))
        CHECK_MESSAGE(support::has_postgres(), "start the tests through tools/with-postgres");
}

TEST_CASE("postgres: ten servers that start at once migrate once" * doctest::skip(!support::has_postgres())) {
    support::TemporaryDatabase const served;
    std::vector<std::future<void>> starts;
    std::promise<void> go;
    auto const gate = go.get_future().share();
    for (int i = 0; i < 10; ++i)
        starts.push_back(std::async(std::launch::async, [&] {
            gate.wait();
            open_database({.file = "", .url = served.url(), .connections = 2})->stop();
        }));
    go.set_value();
    for (auto& start : starts) CHECK_NOTHROW(start.get());
    CHECK(support::ask_postgres(served.url(),
                                "SELECT count(*) - count(DISTINCT version) FROM schema_migrations") == "0");
    CHECK(support::ask_postgres(served.url(), "SELECT count(*) FROM event_epochs") == "2");
}

TEST_CASE("postgres: a database that will not do is refused with what to do" *
          doctest::skip(!support::has_postgres())) {
    CHECK(says(refusal("postgresql://nobody:geheim@127.0.0.1:1/none"), "cannot be reached"));
    CHECK(!says(refusal("postgresql://nobody:geheim@127.0.0.1:1/none"), "geheim"));
    CHECK(says(refusal("postgresql://%zz:geheim@"), "it looks like postgresql://"));
    CHECK(!says(refusal("postgresql://%zz:geheim@"), "geheim"));
    auto const admin = support::postgres_url();
    auto const of = [&](std::string const& name) { return admin.substr(0, admin.rfind('/') + 1) + name; };
    CHECK(says(refusal(of("not_there")), "does not exist"));

    support::ask_postgres(admin, "CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'");
    CHECK(says(refusal(of("latin")), "must be UTF8"));
    support::ask_postgres(admin, "DROP DATABASE latin");
    support::ask_postgres(
        admin, "CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fr' LOCALE 'C'");
    CHECK(says(refusal(of("sorted")), "order of bytes"));
    support::ask_postgres(admin, "DROP DATABASE sorted");
    // tools/with-postgres makes a language's locale where it can.
    bool spoken = true;
    try {
        support::ask_postgres(
            admin, "CREATE DATABASE spoken TEMPLATE template0 LC_COLLATE 'en_US.UTF-8' LC_CTYPE 'C'");
    } catch (std::runtime_error const& refused) {
        spoken = false;
        MESSAGE("the order of a language was not looked at: ", refused.what());
    }
    if (spoken) {
        CHECK(says(refusal(of("spoken")), "it sorts text as en_US.UTF-8, and pages need"));
        support::ask_postgres(admin, "DROP DATABASE spoken");
    }

    support::TemporaryDatabase const served;
    support::ask_postgres(admin, "CREATE ROLE stranger LOGIN");
    auto url = served.url();
    url.replace(url.find("entrepot@"), 9, "stranger@");
    CHECK(says(refusal(url), "may not create tables"));
    support::ask_postgres(admin, "DROP ROLE stranger");
}

TEST_CASE("postgres: writers that meet lose nothing" * doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const row = a_row(partner, "counter");
    tables.write([&](Tx& tx) { tx.insert(everyone, row); });
    std::vector<std::thread> writers;
    for (int i = 0; i < 8; ++i)
        writers.emplace_back([&] {
            for (int n = 0; n < 20; ++n)
                tables.write([&](Tx& tx) {
                    auto found = *tx.find<Row>(everyone,
                                               "SELECT {*} FROM test_rows WHERE id = $1 AND {scope}", row.id);
                    ++found.big;
                    tx.update(everyone, found);
                });
        });
    for (auto& writer : writers) writer.join();
    CHECK(tables.rows(everyone).at(0).big == 160);
}

TEST_CASE("postgres: a writer that has met others too often runs alone, and is never refused" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const row = a_row(partner, "counter");
    tables.write([&](Tx& tx) { tx.insert(everyone, row); });
    std::atomic<int> runs = 0, refused = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 16; ++i)
        writers.emplace_back([&] {
            for (int n = 0; n < 10; ++n) {
                int own = 0;
                try {
                    tables.write([&](Tx& tx) {
                        ++own;
                        auto found = *tx.find<Row>(
                            everyone, "SELECT {*} FROM test_rows WHERE id = $1 AND {scope}", row.id);
                        std::this_thread::sleep_for(std::chrono::milliseconds(2));
                        ++found.big;
                        tx.update(everyone, found);
                    });
                } catch (Contended const&) {
                    ++refused;
                }
                if (own > 4) ++runs;
            }
        });
    for (auto& writer : writers) writer.join();
    CHECK(refused == 0);
    CHECK_MESSAGE(runs == 0, runs, " needed more than one run alone");
    CHECK(tables.rows(everyone).at(0).big == 160);
}

TEST_CASE("postgres: a snapshot write that meets another at a key begins again, and sees the other's" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const row = a_row(partner, "theirs");
    int runs = 0;
    std::string seen;
    std::exception_ptr failed;
    tables.database->submit(
        {.run =
             [&](Tx& tx) {
                 auto const there =
                     tx.find<Row>(everyone, "SELECT {*} FROM test_rows WHERE id = $1 AND {scope}", row.id);
                 if (++runs == 1)
                     std::async(std::launch::async, [&] {
                         tables.write([&](Tx& other) { other.insert(everyone, row); });
                     }).get();
                 seen = there ? there->text : "nothing";
                 if (!there) tx.insert(everyone, row);
             },
         .done = [&](std::exception_ptr error) { failed = error; },
         .isolation = Isolation::snapshot});
    CHECK_FALSE(failed);
    CHECK(runs == 2);
    CHECK(seen == "theirs");
    // What is no meeting but a mistake is said, not tried for ever.
    runs = 0;
    tables.database->submit({.run =
                                 [&](Tx& tx) {
                                     ++runs;
                                     tx.insert(everyone, row);
                                 },
                             .done = [&](std::exception_ptr error) { failed = error; },
                             .isolation = Isolation::snapshot});
    REQUIRE(failed);
    CHECK_THROWS_AS(std::rethrow_exception(failed), Conflict);
    CHECK(runs == 2);
}

TEST_CASE("postgres: a failure that nobody waited for is known before the commit" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const row = a_row(partner, "one");
    tables.write([&](Tx& tx) { tx.insert(everyone, row); });
    CHECK_THROWS_AS(tables.write([&](Tx& tx) {
        tx.insert(everyone, row);
        tx.insert(everyone, a_row(partner, "after the failure"));
    }),
                    Conflict);
    CHECK(tables.texts(everyone) == "one ");
    // Whoever goes on as if nothing had happened keeps nothing.
    CHECK_THROWS_AS(tables.write([&](Tx& tx) {
        tx.insert(everyone, a_row(partner, "first"));
        tx.insert(everyone, row);
        try {
            tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM test_rows WHERE {scope}");
        } catch (Conflict const&) {}
    }),
                    BrokenTruth);
    CHECK(tables.texts(everyone) == "one ");
    // The connection goes on, also with a statement that it met first in a failed transaction.
    auto const other = a_row(partner, "two");
    auto const change = [&](Tx& tx) {
        return std::int64_t{tx.exec(everyone, "UPDATE test_rows SET big = 7 WHERE {scope}")};
    };
    CHECK_THROWS_AS(tables.write([&](Tx& tx) {
        tx.insert(everyone, row);
        change(tx);
    }),
                    Conflict);
    tables.write([&](Tx& tx) {
        tx.insert(everyone, other);
        CHECK(change(tx) == 2);
    });
    CHECK(tables.texts(everyone) == "one two ");
}

TEST_CASE("postgres: no connection free in time" * doctest::skip(!support::has_postgres())) {
    support::TemporaryDatabase const served;
    auto const database = open_database({.file = "", .url = served.url(), .connections = 1, .loan_ms = 50});
    database->write([&](Tx&) {
        auto other = std::async(std::launch::async, [&] { database->write([](Tx&) {}); });
        CHECK_THROWS_AS(other.get(), Contended);
    });
    CHECK_NOTHROW(database->write([](Tx&) {}));
    database->stop();
}

TEST_CASE("postgres: writers that lock each other out, and a lock that another holds long" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const a = a_row(partner, "a"), b = a_row(partner, "b");
    tables.write([&](Tx& tx) { tx.insert(everyone, a), tx.insert(everyone, b); });
    // Each holds its first row before either asks for its second.
    std::promise<void> has[2];
    std::shared_future<void> const held[2] = {has[0].get_future().share(), has[1].get_future().share()};
    std::atomic<int> runs = 0;
    auto const cross = [&](int me, Row const& first, Row const& second) {
        bool is_first = true;
        tables.write([&, me](Tx& tx) {
            ++runs;
            auto const add = [&](Row const& row) {
                return std::int64_t{tx.exec(
                    everyone, "UPDATE test_rows SET big = big + 1 WHERE id = $1 AND {scope}", row.id)};
            };
            add(first);
            if (std::exchange(is_first, false)) has[me].set_value(), held[1 - me].wait();
            add(second);
        });
    };
    std::thread other([&] { cross(1, b, a); });
    cross(0, a, b);
    other.join();
    for (auto const& row : tables.rows(everyone)) CHECK(row.big == 2);
    CHECK(runs > 2);
}

TEST_CASE("postgres: while it is away requests wait, and go on when it is back; in the end they are refused" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const admin = support::postgres_url();
    auto const allow = [&](bool yes) {
        support::ask_postgres(admin, "ALTER DATABASE " + tables.served->name() + " ALLOW_CONNECTIONS " +
                                         (yes ? "true" : "false"));
        if (!yes)
            support::ask_postgres(
                admin, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" +
                           tables.served->name() + "'");
    };
    auto const hasty = open_database({.file = "", .url = tables.served->url(), .hold_ms = 1});
    allow(false);
    CHECK_THROWS_AS(hasty->write([](Tx&) {}), Unavailable);
    CHECK(!hasty->answers());
    std::vector<std::future<void>> writes;
    for (int i = 0; i < 4; ++i)
        writes.push_back(std::async(std::launch::async, [&, i] {
            tables.write([&](Tx& tx) { tx.insert(everyone, a_row(partner, std::to_string(i))); });
        }));
    while (tables.database->answers()) std::this_thread::yield();
    for (auto& write : writes)
        CHECK(write.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
    allow(true);
    for (auto& write : writes) CHECK_NOTHROW(write.get());
    CHECK(tables.texts(everyone) == "0 1 2 3 ");
    CHECK(tables.database->answers());
    CHECK_NOTHROW(hasty->write([](Tx&) {}));
    CHECK(hasty->answers());
    hasty->stop();
}

TEST_CASE("postgres: TLS with a private authority, refused where the certificate is another's" *
          doctest::skip(!std::getenv("ENTREPOT_TEST_CA"))) {
    support::TemporaryDatabase const served;
    std::string const authority = std::getenv("ENTREPOT_TEST_CA");
    auto const with = [&](std::string const& rest) { return served.url() + "?hostaddr=127.0.0.1&" + rest; };
    auto const on_tls = [](std::string const& url) {
        auto const database = open_database({.file = "", .url = url});
        std::optional<std::int64_t> used;
        database->read([&](Tx& tx) {
            used = tx.find<std::int64_t>(everyone,
                                         "SELECT CAST(ssl AS INT) FROM pg_stat_ssl WHERE pid = "
                                         "pg_backend_pid() AND {shared}");
        });
        database->stop();
        return used == 1;
    };
    CHECK(on_tls(with("host=localhost&sslmode=verify-full&sslrootcert=" + authority)));
    CHECK(on_tls(with("sslmode=require")));
    CHECK(!on_tls(with("sslmode=disable")));
    CHECK(says(refusal(with("host=database.example&sslmode=verify-full&sslrootcert=" + authority)),
               "does not match host name"));
    // Another's authority.
    auto const server = authority.substr(0, authority.rfind('/')) + "/server.crt";
    CHECK(says(refusal(with("host=localhost&sslmode=verify-full&sslrootcert=" + server)), "certificate"));
    CHECK(says(refusal(with("host=localhost&sslmode=verify-full&sslrootcert=/nowhere.crt")), "/nowhere.crt"));
}

TEST_CASE("postgres: kept statements of before a migration are made anew" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    tables.write([](Tx& tx) { tx.insert(everyone, a_row(partner, "before")); });
    CHECK(tables.texts(everyone) == "before ");
    // Another server, of the next version, changes what is read while this one serves.
    ask(tables, "ALTER TABLE test_rows ALTER COLUMN small TYPE INT");
    CHECK(tables.texts(everyone) == "before ");
    tables.write([](Tx& tx) { tx.insert(everyone, a_row(partner, "after")); });
    CHECK(tables.texts(everyone) == "after before ");
}

TEST_CASE("postgres: a statement that takes too long" * doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    CHECK_THROWS_AS(
        tables.database->read(
            [](Tx& tx) { tx.find<std::int64_t>(everyone, "SELECT 1 FROM pg_sleep(5) WHERE {shared}"); }, 20),
        TooSlow);
    CHECK(tables.rows(everyone).empty());
}

}  // namespace entrepot::db
