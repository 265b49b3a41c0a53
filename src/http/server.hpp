// The sockets: one io_context per core, connections, limits, the portal's files.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/dispatcher.hpp"

namespace entrepot::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 picks a free one
    int threads = 2;
    std::size_t connections = 10000;  // at most; fewer where the system allows fewer descriptors
    std::string tls_certificate = {}, tls_key = {};  // PEM files; read again at SIGHUP
    bool reached_by_tls = false;                     // a proxy ends TLS: the public address is https
    std::vector<std::string> trusted_proxies = {};   // whose X-Forwarded-For and -Proto are believed
    std::vector<std::string> origins = {};           // of other sites' pages that may use the API
    std::chrono::seconds write_time{60};             // for a slow reader to take an answer, or a piece of one
    std::string folder = {};                         // for files that arrive; the system's where empty
    std::function<void()> on_stopping = {};  // as soon as it is told to end, before what runs has ended
};

class Server {
public:
    // Binds at once, so that port() is known; throws std::runtime_error with a clear message where it cannot.
    Server(api::Router const& router, api::Dispatcher& dispatcher, ServerOptions options);
    ~Server();

    std::uint16_t port() const;
    // Returns after SIGINT, SIGTERM or stop(), when requests in flight have had their answers.
    void run();
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entrepot::http
