// The sockets: what a broken or unusual request is told, over real connections.
#include "http/running.hpp"

namespace entrepot::http {

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
    CHECK(has(server.say("GET / HTTP/1.1\r\nX: " + std::string(40000, 'a') + "\r\n\r\n"),
              "\"code\":\"header_too_large\""));
}

TEST_CASE("sockets: a body over 1 MiB is refused and the answer arrives") {
    Running const server;
    std::string const head = "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n";
    auto const large = server.say(head + std::string(3000000, ' '));
    CHECK(starts(large, "413"));
    CHECK(has(large, "\"code\":\"body_too_large\""));
    CHECK(starts(server.say("POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" +
                            std::string(0x200000, ' ') + "\r\n0\r\n\r\n"),
                 "413"));
    Peer waiting(server.port());
    waiting.say("POST /v1/customers HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(starts(waiting.hear_answer(), "100"));
}

TEST_CASE("sockets: a file may be larger than a body, for who signs, as far as its route takes it") {
    Running const server;
    auto const ask = [&](std::string const& headers, std::string const& body) {
        return server.say("POST /ext/v1/imports?name=x HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n" +
                          headers + "\r\n" + body);
    };
    std::string const signs = "Authorization: Bearer nonsense\r\nConnection: close\r\n";
    // Read whole, then held against its caller.
    CHECK(starts(ask(signs + "Content-Length: 3000000\r\n", std::string(3'000'000, 'x')), "401"));
    CHECK(starts(ask(signs + "Transfer-Encoding: chunked\r\n",
                     "200000\r\n" + std::string(0x200000, 'x') + "\r\n0\r\n\r\n"),
                 "401"));
    CHECK(starts(ask("Content-Length: 3000000\r\n", std::string(3'000'000, 'x')), "413"));
    for (std::string const size : {"27000000", "40000000"}) {
        auto const refused = ask(signs + "Content-Length: " + size + "\r\n", "x");
        CHECK(starts(refused, "413"));
        CHECK(has(refused, "25 MB"));
        CHECK(has(refused, "\"code\":\"file_too_large\""));
    }
    // It is kept where there is room for it, or refused in words; the log says why.
    Running const full(10000, "/proc/no-such-folder");
    auto const refused =
        full.say("POST /ext/v1/imports?name=x HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n" + signs +
                 "Content-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'x'));
    CHECK(starts(refused, "507"));
    CHECK(has(refused, "disk_full"));
}

}  // namespace entrepot::http
