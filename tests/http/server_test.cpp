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
}

TEST_CASE("sockets: a body over 1 MiB is refused and the answer arrives") {
    Running const server;
    std::string const head = "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n";
    CHECK(starts(server.say(head + std::string(3000000, ' ')), "413"));
    CHECK(starts(server.say("POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" +
                            std::string(0x200000, ' ') + "\r\n0\r\n\r\n"),
                 "413"));
    Peer waiting(server.port());
    waiting.say("POST /v1/customers HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(starts(waiting.hear_answer(), "100"));
}

}  // namespace entrepot::http
