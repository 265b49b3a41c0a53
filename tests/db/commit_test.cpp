// Writes that share a commit, each kept or undone by itself; readers that see one moment.
#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "db/held.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

struct Outcome {
    std::promise<std::string> promise;
    std::string get() { return promise.get_future().get(); }
    auto done() {
        return [this](std::exception_ptr error) {
            try {
                if (error) std::rethrow_exception(error);
                promise.set_value("kept");
            } catch (std::exception const& what) {
                promise.set_value(what.what());
            }
        };
    }
};

}  // namespace

TEST_CASE("commits: one that fails takes nothing of its batch with it") {
    for (auto const engine : {support::Engine::sqlite}) {
        Tables tables(engine);
        Outcome outcomes[5];
        Held held(*tables.database);
        for (int i = 0; i < 5; ++i)
            REQUIRE(tables.database->submit({[i](Tx& tx) {
                                                 tx.insert(everyone, a_row(partner, std::to_string(i)));
                                                 if (i == 2) throw std::runtime_error("the third fails");
                                             },
                                             outcomes[i].done()}));
        held.go();
        for (int i = 0; i < 5; ++i) CHECK(outcomes[i].get() == (i == 2 ? "the third fails" : "kept"));
        CHECK(tables.texts(everyone) == "0 1 3 4 ");
    }
}

TEST_CASE("commits: a refusal before anything is written, one after, and a key that is there, in one batch") {
    for (auto const engine : {support::Engine::sqlite}) {
        Tables tables(engine);
        auto const row = a_row(partner, "same");
        Outcome outcomes[6];
        Held held(*tables.database);
        Work const works[6] = {
            [&](Tx& tx) { tx.insert(everyone, row); },
            [](Tx&) { throw std::runtime_error("refused"); },
            [](Tx& tx) { tx.insert(everyone, a_row(partner, "second")); },
            [&](Tx& tx) {
                tx.insert(everyone, a_row(partner, "undone"));
                if (!tx.try_insert(everyone, row)) throw std::runtime_error("taken");
            },
            [](Tx& tx) {
                tx.script("CREATE TABLE undone (x BIGINT);");
                throw std::runtime_error("script");
            },
            [](Tx& tx) { tx.insert(everyone, a_row(partner, "third")); },
        };
        for (int i = 0; i < 6; ++i) REQUIRE(tables.database->submit({works[i], outcomes[i].done()}));
        held.go();
        std::string said;
        for (auto& outcome : outcomes) said += outcome.get() + ' ';
        CHECK(said == "kept refused kept taken script kept ");
        CHECK(tables.texts(everyone) == "same second third ");
        tables.write([](Tx& tx) { tx.script("CREATE TABLE undone (x BIGINT);"); });
    }
}

TEST_CASE("commits: in the order of submission, and nothing is acknowledged before it is there") {
    for (auto const engine : {support::Engine::sqlite}) {
        Tables tables(engine);
        constexpr int many = 600;
        std::vector<int> order;
        int missing = 0;
        std::promise<void> last;
        for (int i = 0; i < many; ++i) {
            auto const row = a_row(partner, std::to_string(i));
            REQUIRE(tables.database->submit(
                {[row](Tx& tx) { tx.insert(everyone, row); },
                 [&, i, id = row.id](std::exception_ptr error) {
                     if (error) return;
                     order.push_back(i);
                     tables.database->read([&](Tx& tx) {
                         if (!tx.find<Row>(everyone, "SELECT {*} FROM test_rows WHERE id = $1 AND {scope}",
                                           id))
                             ++missing;
                     });
                     if (i == many - 1) last.set_value();
                 }}));
        }
        last.get_future().wait();
        CHECK(missing == 0);
        REQUIRE(order.size() == many);
        for (int i = 0; i < many; ++i) REQUIRE(order[static_cast<std::size_t>(i)] == i);
    }
}

TEST_CASE("commits: a full queue refuses, and what was taken is done") {
    for (auto const engine : {support::Engine::sqlite}) {
        Tables tables(engine, 4);
        Outcome outcomes[5];
        Held held(*tables.database);
        auto const add = [&](int i) {
            return tables.database->submit(
                {[i](Tx& tx) { tx.insert(everyone, a_row(partner, std::to_string(i))); },
                 outcomes[i].done()});
        };
        for (int i = 0; i < 4; ++i) CHECK(add(i));
        CHECK(!add(4));
        held.go();
        for (int i = 0; i < 4; ++i) CHECK(outcomes[i].get() == "kept");
        CHECK(tables.rows(everyone).size() == 4);
    }
}

TEST_CASE("commits: stop ends what was taken, then refuses") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        Outcome outcome;
        REQUIRE(tables.database->submit(
            {[](Tx& tx) { tx.insert(everyone, a_row(partner, "last")); }, outcome.done()}));
        tables.database->stop();
        CHECK(outcome.get() == "kept");
        CHECK(!tables.database->submit({[](Tx&) {}, [](auto) {}}));
        CHECK_THROWS_AS(tables.database->write([](Tx&) {}), Unavailable);
    }
}

TEST_CASE("reads: one moment, whatever is written meanwhile; one within another sees the same") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        tables.write([](Tx& tx) { tx.insert(everyone, a_row(partner, "before")); });
        auto const count = [](Tx& tx) {
            return *tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM test_rows WHERE {scope}");
        };
        tables.database->read([&](Tx& tx) {
            CHECK(count(tx) == 1);
            tables.write([](Tx& other) { other.insert(everyone, a_row(partner, "after")); });
            CHECK(count(tx) == 1);
            tables.database->read([&](Tx& within) { CHECK(count(within) == 1); });
            CHECK(count(tx) == 1);
        });
        CHECK(tables.rows(everyone).size() == 2);
    }
}

TEST_CASE("reads: past the budget they are given up, and the connection goes on") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const slow = [](Tx& tx) {
            tx.find<std::int64_t>(
                everyone,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) "
                "SELECT COUNT(*) FROM n WHERE {shared}");
        };
        CHECK_THROWS_AS(tables.database->read(slow, 5), TooSlow);
        CHECK(tables.rows(everyone).empty());
    }
}

TEST_CASE("a folder serves one database at a time, and a second start finds everything") {
    support::TemporaryFolder folder;
    auto const file = (folder.path() / "test.db").string();
    auto first = open_database({.file = file});
    CHECK_THROWS_AS(open_database({.file = file}), Unavailable);
    auto const command = open_database({.file = file, .beside_a_server = true});
    CHECK(command->is_beside_a_server());
    command->stop();
    first->stop();
    first.reset();
    auto const second = open_database({.file = file});
    second->read([](Tx& tx) {
        CHECK(*tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM schema_migrations WHERE {shared}") > 0);
    });
    second->stop();
}

}  // namespace entrepot::db
