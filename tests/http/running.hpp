// A server on a free port with a house of its own, and clients that say just what a test wants, byte by byte.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "app/house.hpp"
#include "http/server.hpp"
#include "support/house.hpp"

namespace entrepot::http {

class Peer {
public:
    // `window` bytes of receive buffer; 0: the system's choice.
    explicit Peer(int port, int window = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (window > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
        connected_ =
            socket_ >= 0 && connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Peer() { leave(); }
    Peer(Peer&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)),
          connected_(other.connected_),
          kept_(std::move(other.kept_)) {}

    bool is_connected() const { return connected_; }
    void leave() {
        if (socket_ >= 0) close(std::exchange(socket_, -1));
    }
    void end_sending() { shutdown(socket_, SHUT_WR); }

    // False where the server has closed.
    bool say(std::string_view text) {
        while (!text.empty()) {
            auto const sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // At most so many bytes; empty at the end, or when nothing comes for long.
    std::string hear(std::size_t most) {
        if (!kept_.empty()) {
            auto out = kept_.substr(0, most);
            kept_.erase(0, out.size());
            return out;
        }
        std::string out(most, '\0');
        auto const got = recv(socket_, out.data(), most, 0);
        out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return out;
    }
    std::string hear_all() {
        std::string out;
        for (std::string part; !(part = hear(1 << 16)).empty();) out += part;
        return out;
    }
    // One answer with a length, head and body.
    std::string hear_answer(std::size_t at_once = 1 << 16) {
        std::string out;
        std::size_t wanted = std::string::npos;
        while (out.size() < wanted) {
            auto const part = hear(at_once);
            if (part.empty()) break;
            out += part;
            auto const end = out.find("\r\n\r\n");
            if (wanted != std::string::npos || end == std::string::npos) continue;
            auto const at = out.find("\r\nContent-Length: ");
            wanted = end + 4 + (at < end ? std::stoul(out.substr(at + 18)) : 0);
        }
        if (out.size() > wanted) {
            kept_ = out.substr(wanted) + kept_;
            out.resize(wanted);
        }
        return out;
    }

private:
    int socket_;
    bool connected_ = false;
    std::string kept_;
};

class Running {
public:
    // `folder`: for files that arrive.
    explicit Running(std::size_t connections = 10000, std::string const& folder = "")
        : house_(app::HouseOptions{.data = folder_.path().string(), .sandbox = true, .seeded = false}),
          server_(house_.router(), house_.dispatcher(),
                  {.address = "127.0.0.1",
                   .port = 0,
                   .threads = 2,
                   .connections = connections,
                   .folder = folder.empty() ? folder_.path().string() : folder}),
          thread_([this] { server_.run(); }) {}
    ~Running() {
        server_.stop();
        thread_.join();
        house_.stop();
    }

    int port() const { return server_.port(); }
    // Everything that is answered until the server closes or a second passes.
    std::string say(std::string const& text) const {
        Peer peer(port());
        REQUIRE(peer.is_connected());
        peer.say(text);
        return peer.hear_all();
    }

private:
    support::TemporaryFolder folder_;
    app::House house_;
    Server server_;
    std::thread thread_;
};

inline bool starts(std::string const& answer, char const* status) {
    return answer.starts_with("HTTP/1.1 " + std::string(status));
}
inline bool has(std::string const& answer, std::string_view words) {
    return answer.find(words) != std::string::npos;
}

}  // namespace entrepot::http
