// The log's readers: in order, nothing twice, nothing skipped, whoever writes slowly and wherever the log moves.
#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "db/postgres_open.hpp"
#include "events/event.hpp"
#include "support/house.hpp"

namespace entrepot::events {

namespace {

struct Log {
    explicit Log(support::Engine engine) : house(engine) {
        owner = house.tenant("directfr").id;
        act = Act::system(real_time(), real_time());
        act.caller.tenant = owner;
        act.caller.kind = TenantKind::direct_bill;
        read();
    }
    void append_in(db::Tx& tx, std::string const& type) {
        append(tx, act, {owner, std::nullopt, std::nullopt}, type, new_uuid(), RawJson{"{}"});
    }
    void write(std::string const& type) {
        house.database().write([&](db::Tx& tx) { append_in(tx, type); });
    }
    // What is new since the last time.
    std::string read() {
        std::string out;
        for (bool more = true; more;) {
            std::vector<Event> page;
            house.database().read([&](db::Tx& tx) { page = after(tx, Scope::partner(owner), place, 50); });
            for (auto const& event : page) out += event.type + ' ';
            if (!page.empty()) place = {page.back().turn, page.back().number};
            more = !page.empty();
        }
        return out;
    }

    support::House house;
    Id<Tenant> owner;
    Act act;
    Place place;
};

}  // namespace

TEST_CASE("log: each reader gets every event once, in order") {
    for (auto const engine : support::engines()) {
        Log log(engine);
        CHECK(log.read().empty());
        log.write("a");
        log.write("b");
        CHECK(log.read() == "a b ");
        CHECK(log.read().empty());
        log.house.restart();
        log.write("c");
        CHECK(log.read() == "c ");
    }
}

TEST_CASE("log: what one act appends stands in its order, seen by itself at once, and goes with it") {
    for (auto const engine : support::engines()) {
        Log log(engine);
        auto const append_many = [&](db::Tx& tx) {
            for (char type = 'a'; type < 'a' + 11; ++type) log.append_in(tx, std::string(1, type));
        };
        auto const count = [](db::Tx& tx) {
            return *tx.find<std::int64_t>(Scope::everyone("a test"),
                                          "SELECT COUNT(*) FROM events WHERE {shared}");
        };
        log.house.database().write([&](db::Tx& tx) {
            auto const before = count(tx);
            append_many(tx);
            CHECK(count(tx) == before + 11);
            log.append_in(tx, "z");
        });
        CHECK(log.read() == "a b c d e f g h i j k z ");
        CHECK_THROWS(log.house.database().write([&](db::Tx& tx) {
            append_many(tx);
            throw std::runtime_error("a test");
        }));
        log.write("after");
        CHECK(log.read() == "after ");
    }
}

TEST_CASE("log: a slow writer is not skipped" * doctest::skip(!support::has_postgres())) {
    Log log(support::Engine::postgres);
    std::promise<void> has_written, may_commit;
    std::thread slow([&] {
        log.house.database().write([&](db::Tx& tx) {
            log.append_in(tx, "slow");
            // Its number is drawn before those of the others.
            tx.find<std::int64_t>(Scope::everyone("a test"), "SELECT COUNT(*) FROM events WHERE {shared}");
            has_written.set_value();
            may_commit.get_future().wait();
        });
    });
    has_written.get_future().wait();
    std::string seen;
    for (int i = 0; i < 5; ++i) {
        log.write("fast" + std::to_string(i));
        seen += log.read();
    }
    CHECK(seen.empty());
    may_commit.set_value();
    slow.join();
    CHECK(log.read() == "slow fast0 fast1 fast2 fast3 fast4 ");
    CHECK(log.read().empty());
}

TEST_CASE("log: another history is another epoch, and readers go on" *
          doctest::skip(!support::has_postgres())) {
    Log log(support::Engine::postgres);
    log.write("before");
    CHECK(log.read() == "before ");
    // As after a move to a cluster that counts transactions from the beginning.
    auto const url = log.house.address();
    support::ask_postgres(url, "UPDATE event_epochs SET identity = 'elsewhere'");
    support::ask_postgres(url, "UPDATE events SET turn = turn + 1000000");
    log.place.turn += 1000000;
    log.house.restart();
    log.write("after");
    CHECK(log.read() == "after ");
    auto const epochs = support::ask_postgres(url, "SELECT MAX(epoch) FROM event_epochs");
    log.house.restart();
    CHECK(support::ask_postgres(url, "SELECT MAX(epoch) FROM event_epochs") == epochs);
}

TEST_CASE("log: a cluster put back from an older copy passes the epochs that its later timelines had begun" *
          doctest::skip(!support::has_postgres())) {
    Log log(support::Engine::postgres);
    auto const url = log.house.address();
    auto const begin = [&](std::string const& history) {
        support::ask_postgres(url, db::next_epoch_text(history));
        return std::stoll(support::ask_postgres(url, "SELECT MAX(epoch) FROM event_epochs"));
    };
    auto const copied = begin("77:00000002:5");
    CHECK(begin("77:00000002:5") == copied);          // nothing happened
    CHECK(begin("77:0000000A:5") == copied + 8);      // timelines 3 to 9 had begun epochs that readers saw
    CHECK(begin("78:00000001:5") == copied + 8 + 1);  // moved to another cluster
    CHECK(begin("77:0000000B:5") == copied + 8 + 2);
    CHECK(begin("77:0000000B:6") == copied + 8 + 3);  // copied into another database of the cluster
}

}  // namespace entrepot::events
