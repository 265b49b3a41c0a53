// No page reads a whole table, whatever it shows: the plans of every statement that runs for it.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <mutex>
#include <set>

#include "support/house.hpp"
#include "support/plan.hpp"

namespace entrepot::overview {

namespace {

// Every statement that any connection of this process begins, while somebody listens.
class Ear {
public:
    Ear() {
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(attach));
        listening() = this;
    }
    ~Ear() {
        listening() = nullptr;
        sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(attach));
    }
    Ear(Ear const&) = delete;

    std::set<std::string> take() {
        std::lock_guard const lock(mutex_);
        return std::exchange(heard_, {});
    }

private:
    static Ear*& listening() {
        static Ear* one = nullptr;
        return one;
    }
    static int attach(sqlite3* handle, char const**, void const*) {
        return sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, hear, nullptr);
    }
    static int hear(unsigned, void*, void* statement, void*) {
        auto* const ear = listening();
        if (!ear) return 0;
        std::lock_guard const lock(ear->mutex_);
        ear->heard_.insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
        return 0;
    }

    std::mutex mutex_;
    std::set<std::string> heard_;
};

// Tables that grow with the number of customers, by the names and aliases that statements give them.
bool reads_all_of_a_large_table(std::string const& plan) {
    for (auto const* name :
         {"customers", "customer_words", "customer_figures", "subscriptions", "orders", "agreements",
          "tenants", "users", "events", "domains", "carts", "c", "s", "w", "f", "t", "r", "e"})
        if (plan.find("SCAN " + std::string(name) + '\n') != std::string::npos ||
            plan.find("SCAN " + std::string(name) + " USING") != std::string::npos)
            return true;
    return false;
}

}  // namespace

TEST_CASE("pages: no statement of one reads a whole table") {
    Ear ear;
    support::House house;
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(house.file().c_str(), &handle) == SQLITE_OK);
    std::size_t looked_at = 0;
    for (auto const* who : {"sales@provider", "sales@ponant", "sales@directfr"}) {
        auto const caller = house.caller(who);
        ear.take();
        for (auto const* path :
             {"/ext/v1/overview", "/ext/v1/customers", "/ext/v1/customers?q=b",
              "/ext/v1/customers?q=bou%20ma", "/ext/v1/customers?agreement=invited",
              "/ext/v1/customers?country=FR&agreement=none",
              "/ext/v1/customers?q=a&agreement=accepted&country=FR", "/v1/customers?size=50",
              "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf"}) {
            auto asked = support::request(api::Method::get, path);
            asked.headers.insert(asked.headers.end(), caller.begin(), caller.end());
            auto const answer = house.ask(asked);
            CAPTURE(path);
            CAPTURE(who);
            CHECK_MESSAGE((answer.status == 200 || answer.status == 403), answer.body);
            for (auto const& sql : ear.take()) {
                if (!sql.starts_with("SELECT")) continue;
                ++looked_at;
                auto const plan = support::plan_of(handle, sql);
                INFO(sql << '\n' << plan);
                CHECK(!reads_all_of_a_large_table(plan));
            }
        }
    }
    CHECK(looked_at > 40);
    sqlite3_close(handle);
}

TEST_CASE("pages: partners are listed without counting their customers (decision 18)") {
    Ear ear;
    support::House house;
    for (auto const* who : {"sales@provider", "sales@vilaine"}) {
        auto asked = support::request(api::Method::get, "/ext/v1/partnerships");
        asked.headers = house.caller(who);
        ear.take();
        CHECK(house.ask(asked).body.find("\"customers\":50") != std::string::npos);
        for (auto const& sql : ear.take()) {
            CAPTURE(sql);
            CHECK(sql.find("FROM customers ") == std::string::npos);
        }
    }
}

}  // namespace entrepot::overview
