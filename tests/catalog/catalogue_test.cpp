// Loading the catalogue, finding things in it, and keeping its snapshot current.
#include <doctest/doctest.h>

#include <set>

#include "catalog/loaded.hpp"

using namespace entrepot;
using namespace entrepot::catalog;

namespace {

auto const deployment = Scope::everyone("a test of the catalogue's tables");
Time const launch = *parse_time("2026-11-24");

}  // namespace

TEST_CASE("the sandbox catalogue is whole after loading") {
    Loaded loaded;
    auto const catalogue = loaded.snapshot();
    CHECK(catalogue->items().size() == 62);
    CHECK(catalogue->categories().size() == 6);
    std::set<std::string> categories;
    for (auto const& item : catalogue->items()) {
        CAPTURE(item.name.en);
        categories.insert(item.category);
        CHECK(catalogue->find_category(item.category));
        CHECK(item.minimum >= 1);
        CHECK(item.minimum <= item.maximum);
        CHECK_FALSE(item.name.fr.empty());
        CHECK_FALSE(item.terms.empty());
        CHECK(item.is_add_on == !item.bases.empty());
        for (auto const& base : item.bases) CHECK(catalogue->find_offer(base));
        for (auto const& other : item.converts_to) CHECK(catalogue->find_offer(other));
        for (auto const& term : item.terms)
            for (auto const* code : {"EUR", "USD"}) CHECK(price_at(term, Currency(code), launch));
    }
    CHECK(categories.size() == 6);
    CHECK(catalogue->has_prices_in(Currency("EUR")));
    CHECK_FALSE(catalogue->has_prices_in(Currency("GBP")));
}

TEST_CASE("an item is found by each of its ids, in any casing") {
    Loaded loaded;
    auto const catalogue = loaded.snapshot();
    auto const* item = catalogue->find_offer("D494B8B9-3601-489E-82F7-B088A98AFD0A");
    REQUIRE(item);
    CHECK(item->name.en == "Enterprise office suite");
    CHECK(catalogue->find("d494b8b9-3601-489e-82f7-b088a98afd0a") == item);
    CHECK(catalogue->find("ENTSJJQY5GBN:0001:00XCEM7P8GQM") == item);
    CHECK(catalogue->find("entsjjqy5gbn:0001:00xcem7p8gqm") == item);
    CHECK(catalogue->find_sku("ENTSJJQY5GBN", "0001") == item);
    CHECK(catalogue->find("ENTSJJQY5GBN:0001") == nullptr);
    CHECK(catalogue->find("ENTSJJQY5GBN:0001:CS7NCM8FN3TB") == nullptr);
    CHECK(catalogue->find_offer("ENTSJJQY5GBN:0001:00XCEM7P8GQM") == nullptr);
    CHECK(catalogue->find("") == nullptr);
    CHECK(catalogue->skus_of("ENTSJJQY5GBN").size() == 2);
    CHECK(catalogue->skus_of("ENTSJJQY5GBN").front() == item);
    CHECK_FALSE(catalogue->has_product("ENTNOTHERE00"));
    CHECK(catalogue->add_ons_of(*item).size() >= 5);
}

TEST_CASE("loading again changes nothing") {
    Loaded loaded;
    auto const before = loaded.snapshot();
    loaded.database->write([](db::Tx& tx) { load(tx); });
    CHECK(loaded.snapshot()->version() == before->version());
}

TEST_CASE("a new price is seen once it is committed, and counts from its day") {
    Loaded loaded;
    auto const before = loaded.snapshot();
    auto const raise = *parse_time("2027-01-01");
    auto const change = [&](db::Tx& tx) {
        tx.exec(deployment,
                "INSERT INTO catalog_prices (term_id, currency, valid_from, minor) VALUES ('868gk06upxjn', "
                "'EUR', $1, 1250)",
                raise);
        touch(tx, launch);
    };
    CHECK_THROWS(loaded.database->write([&](db::Tx& tx) {
        change(tx);
        CHECK(current(tx)->version() != before->version());
        throw Problem("1000");
    }));
    CHECK(loaded.snapshot()->version() == before->version());
    loaded.database->write(change);
    auto const after = loaded.snapshot();
    CHECK(after->version() != before->version());
    auto const& term = after->find_offer("D494B8B9-3601-489E-82F7-B088A98AFD0A")->terms.front();
    CHECK(price_at(term, Currency("EUR"), launch)->money().amount() == "11.70");
    CHECK(price_at(term, Currency("EUR"), raise)->money().amount() == "12.50");
    CHECK(price_at(term, Currency("USD"), raise)->money().amount() == "12.50");
    CHECK(price_at(term, Currency("GBP"), raise) == nullptr);
}

TEST_CASE("a deployment without a catalogue has an empty one") {
    Loaded loaded;
    loaded.database->write(
        [](db::Tx& tx) { tx.exec(deployment, "DELETE FROM catalog_versions WHERE {shared}"); });
    CHECK(loaded.snapshot()->items().empty());
}
