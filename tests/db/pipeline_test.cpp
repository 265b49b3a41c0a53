// What PostgreSQL's pipeline saves of round trips: questions asked ahead, and COMMIT sent with what it keeps.
#include <doctest/doctest.h>

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

}  // namespace entrepot::db
