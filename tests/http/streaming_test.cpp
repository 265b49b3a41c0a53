// Answers that are made while they are read: readers that are slow, that leave, and a server that stops.
#include <future>

#include "api/watch.hpp"
#include "db/database.hpp"
#include "http/running.hpp"

namespace entrepot::http {

namespace {

struct OpenGate : api::Gate {
    std::atomic<bool> lets_in = true;
    Caller identify(api::Request const&) override {
        if (!lets_in) throw Problem("not_signed_in");
        Caller out;
        out.user = user;
        return out;
    }
    Verdict may(Caller const&, Permission, Standing const&) override { return {}; }
    Time business_time(Caller const&, Time real) override { return real; }
    std::string seal(std::string_view plain) override { return std::string(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return std::string(sealed); }
    std::string digest(std::string_view text) override { return std::string(text); }
    Id<User> user{new_uuid()};
};

// What the bodies of this test do, seen from outside.
struct Seen {
    std::atomic<int> pieces = 0, alive = 0, stage = 0;
    std::atomic<bool> breaks = false;
} seen;

// Held by a producer: counts those that live, copies included.
struct Alive {
    Alive() { ++seen.alive; }
    Alive(Alive const&) { ++seen.alive; }
    ~Alive() { --seen.alive; }
};

constexpr int endless = 1 << 30;
std::string const block(60'000, 'x');

api::Answer body(int pieces) {
    return api::streamed("text/plain", [pieces, at = 0, alive = Alive()](db::Tx& tx) mutable -> api::Piece {
        CHECK(tx.find<std::int64_t>(Scope::everyone("a test"), "SELECT 1 WHERE {shared}") == 1);
        if (seen.breaks) throw std::runtime_error("in the middle");
        ++seen.pieces;
        return {.bytes = std::to_string(at) + ':' + block + '\n', .last = ++at >= pieces};
    });
}
api::Answer short_body(api::Context&) { return body(50); }
api::Answer endless_body(api::Context&) { return body(endless); }

struct Stage {
    int at = 0;
    static constexpr std::string_view schema_name = "TestStage";
    static constexpr auto fields() { return Fields{field("at", &Stage::at, "Where it stands.")}; }
};
api::Answer watch_stage(api::Context& context) {
    return api::watch<Stage>(
        context, "stage",
        [alive = Alive()](db::Tx&) {
            return api::Watched<Stage>{{seen.stage}, seen.stage >= 3};
        },
        std::chrono::milliseconds(5));
}

class Streaming {
public:
    explicit Streaming(api::StreamLimits limits = {}, int write_s = 60) {
        seen.pieces = seen.stage = 0;
        seen.breaks = false;
        router_.get("/short", short_body).allow(Permission::sign_in_only).answers_as("text/plain");
        router_.get("/endless", endless_body).open("a test");
        router_.get("/ext/v1/stage", watch_stage).allow(Permission::sign_in_only);
        dispatcher_ = std::make_unique<api::Dispatcher>(router_, *database_, gate_,
                                                        api::Dispatcher::Options{.streams = limits});
        server_ = std::make_unique<Server>(router_, *dispatcher_,
                                           ServerOptions{.address = "127.0.0.1",
                                                         .port = 0,
                                                         .threads = 2,
                                                         .write_time = std::chrono::seconds(write_s)});
        thread_ = std::thread([this] { server_->run(); });
    }
    ~Streaming() {
        stop();
        dispatcher_->stop();
        database_->stop();
        CHECK(seen.alive == 0);
    }
    void begin_to_stop() { server_->stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    int port() const { return server_->port(); }
    OpenGate& gate() { return gate_; }
    api::Dispatcher& dispatcher() { return *dispatcher_; }
    std::string ask(std::string const& path, std::string const& version = "1.1") const {
        Peer peer(port());
        peer.say("GET " + path + " HTTP/" + version + "\r\nConnection: close\r\n\r\n");
        return peer.hear_all();
    }

private:
    support::TemporaryFolder folder_;
    std::unique_ptr<db::Database> database_ =
        db::open_sqlite({.file = (folder_.path() / "entrepot.db").string()});
    api::Router router_;
    OpenGate gate_;
    std::unique_ptr<api::Dispatcher> dispatcher_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

std::string whole_body() {
    std::string out;
    for (int i = 0; i < 50; ++i) out += std::to_string(i) + ':' + block + '\n';
    return out;
}

// What chunks hold; `ended` where the last one came.
std::string unchunked(std::string const& answer, bool& ended) {
    std::string out;
    auto at = answer.find("\r\n\r\n");
    REQUIRE(at != std::string::npos);
    at += 4;
    ended = false;
    while (at < answer.size()) {
        auto const line = answer.find("\r\n", at);
        if (line == std::string::npos) break;
        auto const size = std::stoul(answer.substr(at, line - at), nullptr, 16);
        ended = size == 0;
        out += answer.substr(line + 2, size);
        at = line + 2 + size + 2;
    }
    return out;
}

// Waits for what is sure to come; a server that fails to bring it about fails the test by it.
template <class F>
bool comes(F const& is_so) {
    for (int i = 0; i < 2000; ++i) {
        if (is_so()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace

TEST_CASE("streams: a body in pieces arrives whole, in chunks, and the connection goes on") {
    Streaming server;
    Peer peer(server.port());
    peer.say("GET /short HTTP/1.1\r\n\r\nGET /short HTTP/1.1\r\nConnection: close\r\n\r\n");
    auto const both = peer.hear_all();
    CHECK(has(both, "\r\nTransfer-Encoding: chunked\r\n"));
    CHECK(has(both, "\r\nContent-Type: text/plain\r\n"));
    CHECK_FALSE(has(both.substr(0, both.find("\r\n\r\n")), "Content-Length"));
    auto const second = both.find("\r\n0\r\n\r\nHTTP/1.1 200");
    REQUIRE(second != std::string::npos);
    bool ended = false;
    CHECK(unchunked(both.substr(0, second + 7), ended) == whole_body());
    CHECK(ended);
    CHECK(unchunked(both.substr(second + 7), ended) == whole_body());
    CHECK(ended);
}

TEST_CASE("streams: HTTP/1.0 has no chunks, HEAD no body, and a test reads it all at once") {
    Streaming server;
    auto const old = server.ask("/short", "1.0");
    CHECK_FALSE(has(old, "chunked"));
    CHECK(old.substr(old.find("\r\n\r\n") + 4) == whole_body());
    CHECK(server.dispatcher().answer(support::request(api::Method::get, "/short")).body == whole_body());
    seen.pieces = 0;
    Peer peer(server.port());
    peer.say("HEAD /short HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(has(peer.hear_all(), "\r\n\r\n"));
    CHECK(seen.pieces == 0);
}

TEST_CASE("streams: no more is made than a reader takes; whoever leaves ends it") {
    Streaming server;
    Peer peer(server.port(), 4096);
    peer.say("GET /endless HTTP/1.1\r\n\r\n");
    peer.hear(1);
    // Until nothing is made any more for want of a reader.
    for (int before = -1; before != seen.pieces;) {
        before = seen.pieces;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        REQUIRE(before < 10'000);
    }
    CHECK(seen.alive > 0);
    CHECK(starts(server.ask("/short"), "200"));  // others are answered meanwhile
    peer.leave();
    CHECK(comes([] { return seen.alive == 0; }));
}

TEST_CASE("streams: a reader that takes nothing for too long is left") {
    Streaming server({}, 1);
    Peer peer(server.port(), 4096);
    peer.say("GET /endless HTTP/1.1\r\n\r\n");
    auto const begun = peer.hear(1);
    CHECK(comes([] { return seen.alive == 0; }));
    bool ended = true;
    unchunked(begun + peer.hear_all(), ended);
    CHECK_FALSE(ended);
}

TEST_CASE("streams: a body that breaks has no end") {
    Streaming server;
    Peer peer(server.port(), 4096);
    peer.say("GET /endless HTTP/1.1\r\n\r\n");
    CHECK(starts(peer.hear(100'000), "200"));
    seen.breaks = true;
    CHECK_FALSE(has(peer.hear_all(), "\r\n0\r\n"));
    CHECK(comes([] { return seen.alive == 0; }));
}

TEST_CASE("streams: who signs out gets no further") {
    Streaming server({.asked_again = seconds{0}});
    Peer watcher(server.port());
    watcher.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
    watcher.hear(1);
    server.gate().lets_in = false;
    std::string rest;
    while (!has(rest, "\r\n0\r\n\r\n")) {
        auto const part = watcher.hear(1000);
        REQUIRE_FALSE(part.empty());
        rest += part;
    }
    CHECK(starts(server.ask("/ext/v1/stage"), "401"));  // as a browser asks again
}

TEST_CASE("streams: events come when something changed, and end with it") {
    Streaming server;
    Peer peer(server.port());
    peer.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
    std::string heard;
    for (int stage = 0; stage <= 3; ++stage) {
        seen.stage = stage;
        auto const event = "event: stage\ndata: {\"at\":" + std::to_string(stage) + "}\n\n";
        while (!has(heard, event)) {
            auto const part = peer.hear(1000);
            REQUIRE_FALSE(part.empty());
            heard += part;
        }
    }
    CHECK(has(heard, "\r\nContent-Type: text/event-stream"));
    while (!has(heard, "\r\n0\r\n\r\n")) heard += peer.hear(1);
    peer.say("GET /short HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(starts(peer.hear_all(), "200"));
}

TEST_CASE("streams: a watcher that leaves is noticed though nothing is said to it") {
    Streaming server;
    Peer peer(server.port());
    peer.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
    peer.hear(1);
    CHECK(seen.alive > 0);
    peer.leave();
    CHECK(comes([] { return seen.alive == 0; }));
}

TEST_CASE("streams: a server that stops ends events and finishes files") {
    Streaming server;
    Peer watcher(server.port()), reader(server.port(), 4096);
    watcher.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
    watcher.hear(1);
    reader.say("GET /short HTTP/1.1\r\n\r\n");
    auto begun = reader.hear(1);
    server.begin_to_stop();
    CHECK(has(watcher.hear_all(), "\r\n0\r\n\r\n"));
    bool ended = false;
    CHECK(unchunked(begun + reader.hear_all(), ended) == whole_body());
    CHECK(ended);
    server.stop();
}

TEST_CASE("streams: one caller has so many at once, and all together") {
    Streaming server({.files = 3, .files_of_one = 2, .events = 3, .events_of_one = 2});
    Peer first(server.port()), second(server.port());
    for (auto* const peer : {&first, &second}) {
        peer->say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
        REQUIRE(starts(peer->hear(1000), "200"));
    }
    auto const third = server.ask("/ext/v1/stage");
    CHECK(starts(third, "429"));
    CHECK(has(third, "too_many_streams"));
    server.gate().user = Id<User>{new_uuid()};
    Peer other(server.port());
    other.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
    REQUIRE(starts(other.hear(1000), "200"));
    server.gate().user = Id<User>{new_uuid()};
    auto const beyond = server.ask("/ext/v1/stage");
    CHECK(starts(beyond, "503"));
    CHECK(has(beyond, "\r\nRetry-After: 1\r\n"));
    CHECK(starts(server.ask("/short"), "200"));  // files have places of their own
    first.leave();
    CHECK(comes([&] {
        Peer peer(server.port());
        peer.say("GET /ext/v1/stage HTTP/1.1\r\n\r\n");
        return starts(peer.hear(1000), "200");
    }));
}

}  // namespace entrepot::http
