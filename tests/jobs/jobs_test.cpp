// Jobs: kept with the request, taken once, gone on with after a crash, tried again, paused, in the order of
// dates.
#include <doctest/doctest.h>

#include <algorithm>
#include <future>
#include <set>
#include <thread>

#include "jobs/job_store.hpp"
#include "jobs/run.hpp"
#include "support/house.hpp"

namespace entrepot::jobs {

namespace {

struct Count {
    int up_to = 0;
    std::string word;
    static constexpr std::string_view schema_name = "TestCount";
    static constexpr auto fields() {
        return Fields{field("upTo", &Count::up_to, ""), field("word", &Count::word, "")};
    }
};
constexpr Kind<Count> count_up{"test.count", Lane::slow, 3};

// A house, a caller, and a registry of the test's own.
struct Place {
    support::House house;
    Registry registry;
    Act act;

    explicit Place(support::Engine engine) : house(engine) {
        act = Act::system(real_time(), real_time());
        act.caller.tenant = house.tenant("provider").id;
        act.caller.kind = TenantKind::indirect_provider;
        act.caller.user = Id<User>{new_uuid()};
    }
    Surroundings around() { return house.inside().surroundings(); }
    Scope scope() const { return act.scope(); }
    Id<Job> add(Count const& count, When const& when = {}) {
        Id<Job> id;
        house.database().write([&](db::Tx& tx) { id = enqueue(tx, act, count_up, count, when); });
        return id;
    }
    Job job(Id<Job> id) {
        std::optional<Job> out;
        house.database().read([&](db::Tx& tx) { out = find(tx, scope(), id); });
        REQUIRE(out);
        return *out;
    }
    bool change(bool (*how)(db::Tx&, Scope const&, Id<Job>, Time), Id<Job> id) {
        bool out = false;
        house.database().write([&](db::Tx& tx) { out = how(tx, scope(), id, real_time()); });
        return out;
    }
    // As if the time to wait had passed.
    void make_due() {
        house.database().write([](db::Tx& tx) {
            tx.exec(Scope::everyone("a test"), "UPDATE jobs SET ready_at = 0 WHERE {shared}");
        });
    }
};

// Counts by ones, a slice each, and says in the end how far.
void counting(Run& run, Count const& argument) {
    while (run.step([&](Step& step) {
        step.job.total = argument.up_to;
        ++step.job.done;
        step.keep_bookmark(Count{static_cast<int>(step.job.done), argument.word});
        if (step.job.done < argument.up_to) return;
        step.keep_result(Count{static_cast<int>(step.job.done), argument.word});
        step.finish();
    })) {}
}

}  // namespace

TEST_CASE("jobs: there when the request is, run in slices, with progress and a result") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        place.registry.add(count_up, counting);
        CHECK_THROWS(place.house.database().write([&](db::Tx& tx) {
            enqueue(tx, place.act, count_up, {2, "undone"});
            throw std::runtime_error("the request fails");
        }));
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 0);
        auto const id = place.add({3, "é"});
        CHECK(place.job(id).state == State::waiting);
        CHECK(runner.run_due() == 1);
        auto const job = place.job(id);
        CHECK(job.state == State::done);
        CHECK(job.done == 3);
        CHECK(job.total == 3);
        CHECK(job.result->text == R"({"upTo":3,"word":"é"})");
        CHECK(job.ended.has_value());
        CHECK(!job.lease);
        CHECK(runner.run_due() == 0);
        // Another tenant's eyes.
        place.house.database().read([&](db::Tx& tx) {
            CHECK(!find(tx, Scope::partner(place.house.tenant("directfr").id), id));
            CHECK(list(tx, place.scope(), "test.count", std::nullopt, 10).size() == 1);
            CHECK(list(tx, place.scope(), "test.count", job, 10).empty());
        });
        CHECK(!place.change(cancel, id));
    }
}

TEST_CASE("jobs: one that another server is just taking is passed over, and not waited for" *
          doctest::skip(!support::has_postgres())) {
    Place place(support::Engine::postgres);
    auto const one = place.add({1, "one"}), two = place.add({1, "two"});
    place.make_due();
    std::optional<Job> first, second;
    auto const take = [](db::Tx& tx) { return take_next(tx, Lane::slow, false, real_time(), minutes{1}); };
    auto& database = place.house.database();
    database.write_queue([&](db::Tx& tx) {
        first = take(tx);
        auto other = std::async(std::launch::async, [&] {
            database.write_queue([&](db::Tx& other) {
                other.script("SET LOCAL lock_timeout = 100");  // who waits fails
                second = take(other);
            });
        });
        CHECK_NOTHROW(other.get());
    });
    REQUIRE(first);
    REQUIRE(second);
    CHECK(std::set{first->id, second->id} == std::set{one, two});
    CHECK(place.job(one).state == State::running);
    CHECK(place.job(two).state == State::running);
}

