// Filling a big world, in small: the rows are those that the product itself would write, and it goes on when
// killed.
#include "sandbox/fill_flow.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "agreements/agreement.hpp"
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

namespace {

std::vector<customers::Customer> all_customers(support::House& house) {
    std::vector<customers::Customer> out;
    house.database().read([&](db::Tx& tx) {
        out = tx.list<customers::Customer>(everyone, "SELECT {*} FROM customers WHERE {scope}");
    });
    return out;
}

// By customer.
std::map<Id<Tenant>, std::vector<agreements::Agreement>> all_agreements(support::House& house) {
    std::map<Id<Tenant>, std::vector<agreements::Agreement>> out;
    house.database().read([&](db::Tx& tx) {
        for (auto& one : tx.list<agreements::Agreement>(everyone, "SELECT {*} FROM agreements WHERE {scope}"))
            out[one.customer].push_back(std::move(one));
    });
    return out;
}

}  // namespace

TEST_CASE("fill: every customer is its partner's, with the agreement that its state tells of") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        std::set<customers::CustomerId> seeded;
        for (auto const& one : all_customers(house)) seeded.insert(one.id);
        run(house, 500);
        auto const signed_by = all_agreements(house);
        int filled = 0, accepted = 0, invited = 0, of_resellers = 0;
        for (auto const& one : all_customers(house)) {
            if (seeded.contains(one.id)) continue;
            ++filled;
            CHECK(one.relationship == customers::Relationship::reseller);
            of_resellers += one.reseller.has_value();
            invited += one.agreement == customers::AgreementState::invited;
            bool const has_accepted = one.agreement == customers::AgreementState::accepted;
            accepted += has_accepted;
            auto const at = signed_by.find(one.id);
            REQUIRE((at != signed_by.end()) == has_accepted);
            if (!has_accepted) continue;
            REQUIRE(at->second.size() == 1);
            auto const& agreement = at->second.front();
            CHECK(agreement.partner == one.partner);
            CHECK(agreement.reseller == one.reseller);
            CHECK(agreement.type == agreements::AgreementType::customer);
            CHECK(agreement.customer_name == one.name);
            CHECK(agreement.agreed <= real_time());
        }
        CHECK(filled == 500);
        // 88 of a hundred have accepted, and most of the others are invited; give or take chance.
        CHECK(accepted > 410);
        CHECK(accepted < 470);
        CHECK(invited > 10);
        CHECK(invited < 500 - accepted);
        CHECK(of_resellers > 100);
        CHECK(ask(house,
                  "SELECT COUNT(*) FROM customers c WHERE reseller_id IS NOT NULL AND NOT EXISTS (SELECT 1 "
                  "FROM partnerships p WHERE p.tenant_id = c.partner_id AND p.reseller_id = c.reseller_id "
                  "AND p.state = 'active') AND {scope}") == 0);
        CHECK(ask(house,
                  "SELECT COUNT(*) FROM agreements a WHERE method = 'attested' AND NOT EXISTS (SELECT 1 FROM "
                  "users u WHERE u.user_id = a.user_id AND u.tenant_id IN (a.partner_id, a.reseller_id)) AND "
                  "{scope}") == 0);
    }
}

TEST_CASE("fill: few sellers have many customers, and many have few") {
    support::House house;
    run(house, 1500);
    // Of the resellers that the filling made; those without a customer come on top.
    std::vector<std::int64_t> sizes;
    house.database().read([&](db::Tx& tx) {
        sizes = tx.list<std::int64_t>(
            everyone,
            "SELECT COUNT(*) FROM customers c JOIN tenants t ON t.tenant_id = c.reseller_id WHERE t.mpn_id "
            "LIKE '7100%' AND {scope:c} GROUP BY c.reseller_id ORDER BY COUNT(*) DESC");
    });
    REQUIRE(sizes.size() > 30);
    CHECK(sizes.front() >= 10 * sizes[sizes.size() / 2]);
    // And half of all are the seeded partners' and their resellers'.
    auto const further = ask(house,
                             "SELECT COUNT(*) FROM customers c JOIN tenants t ON t.tenant_id = "
                             "COALESCE(c.reseller_id, c.partner_id) WHERE t.mpn_id LIKE '7100%' AND "
                             "{scope:c}");
    CHECK(further > 600);
    CHECK(further < 900);
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
