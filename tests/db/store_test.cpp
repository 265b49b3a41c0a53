// Rows there and back, and scopes: nobody reads or writes what is not theirs.
#include <doctest/doctest.h>

#include "db/bulk.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
Id<Tenant> tenant() { return Id<Tenant>{new_uuid()}; }

// As the counts of customers stand: keys, sums, and the shard that the driver adds.
struct Sum {
    Id<Tenant> partner;
    std::int64_t key = 0, count = 0, total = 0;

    bool operator==(Sum const&) const = default;
    static constexpr std::string_view schema_name = "TestSum";
    static constexpr std::string_view table = "test_sums";
    static constexpr auto fields() {
        return Fields{
            field("partnerId", &Sum::partner, "").key(), field("key", &Sum::key, "").key().column("key_"),
            field("count", &Sum::count, "").sum().column("count_"), field("total", &Sum::total, "").sum()};
    }
};

}  // namespace

TEST_CASE("rows: every kind of field comes back as it was") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const eur = Currency("EUR");
        Row row = a_row(tenant(), "é\"'\n\\; DROP TABLE test_rows; --");
        row.big = INT64_MIN;
        row.on = true;
        row.real = -0.1;
        row.shade = Shade::deep;
        row.at = *parse_time("2026-11-24T13:32:00.123456Z");
        row.day = *parse_date("2024-02-29");
        row.currency = Currency("JPY");
        row.price = {-29250, eur};
        row.inner = {"x", 3};
        row.list = {{"a", std::nullopt}, {"b", 2}};
        row.labels = {{"k", "v"}, {"é", "ü"}};
        row.raw.text = R"({"a":[1,2.5,null]})";
        tables.write([&](Tx& tx) { tx.insert(everyone, row); });
        CHECK(tables.rows(everyone).at(0) == row);

        row.reseller = tenant();
        row.customer = tenant();
        row.note = "there";
        row.small = -5;
        row.text = "";
        row.list.clear();
        tables.write([&](Tx& tx) { CHECK(tx.update(everyone, row)); });
        CHECK(tables.rows(everyone).at(0) == row);

        row.note = std::nullopt;
        row.small = std::nullopt;
        tables.write([&](Tx& tx) { CHECK(tx.update(everyone, row)); });
        CHECK(tables.rows(everyone).at(0) == row);
    }
}

TEST_CASE("rows: many at once") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        std::vector<Row> rows;
        for (int i = 100; i < 150; ++i) {  // as many as a statement takes, several times, and some more
            auto& row = rows.emplace_back(a_row(tenant(), "é" + std::to_string(i)));
            row.big = INT64_MIN + i;
            row.real = -0.1 * i;
            if (i % 2) row.note = "there";
            row.list = {{"a", std::nullopt}};
        }
        tables.write([&](Tx& tx) {
            tx.insert(everyone, a_row(tenant(), "before"));
            insert_all(tx, everyone, rows);
            insert_all(tx, everyone, std::vector<Row>{});
            tx.insert(everyone, a_row(tenant(), "then"));
        });
        auto const found = tables.rows(everyone);
        REQUIRE(found.size() == 52);
        CHECK(std::vector<Row>(found.begin() + 2, found.end()) == rows);
        CHECK_THROWS_AS(tables.write([&](Tx& tx) {
            tx.insert(everyone, a_row(tenant(), "lost"));
            insert_all(tx, everyone, rows);
        }),
                        Conflict);
        CHECK(tables.rows(everyone).size() == 52);
        auto const foreign = Scope::partner(tenant());
        CHECK_THROWS(tables.write([&](Tx& tx) { insert_all(tx, foreign, rows); }));
    }
}

TEST_CASE("rows: a few by as few statements") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const ours = tenant();
        std::vector<Row> few;
        for (int i = 0; i < 11; ++i) {  // more than one statement takes
            few.push_back(a_row(ours, "row " + std::to_string(100 + i)));
            few.back().big = i;
        }
        tables.write([&](Tx& tx) {
            tx.insert_each<Row>(Scope::partner(ours), few);
            tx.insert_each<Row>(Scope::partner(ours), {});
        });
        CHECK(tables.rows(everyone) == few);
        auto const foreign = a_row(tenant(), "theirs");
        CHECK_THROWS_AS(
            tables.write([&](Tx& tx) { tx.insert_each<Row>(Scope::partner(ours), std::vector{foreign}); }),
            BrokenTruth);
    }
}