TEST_CASE("jobs: not before their date, and for whoever asked") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        std::optional<Act> seen;
        place.registry.add<Count>(
            count_up, [&](Run& run, Count const&) { run.step([&](Step& step) { seen = step.act; }); });
        place.act.language = Language::fr;
        auto const id = place.add({1, ""}, {.due = real_time() + hours{1}});
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 0);
        place.make_due();
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).state == State::done);
        REQUIRE(seen);
        CHECK(seen->caller.tenant == place.act.caller.tenant);
        CHECK(seen->caller.kind == place.act.caller.kind);
        CHECK(seen->caller.user == place.act.caller.user);
        CHECK(seen->language == Language::fr);
    }
}

TEST_CASE("jobs: what fails is tried again later, and given up in the end") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        int runs = 0;
        place.registry.add(count_up, [&](Run&, Count const& argument) {
            ++runs;
            if (argument.word == "hopeless") throw GivenUp("no such address");
            throw std::runtime_error("the peer said no");
        });
        Runner runner(place.around(), place.registry);
        auto const id = place.add({1, "hopeful"});
        CHECK(runner.run_due() == 1);
        auto job = place.job(id);
        CHECK(job.state == State::waiting);
        CHECK(job.failure == "the peer said no");
        CHECK(job.attempts == 1);
        CHECK(job.ready > real_time());
        CHECK(runner.run_due() == 0);
        for (int i = 0; i < 2; ++i) place.make_due(), runner.run_due();
        job = place.job(id);
        CHECK(job.state == State::failed);
        CHECK(job.attempts == 3);
        place.make_due();
        CHECK(runner.run_due() == 0);
        CHECK(runs == 3);
        CHECK(place.change(resume, id));
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).attempts == 1);

        auto const other = place.add({1, "hopeless"});
        runner.run_due();
        CHECK(place.job(other).state == State::failed);
        CHECK(place.job(other).failure == "no such address");
    }
}

TEST_CASE("jobs: another server goes on where a dead one stood, and the dead one writes no more") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        place.registry.add(count_up, counting);
        auto const id = place.add({4, "x"});
        std::atomic<bool> const goes_on = false;
        std::optional<Job> taken;
        place.house.database().write_queue(
            [&](db::Tx& tx) { taken = take_next(tx, Lane::slow, true, real_time(), seconds{0}); });
        REQUIRE(taken);
        CHECK(taken->id == id);
        Run dead(place.around(), *taken, seconds{0}, goes_on);
        for (int i = 0; i < 2; ++i)
            dead.step([](Step& step) {
                ++step.job.done;
                step.keep_bookmark(Count{static_cast<int>(step.job.done), ""});
            });
        CHECK(!dead.should_stop());
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 0);
        runner.keep_leases();
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).state == State::done);
        CHECK(place.job(id).done == 4);
        CHECK(dead.should_stop());
        bool ran = false;
        CHECK_THROWS_AS(dead.step([&](Step& step) {
            ran = true;
            step.job.done = 99;
        }),
                        Stopped);
        CHECK(ran);
        CHECK(place.job(id).done == 4);
    }
}

TEST_CASE("jobs: a server that dies of one each time gives it up; one that stops gives it back") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        int runs = 0;
        Runner* runs_in = nullptr;
        place.registry.add(count_up, [&](Run& run, Count const& argument) {
            ++runs;
            run.step([](Step& step) { step.job.total = 7; });
            if (runs == 1) runs_in->stop();
            counting(run, argument);
        });
        auto const id = place.add({2, ""});
        {
            Runner stops(place.around(), place.registry);
            runs_in = &stops;
            CHECK(stops.run_one(Lane::slow));
        }
        CHECK(place.job(id).state == State::waiting);
        CHECK(place.job(id).attempts == 0);
        for (int i = 0; i < 3; ++i)
            place.house.database().write([&](db::Tx& tx) {
                CHECK(take_next(tx, Lane::slow, true, real_time(), seconds{0}));
                release_before(tx, real_time());
            });
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).state == State::failed);
        CHECK(runs == 1);
        CHECK(place.change(resume, id));
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).done == 2);
    }
}

