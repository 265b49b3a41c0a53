// Full queues: refused at once, with Retry-After, and nothing begun.
#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "api/dispatcher.hpp"
#include "support/house.hpp"

namespace entrepot::api {

namespace {

struct OpenGate : Gate {
    Caller identify(Request const&) override { return {}; }
    Verdict may(Caller const&, Permission, Standing const&) override { return {}; }
    Time business_time(Caller const&, Time real) override { return real; }
    std::string seal(std::string_view plain) override { return std::string(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return std::string(sealed); }
    std::string digest(std::string_view text) override { return std::string(text); }
};

std::atomic<int> runs = 0;
std::promise<void> may_go_on;
std::shared_future<void> go_on;

void run(Context&) { ++runs; }
void run_long(Context&) {
    ++runs;
    go_on.wait();
}

std::string header(Answer const& answer, std::string_view name) {
    for (auto const& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

// One thread for heavy work, and places for two more; the same for writes.
struct Small {
    support::TemporaryFolder folder;
    std::unique_ptr<db::Database> database =
        db::open_sqlite({.file = (folder.path() / "entrepot.db").string(), .queue_limit = 2});
    Router router;
    OpenGate gate;
    std::unique_ptr<Dispatcher> dispatcher;

    Small() {
        router.post("/v1/write", run).open("a test");
        router.get("/v1/read", run).open("a test");
        router.post("/v1/heavy", run_long).open("a test").heavy();
        dispatcher = std::make_unique<Dispatcher>(router, *database, gate,
                                                  Dispatcher::Options{.pool_threads = 1, .pool_queue = 2});
        runs = 0;
        may_go_on = {};
        go_on = may_go_on.get_future().share();
    }
    ~Small() {
        dispatcher->stop();
        database->stop();
    }
    Answer ask(Method method, char const* path) {
        return dispatcher->answer(support::request(method, path, ""));
    }
};

void check_busy(Answer const& answer) {
    CHECK(answer.status == 503);
    CHECK(answer.body.find("\"busy\"") != std::string::npos);
    CHECK(header(answer, "Retry-After") == "1");
}

}  // namespace

TEST_CASE("busy: a full queue of writes refuses at once and begins nothing; reads go on") {
    Small small;
    std::promise<void> begun;
    REQUIRE(small.database->submit({.run =
                                        [&](db::Tx&) {
                                            begun.set_value();
                                            go_on.wait();
                                        },
                                    .done = [](std::exception_ptr) {}}));
    begun.get_future().wait();
    std::promise<void> ended;
    REQUIRE(small.database->submit({.run = [](db::Tx&) {}, .done = [](std::exception_ptr) {}}));
    REQUIRE(small.database->submit(
        {.run = [](db::Tx&) {}, .done = [&](std::exception_ptr) { ended.set_value(); }}));
    check_busy(small.ask(Method::post, "/v1/write"));
    CHECK(runs == 0);
    CHECK(small.ask(Method::get, "/v1/read").status < 300);
    may_go_on.set_value();
    ended.get_future().wait();
    CHECK(small.ask(Method::post, "/v1/write").status < 300);
    CHECK(runs == 2);
}

TEST_CASE("busy: a full pool refuses at once and begins nothing; writes go on") {
    Small small;
    std::atomic<int> answered = 0;
    auto const send = [&] {
        small.dispatcher->handle(support::request(Method::post, "/v1/heavy", ""), [&](Answer answer) {
            CHECK(answer.status < 300);
            ++answered;
        });
    };
    send();
    while (runs == 0) std::this_thread::yield();
    send();
    send();
    check_busy(small.ask(Method::post, "/v1/heavy"));
    CHECK(runs == 1);
    CHECK(small.ask(Method::post, "/v1/write").status < 300);
    may_go_on.set_value();
    while (answered < 3) std::this_thread::yield();
    CHECK(runs == 4);
}

}  // namespace entrepot::api