TEST_CASE("rows: sums grow by what is added, under each key by itself") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        tables.write([](Tx& tx) {
            tx.script(
                "CREATE TABLE test_sums (partner_id BYTEA NOT NULL, key_ BIGINT NOT NULL, shard BIGINT NOT "
                "NULL, "
                "count_ BIGINT NOT NULL, total BIGINT NOT NULL, PRIMARY KEY (partner_id, key_, shard));");
        });
        auto const ours = tenant(), theirs = tenant();
        std::vector<Sum> first, second;
        for (int i = 0; i < 11; ++i) {  // more than one statement takes
            first.push_back({ours, i, 1, 100 + i});
            if (i % 2) second.push_back({ours, i, -1, 10});
        }
        tables.write([&](Tx& tx) {
            tx.add_up<Sum>(Scope::partner(ours), first);
            tx.add_up<Sum>(Scope::partner(ours), {});
            tx.add_up<Sum>(Scope::partner(theirs), std::vector<Sum>{{theirs, 1, 7, 7}});
        });
        tables.write([&](Tx& tx) { tx.add_up<Sum>(Scope::partner(ours), second); });
        auto const sums = [&](Id<Tenant> whose) {
            std::vector<Sum> out;
            tables.database->read([&](Tx& tx) {
                out = tx.list<Sum>(
                    Scope::partner(whose),
                    "SELECT partner_id, key_, CAST(SUM(count_) AS BIGINT), CAST(SUM(total) AS "
                    "BIGINT) FROM test_sums WHERE {scope} GROUP BY partner_id, key_ ORDER BY key_");
            });
            return out;
        };
        auto const found = sums(ours);
        REQUIRE(found.size() == 11);
        for (int i = 0; i < 11; ++i)
            CHECK(found[static_cast<std::size_t>(i)] ==
                  Sum{ours, i, i % 2 ? 0 : 1, 100 + i + (i % 2 ? 10 : 0)});
        CHECK(sums(theirs) == std::vector<Sum>{{theirs, 1, 7, 7}});
        CHECK_THROWS_AS(tables.write([&](Tx& tx) { tx.add_up<Sum>(Scope::partner(theirs), first); }),
                        BrokenTruth);
    }
}

TEST_CASE("rows: a key that is there") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const row = a_row(tenant(), "one");
        tables.write([&](Tx& tx) {
            CHECK(tx.try_insert(everyone, row));
            CHECK(!tx.try_insert(everyone, row));
        });
        CHECK_THROWS_AS(tables.write([&](Tx& tx) { tx.insert(everyone, row); }), Conflict);
        auto other = row;
        other.id = Id<Row>{new_uuid()};
        tables.write([&](Tx& tx) { CHECK(!tx.update(everyone, other)); });
        CHECK(tables.rows(everyone).size() == 1);
    }
}

