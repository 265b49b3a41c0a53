// What a write read before its turn: of use while only new rows came between, thrown away after anything else.
#include <doctest/doctest.h>

#include <future>

#include "db/held.hpp"
#include "db/tables.hpp"

namespace entrepot::db {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");
auto const partner = Id<Tenant>{new_uuid()};

std::int64_t count(Tx& tx) {
    return tx.find<std::int64_t>(everyone, "SELECT COUNT(*) FROM test_rows WHERE {scope}").value();
}

// A write that counts ahead and says at its turn what it still knew.
class Judged {
public:
    std::function<void()> meanwhile = [] {};  // when it has counted

    void submit(Database& database, Isolation isolation = Isolation::snapshot) {
        Write write{[this](Tx& tx) { run(tx); }, [this](auto) { ended_.set_value(); }};
        write.isolation = isolation;
        write.ahead = [this](Tx& tx) {
            known_ = count(tx);
            meanwhile();
        };
        write.outdated = [this] { known_.reset(); };
        REQUIRE(database.submit(std::move(write)));
    }
    std::optional<std::int64_t> at_its_turn() {
        ended_.get_future().wait();
        return at_turn_;
    }
    std::int64_t true_count = 0;

private:
    void run(Tx& tx) {
        at_turn_ = known_;
        true_count = count(tx);
    }
    std::optional<std::int64_t> known_, at_turn_;
    std::promise<void> ended_;
};

void submit(Database& database, Work work, Isolation isolation) {
    Write write{std::move(work), [](std::exception_ptr error) { CHECK_FALSE(error); }};
    write.isolation = isolation;
    REQUIRE(database.submit(std::move(write)));
}

void add_row(Tx& tx) { tx.insert(everyone, a_row(partner, "new")); }

}  // namespace

TEST_CASE("read ahead: it holds while others add what is new") {
    Tables tables(support::Engine::sqlite);
    Held held(*tables.database, Isolation::snapshot);
    submit(*tables.database, add_row, Isolation::snapshot);
    Judged judged;
    judged.submit(*tables.database);
    held.go();
    CHECK(judged.at_its_turn() == 0);
    CHECK(judged.true_count == 1);
}

TEST_CASE("read ahead: a change that came first outdates it, in the same commit or an earlier one") {
    Tables tables(support::Engine::sqlite);
    for (auto const isolation : {Isolation::serializable, Isolation::committed}) {
        Held held(*tables.database, Isolation::snapshot);
        submit(*tables.database, add_row, isolation);
        Judged judged;
        judged.submit(*tables.database);
        held.go();
        CHECK_FALSE(judged.at_its_turn());
    }
    Judged waits;
    waits.meanwhile = [&] { tables.database->write(add_row); };  // in a commit of its own, before the turn
    waits.submit(*tables.database);
    CHECK_FALSE(waits.at_its_turn());
    CHECK(waits.true_count == 3);
}

TEST_CASE("read ahead: nothing is, while a change is open that the view would not show") {
    Tables tables(support::Engine::sqlite);
    Held held(*tables.database, Isolation::serializable);
    bool read = false;
    Judged judged;
    judged.meanwhile = [&] { read = true; };
    judged.submit(*tables.database);
    CHECK_FALSE(read);
    held.go();
    CHECK_FALSE(judged.at_its_turn());

    Judged after;
    after.submit(*tables.database);
    CHECK(after.at_its_turn() == 0);
}

TEST_CASE("read ahead: a command beside the server outdates it") {
    Tables tables(support::Engine::sqlite);
    auto const beside =
        open_database({.file = (tables.folder.path() / "test.db").string(), .beside_a_server = true});
    Judged first;
    first.meanwhile = [&] { beside->write(add_row); };
    first.submit(*tables.database);
    CHECK_FALSE(first.at_its_turn());
    CHECK(first.true_count == 1);
    Judged second;
    second.submit(*tables.database);
    CHECK(second.at_its_turn() == 1);
    beside->stop();
}

TEST_CASE(
    "read ahead: what fails there is the writer's to say, and one that changes more never rests on it") {
    Tables tables(support::Engine::sqlite);
    Judged fails;
    fails.meanwhile = [] { throw std::runtime_error("not now"); };
    fails.submit(*tables.database);
    CHECK_FALSE(fails.at_its_turn());
    Judged changes;
    changes.submit(*tables.database, Isolation::serializable);
    CHECK_FALSE(changes.at_its_turn());
}

}  // namespace entrepot::db
