// What PostgreSQL's pipeline saves of round trips: questions asked ahead, and COMMIT sent with what it keeps.
#include <doctest/doctest.h>

#include "db/bulk.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

void ask(Tables const& tables, std::string const& text) { support::ask_postgres(tables.served->url(), text); }

}  // namespace

TEST_CASE("postgres: what is expected comes by one round trip, and is asked anew after a write" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    constexpr Sql by_text = "SELECT {*} FROM test_rows WHERE some_text = $1 AND {scope}";
    auto row = a_row(partner, "one");
    tables.write([&](Tx& tx) {
        tx.insert(everyone, row);
        tx.insert(everyone, a_row(partner, "two"));
    });
    auto const find = [&](Tx& tx, std::string_view text) {
        auto const found = tx.find<Row>(everyone, by_text, text);
        return found ? found->text + ' ' + std::to_string(found->big) : "nothing";
    };
    tables.write([&](Tx& tx) {
        for (auto const* text : {"one", "two", "three", "nobody asks"})
            tx.expect<Row>(everyone, by_text, text);
        CHECK(find(tx, "two") == "two 0");
        // Another has changed it meanwhile: what came with the first answer is what is told.
        ask(tables, "UPDATE test_rows SET big = 5 WHERE some_text = 'one'");
        CHECK(find(tx, "one") == "one 0");
        CHECK(find(tx, "three") == "nothing");
        CHECK(find(tx, "four") == "nothing");
    });
    // Under READ COMMITTED a second question would see the change: the first time it was not asked again.
    tables.database->write_queue([&](Tx& tx) {
        tx.expect<Row>(everyone, by_text, "one");
        CHECK(find(tx, "two") == "two 0");
        ask(tables, "UPDATE test_rows SET big = 6 WHERE some_text = 'one'");
        CHECK(find(tx, "one") == "one 5");
        CHECK(find(tx, "one") == "one 6");
    });
    tables.write([&](Tx& tx) {
        tx.expect<Row>(everyone, by_text, "one");
        tx.exec(everyone, "UPDATE test_rows SET big = 7 WHERE some_text = 'one' AND {scope}");
        CHECK(find(tx, "one") == "one 7");
        CHECK(find(tx, "two") == "two 0");
    });
    // Nobody takes it; the next transaction knows nothing of it.
    tables.database->read([&](Tx& tx) { tx.expect<Row>(everyone, by_text, "one"); });
    tables.database->read([&](Tx& tx) {
        tx.expect<Row>(everyone, by_text, "two");
        CHECK(find(tx, "one") == "one 7");
        CHECK(find(tx, "two") == "two 0");
    });
    tables.database->read([&](Tx& tx) {
        for (auto const* text : {"one", "two", "three"}) tx.expect<Row>(everyone, by_text, text);
    });
    tables.database->read([&](Tx& tx) { CHECK(find(tx, "one") == "one 7"); });
}

TEST_CASE("postgres: a write that may run again goes with its commit, and is known to have failed" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    auto const row = a_row(partner, "one");
    std::exception_ptr failed;
    auto const write = [&](std::vector<Row> const& rows) {
        tables.database->submit({.run =
                                     [&](Tx& tx) {
                                         for (auto const& one : rows) tx.insert(everyone, one);
                                     },
                                 .done = [&](std::exception_ptr error) { failed = error; },
                                 .repeatable = true});
        return failed == nullptr;
    };
    CHECK(write({row}));
    CHECK_FALSE(write({a_row(partner, "with it"), row, a_row(partner, "after it")}));
    CHECK_THROWS_AS(std::rethrow_exception(failed), Conflict);
    CHECK(tables.texts(everyone) == "one ");
    CHECK(write({a_row(partner, "two")}));
    CHECK(tables.texts(everyone) == "one two ");
}

TEST_CASE("tx: what is to be looked at first is, before anything is answered or written") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        constexpr Sql count = "SELECT COUNT(*) FROM test_rows WHERE some_text = $1 AND {scope}";
        auto const counted = [&](Tx& tx, char const* text) {
            return *tx.find<std::int64_t>(everyone, count, text);
        };
        auto const wants = [&](Tx& tx, std::int64_t rows) {
            return [&, rows] {
                if (counted(tx, "one") != rows) throw std::runtime_error("not so");
            };
        };
        int reached = 0;
        auto const asks = [&](Tx& tx) {
            tx.first(wants(tx, 1));
            tx.expect<std::int64_t>(everyone, count, "two");
            ++reached;
            auto const others = counted(tx, "three") + counted(tx, "two");
            reached += others == 0 ? 10 : 1000;
            tx.insert(everyone, a_row(partner, "two"));
        };
        auto const writes = [&](Tx& tx) {
            tx.first(wants(tx, 1));
            tx.insert(everyone, a_row(partner, "two"));
            reached += 100;
        };
        auto const writes_many = [&](Tx& tx) {
            tx.first(wants(tx, 1));
            insert_all(tx, everyone, std::vector{a_row(partner, "two")});
        };
        CHECK_THROWS_WITH(tables.write(writes_many), "not so");
        CHECK_THROWS_WITH(tables.write(asks), "not so");
        CHECK_THROWS_WITH(tables.write(writes), "not so");
        CHECK(reached < 10);
        CHECK(tables.texts(everyone).empty());
        tables.write([&](Tx& tx) { tx.insert(everyone, a_row(partner, "one")); });
        reached = 0;
        tables.write(asks);
        tables.write(writes);
        CHECK(reached == 111);
        CHECK(tables.texts(everyone) == "one two two ");
        // Nothing was asked after it, and the next transaction knows nothing of it.
        tables.write([&](Tx& tx) {
            if (engine == support::Engine::postgres) tx.first(wants(tx, 7));
        });
        tables.write([&](Tx& tx) { CHECK(counted(tx, "one") == 1); });
    }
}

TEST_CASE("postgres: what is to be looked at first comes with the first question" *
          doctest::skip(!support::has_postgres())) {
    Tables tables(support::Engine::postgres);
    constexpr Sql big = "SELECT big FROM test_rows WHERE some_text = 'one' AND {scope}";
    constexpr Sql again = "SELECT big + 0 FROM test_rows WHERE some_text = 'one' AND {scope}";
    tables.write([&](Tx& tx) { tx.insert(everyone, a_row(partner, "one")); });
    // Under READ COMMITTED a question of its own would see what another has written since.
    tables.database->write_queue([&](Tx& tx) {
        std::optional<std::int64_t> seen;
        tx.first([&] {
            seen = tx.find<std::int64_t>(everyone, big);
            ask(tables, "UPDATE test_rows SET big = 5 WHERE some_text = 'one'");
        });
        CHECK(tx.find<std::int64_t>(everyone, again) == 0);
        CHECK(seen == 0);
        CHECK(tx.find<std::int64_t>(everyone, again) == 5);
    });
}

}  // namespace entrepot::db
