// A running server: a house with sockets and jobs.
#pragma once

#include <string>
#include <vector>

#include "app/house.hpp"
#include "events/mail_flow.hpp"

namespace entrepot::app {

struct ServeOptions : HouseOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;
    int threads = 0;  // 0: one a core
    std::size_t connections = 10000;
    std::string tls_certificate = {}, tls_key = {};  // PEM files; none: plain
    std::vector<std::string> trusted_proxies = {};
    std::vector<std::string> origins = {};
    std::string public_url = {};    // https://partners.example; empty: where it listens, on loopback
    events::SmtpOptions smtp = {};  // without a url mail is only shown
};

bool is_loopback(std::string const& address);
// Serves until SIGTERM; the exit code.
int serve(ServeOptions const& options);
// The OpenAPI document, without a server.
std::string openapi(std::string const& cloud = "global");

}  // namespace entrepot::app
