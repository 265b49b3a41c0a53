// A running server: database, keys, rooms, sockets, put together and taken down in order.
#pragma once

#include <memory>
#include <string>

namespace entrepot::app {

struct ServeOptions {
    std::string data = "data";
    std::string address = "127.0.0.1";
    unsigned short port = 8080;
    std::string cloud = "global";
    std::string key_file;  // empty: DATA/server.key
    bool sandbox = false;
    bool seeded = false;   // demo: a world to look at
    int threads = 0;       // 0: one a core
};

// Serves until SIGTERM; the exit code.
int serve(ServeOptions const& options);
// The OpenAPI document, without a server.
std::string openapi();

}  // namespace entrepot::app
