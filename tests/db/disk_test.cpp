// SQLite on a disk that is full, fails, or loses its power: what was acknowledged is there.
#include "db/disk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "app/invariants.hpp"
#include "db/damaged.hpp"
#include "db/sqlite_open.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

Row a_long_row(std::string const& text) {
    auto row = a_row(partner, text);
    row.note = std::string(3000, 'x');
    return row;
}

std::string outcome(std::exception_ptr error) {
    try {
        if (!error) return "kept";
        std::rethrow_exception(error);
    } catch (Unavailable const& why) {
        return why.disk_is_full ? "full" : "failed";
    }
}

// Submits rows named 0, 1, … at once; what became of each.
std::vector<std::string> write_many(Database& database, int count) {
    std::vector<std::promise<std::string>> outcomes(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        REQUIRE(database.submit({[i](Tx& tx) { tx.insert(everyone, a_long_row(std::to_string(100 + i))); },
                                 [&outcomes, i](std::exception_ptr error) {
                                     outcomes[static_cast<std::size_t>(i)].set_value(outcome(error));
                                 }}));
    std::vector<std::string> out;
    for (auto& one : outcomes) out.push_back(one.get_future().get());
    return out;
}

std::string kept_names(std::vector<std::string> const& outcomes) {
    std::string out;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (outcomes[i] == "kept") out += std::to_string(100 + i) + ' ';
    return out;
}

// Two rows a transaction, from several threads, until it is destroyed.
class Load {
public:
    Load(Database& database, int threads, std::string const& prefix) {
        for (int thread = 0; thread < threads; ++thread)
            threads_.emplace_back([this, &database, thread, prefix] {
                for (int i = 0; !stop_; ++i) {
                    auto const name = prefix + std::to_string(thread) + '-' + std::to_string(i);
                    database.write([&](Tx& tx) {
                        tx.insert(everyone, a_long_row(name));
                        tx.insert(everyone, a_row(partner, name));
                    });
                    std::lock_guard const lock(mutex_);
                    acknowledged_.insert(name);
                }
            });
    }
    ~Load() {
        stop_ = true;
        for (auto& thread : threads_) thread.join();
    }
    std::set<std::string> acknowledged() {
        std::lock_guard const lock(mutex_);
        return acknowledged_;
    }

private:
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::set<std::string> acknowledged_;
    std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("disk: full, then with room again") {
    Disk disk;
    Tables tables(support::Engine::sqlite);
    tables.write([](Tx& tx) { tx.insert(everyone, a_row(partner, "before")); });
    disk.set_room(0);
    for (auto const& one : write_many(*tables.database, 20)) CHECK(one == "full");
    CHECK(tables.texts(everyone) == "before ");
    // Room for some of them: each is whole or not there.
    disk.set_room(60'000);
    auto const outcomes = write_many(*tables.database, 20);
    auto const kept = kept_names(outcomes);
    CHECK(!kept.empty());
    CHECK(std::count(outcomes.begin(), outcomes.end(), "full") > 0);
    CHECK(tables.texts(everyone) == kept + "before ");
    disk.set_room(-1);
    for (auto const& one : write_many(*tables.database, 20)) CHECK(one == "kept");
    CHECK(tables.rows(everyone).size() ==
          21 + static_cast<std::size_t>(std::count(kept.begin(), kept.end(), ' ')));
    CHECK(tables.database->answers());
}

TEST_CASE("disk: a sync that fails acknowledges nothing") {
    Disk disk;
    Tables tables(support::Engine::sqlite);
    disk.set_sync_fails(true);
    for (auto const& one : write_many(*tables.database, 5)) CHECK(one == "failed");
    CHECK(tables.texts(everyone).empty());
    disk.set_sync_fails(false);
    for (auto const& one : write_many(*tables.database, 5)) CHECK(one == "kept");
    CHECK(tables.rows(everyone).size() == 5);
}

TEST_CASE("disk: power cuts under load lose nothing that was acknowledged, and leave nothing in halves") {
    Disk disk;
    Tables tables(support::Engine::sqlite);
    std::set<std::string> acknowledged;
    for (unsigned cut = 0; cut < 25; ++cut) {
        support::TemporaryFolder folder;
        {
            Load load(*tables.database, 4, std::to_string(cut) + '-');
            while (load.acknowledged().size() < 40) std::this_thread::yield();
            acknowledged.merge(load.acknowledged());
            disk.cut_power(tables.folder.path() / "test.db", folder.path(), cut + 1);
        }
        auto const file = (folder.path() / "test.db").string();
        CHECK(check_pages(file, false) == "");
        auto const after = open_database({.file = file});
        std::map<std::string, int> rows;
        after->read([&](Tx& tx) {
            for (auto const& name :
                 tx.list<std::string>(everyone, "SELECT some_text FROM test_rows WHERE {scope}"))
                ++rows[name];
        });
        std::size_t missing = 0, halves = 0;
        for (auto const& name : acknowledged) missing += rows.count(name) == 0;
        for (auto const& [name, count] : rows) halves += count != 2;
        CHECK(missing == 0);
        CHECK(halves == 0);
        after->write([](Tx& tx) { tx.insert(everyone, a_row(partner, "goes on")); });
        after->stop();
    }
    CHECK(acknowledged.size() >= 1000);
}

TEST_CASE("disk: power cuts while customers are added: what ties rows together holds") {
    Disk disk;
    support::House house;
    auto const caller = house.caller("sales@directfr");
    std::atomic<bool> stop = false;
    std::mutex mutex;
    std::set<std::string> acknowledged;
    std::vector<std::thread> clients;
    for (int client = 0; client < 4; ++client)
        clients.emplace_back([&, client] {
            for (int i = 0; !stop; ++i) {
                auto const name = "panne-" + std::to_string(client) + '-' + std::to_string(i);
                auto asked = support::request(
                    api::Method::post, "/v1/customers",
                    R"({"companyProfile":{"domain":")" + name +
                        R"(.onmicrosoft.com"},"billingProfile":{"email":"s@k.example","culture":"fr-FR",)"
                        R"("language":"fr","companyName":"Panne","defaultAddress":{"firstName":"S",)"
                        R"("lastName":"K","addressLine1":"14, rue","city":"Quimper","postalCode":"29000",)"
                        R"("country":"FR"}}})");
                asked.headers.insert(asked.headers.end(), caller.begin(), caller.end());
                auto const status = house.ask(asked).status;
                std::lock_guard const lock(mutex);
                if (status == 201) acknowledged.insert(name + ".onmicrosoft.com");
            }
        });
    for (unsigned cut = 0; cut < 5; ++cut) {
        std::set<std::string> before;
        while (before.size() < 12 * (cut + 1)) {
            std::this_thread::yield();
            std::lock_guard const lock(mutex);
            before = acknowledged;
        }
        support::TemporaryFolder folder;
        disk.cut_power(house.file(), folder.path(), 100 + cut);
        auto const after = open_database({.file = (folder.path() / "entrepot.db").string()});
        after->read([&](Tx& tx) {
            for (auto const& broken : app::find_broken(tx, everyone, app::Invariant::Kind::log))
                CHECK_MESSAGE(false, broken.what, ": ", broken.rows);
            for (auto const& domain : before)
                CHECK(tx.find<std::int64_t>(everyone, "SELECT 1 FROM customers WHERE domain = $1 AND {scope}",
                                            domain));
        });
        after->stop();
    }
    stop = true;
    for (auto& client : clients) client.join();
}

TEST_CASE("disk: what a log holds goes into the file while nobody writes") {
    Tables tables(support::Engine::sqlite);
    auto const size = [&](char const* name) {
        return std::filesystem::file_size(tables.folder.path() / name);
    };
    // A frame a row at least, and far from a log that the writer would have to empty itself.
    for (int i = 0; i < 40; ++i)
        tables.write([&](Tx& tx) {
            for (int row = 0; row < 64; ++row) tx.insert(everyone, a_long_row("row"));
        });
    auto const log = size("test.db-wal");
    REQUIRE(log < 48'000'000);
    for (int i = 0; i < 300 && size("test.db") < log / 3; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(size("test.db") >= log / 3);
}

TEST_CASE("disk: a log that a writer never leaves alone begins anew, and after a long reader too") {
    Tables tables(support::Engine::sqlite);
    // How often it has (https://www.sqlite.org/fileformat2.html, 4.1).
    auto const beginnings = [&] {
        std::ifstream in(tables.folder.path() / "test.db-wal", std::ios::binary);
        in.seekg(12);
        int out = 0;
        for (int i = 0; i < 4; ++i) out = out << 8 | in.get();
        return out;
    };
    auto const write = [&] {
        tables.write([&](Tx& tx) {
            for (int row = 0; row < 64; ++row) tx.insert(everyone, a_long_row("row"));
        });
    };
    // A frame a row at least: 64 MB of log are full after 256, and the writer waits for no thread then.
    auto const write_until = [&](auto const& done) {
        for (int i = 0; i < 700 && !done(); ++i) write();
        return done();
    };
    auto const first = beginnings();
    CHECK(write_until([&] { return beginnings() >= first + 2; }));
    int before = 0;
    tables.database->read([&](Tx& tx) {
        tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM test_rows WHERE {scope}");
        before = beginnings();
        for (int i = 0; i < 60; ++i) write();
        CHECK(beginnings() <= before + 1);  // the reader's own moment stays
    });
    CHECK(write_until([&] { return beginnings() > before + 1; }));
}

}  // namespace entrepot::db