TEST_CASE("scopes: a partner, a reseller and a customer see their own rows and write no others") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const partner = tenant(), other_partner = tenant(), reseller = tenant(),
                   other_reseller = tenant(), customer = tenant();
        auto own = a_row(partner, "own"), resold = a_row(partner, "resold"),
             foreign = a_row(other_partner, "foreign");
        resold.reseller = reseller;
        resold.customer = customer;
        foreign.reseller = other_reseller;
        tables.write([&](Tx& tx) {
            tx.insert(Scope::partner(partner), own);
            tx.insert(Scope::reseller(reseller), resold);
            tx.insert(everyone, foreign);
        });
        CHECK(tables.texts(everyone) == "foreign own resold ");
        CHECK(tables.texts(Scope::partner(partner)) == "own resold ");
        CHECK(tables.texts(Scope::partner(other_partner)) == "foreign ");
        CHECK(tables.texts(Scope::reseller(reseller)) == "resold ");
        CHECK(tables.texts(Scope::reseller(other_reseller)) == "foreign ");
        CHECK(tables.texts(Scope::customer(customer)) == "resold ");
        CHECK(tables.texts(Scope::customer(reseller)).empty());

        // A row of somebody else, and a row made to look like one's own.
        for (auto const& scope :
             {Scope::reseller(other_reseller), Scope::partner(other_partner), Scope::customer(partner)}) {
            auto const before = tables.rows(everyone);
            CHECK_THROWS_AS(tables.write([&](Tx& tx) { tx.update(scope, resold); }), BrokenTruth);
            CHECK_THROWS_AS(tables.write([&](Tx& tx) { tx.insert(scope, resold); }), BrokenTruth);
            auto taken = resold;
            taken.reseller = other_reseller;
            taken.customer = partner;
            taken.text = "taken";
            if (scope.kind() != Scope::Kind::partner)
                tables.write([&](Tx& tx) { CHECK(!tx.update(scope, taken)); });
            tables.write([&](Tx& tx) {
                CHECK(tx.exec(scope, "DELETE FROM test_rows WHERE id = $1 AND {scope}", resold.id) == 0);
                CHECK(tx.exec(scope, "UPDATE test_rows SET some_text = 'x' WHERE id = $1 AND {scope}",
                              resold.id) == 0);
            });
            CHECK(tables.rows(everyone) == before);
        }
        tables.write([&](Tx& tx) {
            CHECK(tx.exec(Scope::reseller(reseller), "DELETE FROM test_rows WHERE id = $1 AND {scope}",
                          resold.id) == 1);
        });
        CHECK(tables.texts(everyone) == "foreign own ");
    }
}

TEST_CASE("SQL: a statement that could not be made once is made the next time") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        constexpr Sql put = "INSERT INTO later (id, name) VALUES ($1, $2)",
                      look = "SELECT name FROM later WHERE id = $1 AND {shared}";
        auto const write = [&] {
            std::int64_t rows = 0;
            tables.write([&](Tx& tx) { rows = tx.exec(everyone, put, 1, std::string("a")); });
            return rows;
        };
        auto const read = [&] {
            std::optional<std::string> out;
            tables.database->read([&](Tx& tx) { out = tx.find<std::string>(everyone, look, 1); });
            return out;
        };
        CHECK_THROWS_AS(write(), Unavailable);
        CHECK_THROWS_AS(read(), Unavailable);
        tables.write(
            [](Tx& tx) { tx.script("CREATE TABLE later (id BIGINT PRIMARY KEY, name TEXT NOT NULL);"); });
        CHECK(write() == 1);
        CHECK(read() == "a");
    }
}

TEST_CASE("SQL: aliases, parameters by number, scalars") {
    for (auto const engine : support::engines()) {
        Tables tables(engine);
        auto const partner = tenant();
        tables.write([&](Tx& tx) {
            for (auto const* text : {"a", "b", "c"}) tx.insert(everyone, a_row(partner, text));
        });
        tables.database->read([&](Tx& tx) {
            auto const scope = Scope::partner(partner);
            CHECK(tx.find<std::int64_t>(scope, "SELECT COUNT(*) FROM test_rows WHERE {scope}") == 3);
            CHECK(tx.find<std::string>(
                      scope,
                      "SELECT some_text FROM test_rows t WHERE t.some_text > $2 AND t.some_text < $1 "
                      "AND {scope:t}",
                      "c", "a") == "b");
            CHECK(tx.list<std::string>(
                        scope,
                        "SELECT some_text FROM test_rows WHERE {scope} AND (some_text = $1 OR $1 = 'all') "
                        "ORDER BY some_text",
                        "all")
                      .size() == 3);
            CHECK(!tx.find<Row>(scope, "SELECT {*} FROM test_rows WHERE some_text = $1 AND {scope}", "z"));
            CHECK(tx.find<Row>(scope, "SELECT {*:t} FROM test_rows t WHERE some_text = $1 AND {scope:t}", "a")
                      ->text == "a");
        });
    }
}

}  // namespace entrepot::db
