// Slow, silent, greedy and numerous clients: each gets its due, and the others are answered meanwhile.
#include <sys/resource.h>

#include <fstream>

#include "http/limits.hpp"
#include "http/running.hpp"
#include "support/server_process.hpp"

namespace entrepot::http {

namespace {

std::string const health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

// Another client, on a new connection and on one that stays.
void check_others(Running const& server, Peer& stays) {
    CHECK(starts(server.say("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"), "200"));
    stays.say(health);
    CHECK(starts(stays.hear_answer(), "200"));
}

std::string body_of(std::string const& answer) {
    auto const end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace

TEST_CASE("pressure: an answer that is read byte by byte arrives whole") {
    Running const server;
    Peer other(server.port());
    auto const whole = body_of(server.say("GET /openapi.json HTTP/1.1\r\nConnection: close\r\n\r\n"));
    REQUIRE(whole.size() > 100000);
    std::vector<Peer> slow;
    for (int i = 0; i < 20; ++i) slow.emplace_back(server.port(), 2048);
    for (auto& peer : slow) peer.say("GET /openapi.json HTTP/1.1\r\n\r\n");
    std::vector<std::string> begun(slow.size());
    for (int i = 0; i < 50; ++i)
        for (std::size_t p = 0; p < slow.size(); ++p) begun[p] += slow[p].hear(1);
    check_others(server, other);
    for (std::size_t p = 0; p < slow.size(); ++p) {
        slow[p].end_sending();  // who has asked and ends its side is answered all the same
        begun[p] += slow[p].hear_all();
        CHECK(body_of(begun[p]) == whole);
    }
}

TEST_CASE("pressure: a request that is sent byte by byte is answered") {
    Running const server;
    Peer other(server.port());
    std::string const request =
        "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: "
        "40\r\n\r\n{\"companyProfile\":{\"domain\":\"x.fr\"}}     ";
    std::vector<Peer> slow;
    for (int i = 0; i < 20; ++i) slow.emplace_back(server.port());
    for (char const c : request)
        for (auto& peer : slow) CHECK(peer.say({&c, 1}));
    for (auto& peer : slow) CHECK(starts(peer.hear_answer(), "401"));
    check_others(server, other);
}

TEST_CASE("pressure: connections that say half a request and no more") {
    Running const server;
    Peer other(server.port());
    std::vector<Peer> silent;
    for (int i = 0; i < 200; ++i) {
        silent.emplace_back(server.port());
        silent.back().say(i % 2 ? "POST /v1/customers HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"
                                : "GET /v1/cust");
    }
    check_others(server, other);
    silent.clear();  // half-open or reset: the server goes on
    check_others(server, other);
    Peer half(server.port());
    half.say(health);
    half.end_sending();
    CHECK(starts(half.hear_answer(), "200"));
    CHECK(half.hear_all().empty());
}

TEST_CASE("pressure: pipelined requests are answered in order, however many") {
    Running const server;
    Peer other(server.port());
    Peer peer(server.port());
    constexpr int count = 1500;
    std::thread sender([&] {
        for (int i = 0; i < count; ++i) {
            auto const id = "MS-RequestId: number-" + std::to_string(i) + "\r\n";
            // Reads, what is refused, and what goes to the pool, each at its own pace.
            if (i % 50 == 7)
                peer.say("POST /nobody/oauth2/token HTTP/1.1\r\n" + id + "Content-Length: 24\r\n\r\n" +
                         "grant_type=password&x=yz");
            else if (i % 3 == 0) peer.say("GET /v1/customers HTTP/1.1\r\n" + id + "\r\n");
            else peer.say("GET /healthz HTTP/1.1\r\n" + id + "\r\n");
        }
    });
    check_others(server, other);
    int in_order = 0;
    for (int i = 0; i < count; ++i) {
        auto const answer = peer.hear_answer();
        in_order += has(answer, "\r\nMS-RequestId: number-" + std::to_string(i) + "\r\n");
    }
    sender.join();
    CHECK(in_order == count);
}

TEST_CASE("pressure: oversized requests are refused while others are answered") {
    Running const server;
    Peer other(server.port());
    std::string const head = "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n";
    std::string const part(100000, ' ');
    std::vector<Peer> big;
    for (int i = 0; i < 10; ++i) big.emplace_back(server.port());
    for (auto& peer : big) peer.say(head);
    for (int i = 0; i < 10; ++i)
        for (auto& peer : big) peer.say(part);
    check_others(server, other);
    for (auto& peer : big) CHECK(starts(peer.hear_answer(), "413"));
}

TEST_CASE("pressure: bodies on their way are bounded in all; beyond, 503 and nothing begun") {
    Running const server;
    Peer other(server.port());
    std::string const head = "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
    std::vector<Peer> held;
    // 64 MiB hold 67 of these; each is sure to have been read up to its head when it gets its 100.
    for (int i = 0; i < 67; ++i) {
        held.emplace_back(server.port());
        held.back().say(head.substr(0, head.size() - 2) + "Expect: 100-continue\r\n\r\n");
        REQUIRE(starts(held.back().hear_answer(), "100"));
    }
    Peer one_more(server.port());
    one_more.say(head);
    auto const refusal = one_more.hear_all();
    CHECK(starts(refusal, "503"));
    CHECK(has(refusal, "\r\nRetry-After: 1\r\n"));
    CHECK(has(refusal, "\"code\":\"busy\""));
    check_others(server, other);
    for (auto& peer : held) peer.say(std::string(1000000, ' '));
    for (auto& peer : held) CHECK(starts(peer.hear_answer(), "401"));
    Peer later(server.port());
    later.say(head + std::string(1000000, ' '));
    CHECK(starts(later.hear_answer(), "401"));
}

TEST_CASE("pressure: beyond the limit of connections, 503 and closed; a place that is left is taken") {
    Running const server(20);
    std::vector<Peer> all;
    for (int i = 0; i < 20; ++i) {
        all.emplace_back(server.port());
        all.back().say(health);
        REQUIRE(starts(all.back().hear_answer(), "200"));
    }
    for (int i = 0; i < 150; ++i) {
        Peer refused(server.port());
        refused.say(health);
        auto const answer = refused.hear_all();
        CHECK(starts(answer, "503"));
        CHECK(has(answer, "\r\nRetry-After: 1\r\n"));
        CHECK(has(answer, "too_many_connections"));
    }
    all.front().say(health);
    CHECK(starts(all.front().hear_answer(), "200"));
    all.pop_back();
    // The server learns of it in its own time.
    for (int i = 0;; ++i) {
        Peer next(server.port());
        next.say(health);
        if (starts(next.hear_answer(), "200")) break;
        REQUIRE(i < 1000);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

TEST_CASE("pressure: limits are raised as far as the system allows") {
    auto const limits = raise_limits(100);
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    CHECK(limit.rlim_cur == limit.rlim_max);
    CHECK(limits.connections <= 100);
    CHECK(raise_limits(1 << 30).connections < limits.descriptors);
}

}  // namespace entrepot::http
