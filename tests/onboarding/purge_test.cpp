// Deleting a customer: no table with rows of customers is forgotten, and the house stays whole.
#include "onboarding/purge_flow.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "app/invariants.hpp"
#include "support/house.hpp"
#include "support/source_dir.hpp"

namespace entrepot::onboarding {

namespace {

// Tables of migrations/schema.sql that have a column customer_id.
std::set<std::string> tables_of_customers() {
    std::ifstream in(support::source_path("migrations/schema.sql"));
    std::set<std::string> out;
    std::string table;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("CREATE TABLE ")) table = line.substr(13, line.find(' ', 13) - 13);
        std::erase(table, '"');  // a table that was made anew
        if (line.starts_with("    customer_id ")) out.insert(table);
    }
    return out;
}

}  // namespace

TEST_CASE("purge, rules M10: every table with rows of customers is emptied, but the log") {
    auto const purged = purged_tables();
    for (auto const& table : tables_of_customers()) {
        if (table == "events" || table == "import_rows") continue;  // what happened stays
        CHECK_MESSAGE(std::find(purged.begin(), purged.end(), table) != purged.end(), table);
    }
}

TEST_CASE("purge: every table that names a person is emptied") {
    auto const purged = purged_tables();
    std::ifstream in(support::source_path("migrations/schema.sql"));
    std::string table;
    int found = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("CREATE TABLE ")) table = line.substr(13, line.find(' ', 13) - 13);
        std::erase(table, '"');
        // The partner agreement is signed by partners, who are never deleted.
        if (line.find("REFERENCES users") == std::string::npos || table == "partner_agreements") continue;
        ++found;
        CHECK_MESSAGE(std::find(purged.begin(), purged.end(), table) != purged.end(), table);
    }
    CHECK(found > 5);
}

TEST_CASE("purge: what a deleted customer leaves breaks nothing") {
    for (auto const engine : support::engines()) {
        support::House house(engine);
        auto const headers = house.caller("owner@directfr");
        auto const send = [&](api::Method method, std::string const& target, std::string body) {
            auto request = support::request(method, target, std::move(body));
            request.headers.insert(request.headers.end(), headers.begin(), headers.end());
            return house.ask(std::move(request));
        };
        auto const added = send(api::Method::post, "/v1/customers", R"({
            "companyProfile": { "domain": "moulin-efface.onmicrosoft.com" },
            "billingProfile": { "email": "a@moulin-efface.fr", "culture": "fr-FR", "language": "fr",
              "companyName": "Moulin effacé", "defaultAddress": { "firstName": "A", "lastName": "B",
                "addressLine1": "1 rue", "city": "Die", "postalCode": "26150", "country": "FR" } } })");
        REQUIRE(added.status == 201);
        auto const id = added.body.substr(added.body.find("\"id\":\"") + 6, 36);
        // Its administrator has signed in meanwhile, in the portal.
        auto const member = [&](std::string const& name) {
            auto const at = added.body.find('"' + name + "\":\"") + name.size() + 4;
            return added.body.substr(at, added.body.find('"', at) - at);
        };
        auto const entered = house.ask(support::request(
            api::Method::post, "/ext/v1/session",
            "{\"userName\":\"" + member("userName") + "\",\"password\":\"" + member("password") + "\"}"));
        CHECK(entered.status == 201);
        CHECK(send(api::Method::del, "/v1/customers/" + id, "").status == 204);
        house.database().read([](db::Tx& tx) {
            for (auto const& broken : app::find_broken(tx, Scope::everyone("the whole deployment is checked"),
                                                       app::Invariant::Kind::log))
                FAIL_CHECK(broken.what);
        });
    }
}

}  // namespace entrepot::onboarding
