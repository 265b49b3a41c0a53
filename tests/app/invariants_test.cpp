// What must be true of every database holds in the seeded world, and what breaks it is found.
#include "app/invariants.hpp"

#include <doctest/doctest.h>

#include "support/house.hpp"

namespace entrepot::app {

namespace {

Scope const everyone = Scope::everyone("test");

std::vector<Broken> look(support::House& house) {
    std::vector<Broken> out;
    house.database().read([&](db::Tx& tx) { out = find_broken(tx, everyone, Invariant::Kind::log); });
    return out;
}

// What is found when `change` has been done to a seeded world.
std::vector<std::string> after(db::Sql change) {
    support::House house;
    house.database().write([&](db::Tx& tx) { tx.exec(everyone, change); });
    std::vector<std::string> out;
    for (auto const& one : look(house)) out.push_back(one.what);
    return out;
}

bool holds(std::vector<std::string> const& found, char const* what) {
    return std::find(found.begin(), found.end(), what) != found.end();
}

}  // namespace

TEST_CASE("invariants: hold in the seeded world") {
    support::House house;
    for (auto const& one : look(house)) CHECK_MESSAGE(false, one.what, ": ", one.rows);
}

TEST_CASE("invariants: hold of carts, open and ordered") {
    support::House house;
    auto const sales = house.caller("sales@directfr");
    std::string path;
    house.database().read([&](db::Tx& tx) {
        auto const customer =
            tx.find<Uuid>(everyone,
                          "SELECT customer_id FROM customers WHERE domain >= 'geometres-blanc' "
                          "AND {scope} ORDER BY domain LIMIT 1");
        path = "/v1/customers/" + customer.value().text() + "/carts";
    });
    auto const post = [&](std::string const& target, std::string body) {
        auto asked = support::request(api::Method::post, target, std::move(body));
        asked.headers.insert(asked.headers.end(), sales.begin(), sales.end());
        auto const answer = house.ask(asked);
        REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return answer.body;
    };
    std::string const lines =
        R"({"lineItems":[{"catalogItemId":"ENTSJJQY5GBN:0001:00XCEM7P8GQM","quantity":5,)"
        R"("billingCycle":"monthly","termDuration":"P1Y"}]})";
    post(path, lines);
    auto const cart = post(path, lines);
    CHECK(look(house).empty());
    auto const at = cart.find("\"id\":\"") + 6;  // the lines' ids are numbers
    post(path + '/' + cart.substr(at, 36) + "/checkout", "");
    for (auto const& one : look(house)) CHECK_MESSAGE(false, one.what, ": ", one.rows);
    house.database().write(
        [](db::Tx& tx) { tx.exec(everyone, "UPDATE carts SET status = 'Ordered' WHERE {scope}"); });
    CHECK(look(house).size() == 1);
}

TEST_CASE("invariants: what breaks one is found") {
    CHECK(holds(after("UPDATE domains SET draft_id = tenant_id WHERE {shared}"),
                "a customer whose domain it does not hold"));
    CHECK(holds(after("DELETE FROM subscriptions WHERE {scope}"), "an order without a subscription"));
    CHECK(holds(after("DELETE FROM orders WHERE {scope}"), "a subscription without its order"));
    CHECK(holds(after("UPDATE subscriptions SET status = 'suspended' WHERE {scope}"),
                "a customer whose figures do not add up"));
    CHECK(holds(after("DELETE FROM customer_words WHERE {scope}"), "a customer that no search finds"));
    CHECK(holds(after("DELETE FROM events WHERE {scope}"), "a customer whose addition is no event, or two"));
    CHECK(holds(after("DELETE FROM orders WHERE {scope}"), "an event of an order that is not there"));
}

TEST_CASE("invariants: of one customer alone") {
    support::House house;
    std::vector<Uuid> customers;
    house.database().read([&](db::Tx& tx) {
        customers = tx.list<Uuid>(everyone, "SELECT o.customer_id FROM orders o WHERE {scope:o}");
    });
    REQUIRE(customers.size() > 1);
    auto const broken = customers.front();
    house.database().write(
        [&](db::Tx& tx) { tx.exec(Scope::customer(broken), "DELETE FROM subscriptions WHERE {scope}"); });
    house.database().read([&](db::Tx& tx) {
        CHECK(!find_broken(tx, Scope::customer(broken), Invariant::Kind::state).empty());
        for (auto const& other : customers)
            if (other != broken)
                CHECK(find_broken(tx, Scope::customer(other), Invariant::Kind::state).empty());
    });
}

}  // namespace entrepot::app
