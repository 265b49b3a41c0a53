// One connection: requests one after another, each read, asked and answered before the next is looked at.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <optional>

#include "api/dispatcher.hpp"
#include "http/hardening.hpp"
#include "http/limits.hpp"
#include "http/proxies.hpp"
#include "http/stream.hpp"

namespace entrepot::http {

struct Connection {
    Connection(tcp::socket socket, TlsContext const& tls) : stream(std::move(socket), tls) {}

    Stream stream;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    enum class State : std::uint8_t {
        idle,
        reading,
        answering,
        producing,  // a piece of an answer; may be cut short when the server stops
        writing,
        lingering
    } state = State::idle;
    bool takes_file = false;  // what is being read is an upload: it has longer
    bool was_late = false;    // the sweep ended its reading: it is told so

    void enter(State next) {
        state = next;
        since = std::chrono::steady_clock::now();
    }
    // How long the state may last; work of ours has its own limits.
    std::optional<std::chrono::seconds> limit(bool memory_is_scarce, std::chrono::seconds for_writing) const;
};

// One core's share: its loop, its connections for the sweep, and a place to read into that idle connections
// do not need one each.
struct Core {
    asio::io_context loop{1};
    asio::steady_timer sweep{loop};
    std::list<Connection> connections;
    std::array<char, 16 << 10> scratch;
};

// What all connections of a server share.
struct Shared {
    api::Router const& router;
    api::Dispatcher& dispatcher;
    Budget budget;
    Budget uploads;  // files have a budget of their own, of disk: they keep no request waiting for memory
    TrustedProxies proxies = {};
    Origins origins = {};
    bool reached_by_tls = false;  // whoever speaks to us plainly does so for somebody who came over TLS
    std::chrono::seconds write_time{60};  // for a slow reader to take an answer, or a piece of one
    std::string folder = {};              // where files that arrive are kept while they are needed
    std::atomic<std::size_t> connections = 0;
    std::atomic<bool> stopping = false;
};

// Until the peer leaves, is too slow, or the server stops; then takes the connection off its core's list.
asio::awaitable<void> serve(Shared* shared, Core* core, std::list<Connection>::iterator connection);

}  // namespace entrepot::http