TEST_CASE("jobs: paused, resumed and cancelled while they run; nothing of the slice is kept") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        Id<Job> id;
        bool cancels = false;
        place.registry.add(count_up, [&](Run& run, Count const&) {
            run.step([](Step& step) { step.job.done = 1; });
            if (!cancels)
                place.house.database().write([&](db::Tx& tx) { CHECK(pause(tx, place.scope(), id)); });
            else CHECK(place.change(cancel, id));
            run.step([](Step& step) { step.job.done = 2; });
            FAIL("a slice went on");
        });
        id = place.add({1, ""});
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).state == State::paused);
        CHECK(place.job(id).done == 1);
        place.make_due();
        CHECK(runner.run_due() == 0);
        cancels = true;
        CHECK(place.change(resume, id));
        CHECK(!place.change(resume, id));
        CHECK(runner.run_due() == 1);
        CHECK(place.job(id).state == State::cancelled);
        CHECK(place.job(id).done == 1);
        CHECK(!place.change(resume, id));
    }
}

TEST_CASE("jobs: one living job of a key") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        place.registry.add(count_up, counting);
        auto const id = place.add({1, "first"}, {.once = "key"});
        CHECK(place.add({1, "second"}, {.once = "key"}) == id);
        CHECK(place.add({1, "other"}, {.once = "another"}) != id);
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 2);
        CHECK(place.add({1, "third"}, {.once = "key"}) != id);
    }
}

TEST_CASE("jobs: servers that take them at once run each once") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        std::mutex mutex;
        std::vector<Id<Job>> ran;
        place.registry.add(count_up, [&](Run& run, Count const&) {
            run.step([](Step& step) { step.finish(); });
            std::lock_guard const lock(mutex);
            ran.push_back(run.job().id);
        });
        constexpr std::size_t many = 60;
        for (std::size_t i = 0; i < many; ++i) place.add({1, ""});
        std::unique_ptr<app::House> other;
        if (engine == support::Engine::postgres) other = place.house.another();
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                auto around = other && i % 2 ? other->surroundings() : place.around();
                around.sandbox = false;  // there a take is a write as any other
                Runner runner(around, place.registry);
                while (runner.run_one(Lane::slow)) {}
            });
        for (auto& thread : threads) thread.join();
        Runner(place.around(), place.registry).run_due();
        CHECK(ran.size() == many);
        std::sort(ran.begin(), ran.end());
        CHECK(std::adjacent_find(ran.begin(), ran.end()) == ran.end());
    }
}

TEST_CASE("jobs: a sandbox's clock makes them due, in the order of dates, also those that jobs ask for") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        auto const owner = place.house.tenant("provider").id;
        std::string order;
        std::optional<Time> now;
        place.registry.add(count_up, [&](Run& run, Count const& argument) {
            run.step([&](Step& step) {
                step.finish();
                now = step.act.now;
                if (argument.up_to == 0) return;
                enqueue(step.tx, step.act, count_up, {argument.up_to - 1, argument.word + '\''},
                        {.due = step.job.due + days{10}, .clock = owner});
            });
            order += argument.word + ' ';
        });
        auto const start = real_time();
        place.add({2, "a"}, {.due = start + days{5}, .clock = owner});
        place.add({0, "c"}, {.due = start + days{20}, .clock = owner});
        place.add({0, "b"}, {.due = start + days{14}, .clock = owner});
        place.add({0, "late"}, {.due = start + days{60}, .clock = owner});
        Runner runner(place.around(), place.registry);
        CHECK(runner.run_due() == 0);
        auto request = support::request(api::Method::put, "/ext/v1/sandbox/clock", R"({"advance":"P1M"})");
        request.headers = place.house.caller("owner@provider");
        CHECK(place.house.ask(std::move(request)).status == 200);
        CHECK(runner.run_due() == 5);
        CHECK(order == "a b a' c a'' ");
        CHECK(*now > start + days{27});
    }
}

TEST_CASE("jobs: a chore runs once in the deployment, and again when it is due") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        int slices = 0;
        place.registry.add({"a test's", seconds{60}, [&](db::Tx&, Time) { return ++slices % 3 != 0; }});
        Runner first(place.around(), place.registry), second(place.around(), place.registry);
        for (int i = 0; i < 2; ++i) place.registry.begin_chores(place.house.database());
        first.run_due(), second.run_due();
        CHECK(slices == 3);
        place.make_due();
        second.run_due(), first.run_due();
        CHECK(slices == 6);
    }
}

TEST_CASE("jobs: a kind that this server does not know is left to others") {
    for (auto const engine : support::engines()) {
        Place place(engine);
        auto const id = place.add({1, ""});
        Runner(place.around(), place.registry).run_due();
        CHECK(place.job(id).state == State::waiting);
        CHECK(place.job(id).attempts == 0);
        CHECK(place.job(id).ready > real_time());
    }
}

}  // namespace entrepot::jobs
