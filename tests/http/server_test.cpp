// The sockets: what a broken or unusual request is told, over real connections.
#include "http/server.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "app/house.hpp"
#include "support/house.hpp"

namespace entrepot::http {

namespace {

// A server on a free port with a sandbox of its own, stopped at the end.
class Running {
public:
    Running()

        : house_(app::HouseOptions{.data = folder_.path().string(), .sandbox = true, .seeded = false}),
          server_(house_.router(), house_.dispatcher(), {.address = "127.0.0.1", .port = 0, .threads = 2}),
          thread_([this] { server_.run(); }) {}
    ~Running() {
        server_.stop();
        thread_.join();
        house_.stop();
    }

    // Everything that is answered until the server closes or a second passes.
    std::string say(std::string const& text) const {
        int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server_.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{1, 0};
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        REQUIRE(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        for (std::size_t at = 0; at < text.size();) {
            auto const sent = send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) break;
            at += static_cast<std::size_t>(sent);
        }
        std::string out;
        char buffer[4096];
        for (ssize_t got; (got = recv(socket, buffer, sizeof buffer, 0)) > 0;)
            out.append(buffer, static_cast<std::size_t>(got));
        close(socket);
        return out;
    }

private:
    support::TemporaryFolder folder_;
    app::House house_;
    Server server_;
    std::thread thread_;
};

bool starts(std::string const& answer, char const* status) {
    return answer.starts_with("HTTP/1.1 " + std::string(status));
}
bool has(std::string const& answer, char const* words) { return answer.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("sockets: unusual and broken requests get an answer in the envelope") {
    Running const server;
    CHECK(starts(server.say("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), "200"));
    auto const twice = server.say(
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(twice.find("HTTP/1.1 200", 20) != std::string::npos);
    CHECK(starts(server.say("GET http://x/v1/customers HTTP/1.1\r\nConnection: close\r\n\r\n"), "401"));
    CHECK(starts(server.say("GET //V1//Customers/ HTTP/1.1\r\nConnection: close\r\n\r\n"), "401"));

    auto const options = server.say(
        "OPTIONS /v1/customers HTTP/1.1\r\nMS-RequestId: abc\r\nX-Locale: fr-FR\r\nConnection: "
        "close\r\n\r\n");
    CHECK(starts(options, "405"));
    CHECK(has(options, "\r\nAllow: GET"));
    CHECK(has(options, "\r\nMS-RequestId: abc\r\n"));
    CHECK(has(options, "Utilisez"));

    CHECK(starts(server.say("nonsense\r\n\r\n"), "400"));
    CHECK(has(server.say("nonsense\r\n\r\n"), "\"code\":\"bad_request\""));
    CHECK(starts(server.say("GET / HTTP/1.1\r\nX: " + std::string(40000, 'a') + "\r\n\r\n"), "431"));
}

TEST_CASE("sockets: a body over 1 MiB is refused and the answer arrives") {
    Running const server;
    std::string const head = "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n";
    CHECK(starts(server.say(head + std::string(3000000, ' ')), "413"));
    CHECK(starts(server.say("POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" +
                            std::string(0x200000, ' ') + "\r\n0\r\n\r\n"),
                 "413"));
    auto const waiting =
        server.say("POST /v1/customers HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(starts(waiting, "100"));
}

}  // namespace entrepot::http
