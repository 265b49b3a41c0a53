// Filling a big world, in small: the rows are those that the product itself would write, and it goes on when
// killed.
#include "sandbox/fill_flow.hpp"

#include <doctest/doctest.h>

#include <set>

#include "app/doctor.hpp"
#include "app/invariants.hpp"
#include "customers/customer_store.hpp"
#include "sandbox/fill_store.hpp"
#include "support/house.hpp"

namespace entrepot::sandbox {

namespace {

auto const everyone = Scope::everyone("test");

std::int64_t run(
    support::House& house, std::int64_t customers, FillListener const& tell = [](auto...) {}) {
    return fill(house.database(), house.inside().keeper(),
                {.customers = customers, .batch = 200, .chunk = 60}, tell);
}

std::int64_t ask(support::House& house, db::Sql sql) {
    std::int64_t out = 0;
    house.database().read([&](db::Tx& tx) { out = tx.find<std::int64_t>(everyone, sql).value_or(0); });
    return out;
}

std::set<std::string> index_names(support::House& house) {
    std::vector<std::string> names;
    house.database().read([&](db::Tx& tx) {
        names = tx.list<std::string>(everyone, "SELECT name FROM {indexes} WHERE {shared}");
    });
    return {names.begin(), names.end()};
}

void check_whole(support::House& house, std::int64_t customers) {
    CHECK(ask(house, "SELECT COUNT(*) FROM customers WHERE {scope}") == customers);
    house.database().read([&](db::Tx& tx) {
        for (auto const& one : app::find_broken(tx, everyone, app::Invariant::Kind::whole))
            CHECK_MESSAGE(false, one.what, ": ", one.rows);
    });
    CHECK_NOTHROW(refuse_half_filled(house.database()));
}

}  // namespace

TEST_CASE("fill: what is true of every database is true of a filled one") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        auto const seeded = ask(house, "SELECT COUNT(*) FROM customers WHERE {scope}");
        auto const bought = ask(house, "SELECT COUNT(*) FROM subscriptions WHERE {scope}");
        auto const indexes = index_names(house);
        CHECK(run(house, 500) == 500);
        check_whole(house, seeded + 500);
        CHECK(index_names(house) == indexes);
        // One subscription for one in four, give or take chance.
        auto const added = ask(house, "SELECT COUNT(*) FROM subscriptions WHERE {scope}") - bought;
        CHECK(added > 90);
        CHECK(added < 165);
        CHECK(ask(house, "SELECT COUNT(*) FROM events WHERE type = 'customers_filled' AND {scope}") >= 6);
        CHECK(ask(house, "SELECT COUNT(DISTINCT reseller_id) FROM customers WHERE {scope}") > 30);

        // A second time nothing is to be done; for more, more are added, and all is found.
        CHECK(run(house, 500) == 0);
        CHECK(run(house, 560) == 60);
        check_whole(house, seeded + 560);
    }
}

TEST_CASE(
    "fill: one event of many customers is a note to doctor, elsewhere a customer without one is wrong") {
    struct Silent : db::Steps {
        void begin(std::string const&, std::string const&, std::int64_t) override {}
        void at(std::int64_t) override {}
        void end() override {}
    } steps;
    auto const levels = [&](support::House& house) {
        app::Diagnosis out;
        app::look_at_rows(house.database(), false, steps, out);
        std::set<std::string> levels;
        for (auto const& one : out.findings) levels.insert(one.level);
        CHECK(out.healthy == !levels.contains("wrong"));
        return levels;
    };
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        CHECK(levels(house) == std::set<std::string>{"ok"});
        house.database().write([](db::Tx& tx) {
            tx.exec(everyone, "UPDATE events SET type = 'other' WHERE type = 'customer_added' AND {scope}");
        });
        CHECK(levels(house) == std::set<std::string>{"wrong"});
        run(house, 60);
        CHECK(levels(house) == std::set<std::string>{"note"});
    }
}

TEST_CASE("fill: stopped at any step it goes on where it was") {
    struct Killed {};
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        auto const seeded = ask(house, "SELECT COUNT(*) FROM customers WHERE {scope}");
        auto const indexes = index_names(house);
        int heard = 0, kills = 0;
        while (true) {
            int const last = heard + 4 + kills / 4;  // a start alone may take as many steps
            try {
                run(house, 500, [&](auto...) {
                    if (++heard >= last) throw Killed{};
                });
                break;
            } catch (Killed const&) {
                ++kills;
                CHECK_THROWS_AS(refuse_half_filled(house.database()), db::Unavailable);
            }
        }
        CHECK(kills > 4);
        CHECK(index_names(house) == indexes);
        check_whole(house, seeded + 500);
    }
}

TEST_CASE("fill: its customers are found by word, domain and number, and may be read over the API") {
    support::House house;
    run(house, 300);
    customers::Customer one;
    house.database().read([&](db::Tx& tx) {
        one = tx.find<customers::Customer>(everyone,
                                           "SELECT {*} FROM customers WHERE registration_number IS NOT NULL "
                                           "AND domain LIKE '%-%' AND {scope} ORDER BY created_at LIMIT 1")
                  .value();
        auto const scope = Scope::partner(one.partner);
        for (auto const& text : {one.domain, *one.registration_number, one.id.text()}) {
            customers::Wanted wanted;
            wanted.text = text;
            auto const hits = customers::search(tx, scope, wanted, {}, false, 50);
            CAPTURE(text);
            REQUIRE(hits.rows.size() == 1);
            CHECK(hits.rows.front().id == one.id);
        }
    });
}

}  // namespace entrepot::sandbox
