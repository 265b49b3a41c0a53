// Between a server and its PostgreSQL: passes everything on, and cuts a connection at the worst moment.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace entrepot::support {

class CutProxy {
public:
    explicit CutProxy(int database_port) : database_port_(database_port), listener_(socket_at(0)) {
        if (listen(listener_, 64) != 0) throw std::runtime_error("no port for the proxy");
        sockaddr_in address{};
        socklen_t size = sizeof address;
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        threads_.emplace_back([this] { accept_all(); });
    }
    ~CutProxy() {
        stopping_ = true;
        shutdown(listener_, SHUT_RDWR);
        threads_.front().join();  // after it there are no more
        for (std::size_t i = 1; i < threads_.size(); ++i) threads_[i].join();
        close(listener_);
    }
    CutProxy(CutProxy const&) = delete;

    int port() const { return port_; }
    // Once: after a client has said this, the answer by which its transaction has ended does not arrive.
    void cut_after(std::string words) {
        std::lock_guard const lock(mutex_);
        words_ = std::move(words);
    }
    int cuts() const { return cuts_; }

private:
    static int socket_at(int port, bool connects = false) {
        int const out = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const raw = reinterpret_cast<sockaddr*>(&address);
        if (connects) [[maybe_unused]]
            auto const done = connect(out, raw, sizeof address);
        else [[maybe_unused]] auto const done = bind(out, raw, sizeof address);
        return out;
    }
    static bool pass_on(int to, std::string const& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            auto const sent = send(to, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return false;
            at += static_cast<std::size_t>(sent);
        }
        return true;
    }
    static std::string hear(int from) {
        std::string out(1 << 16, '\0');
        auto const got = recv(from, out.data(), out.size(), 0);
        out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return out;
    }

    void accept_all() {
        while (!stopping_) {
            int const client = accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            threads_.emplace_back([this, client] { serve(client); });
        }
    }
    bool takes_words(std::string const& said) {
        std::lock_guard const lock(mutex_);
        if (words_.empty() || said.find(words_) == std::string::npos) return false;
        words_.clear();
        return true;
    }
    // ReadyForQuery, and what state the transaction is in: idle, in one, failed
    // (https://www.postgresql.org/docs/15/protocol-message-formats.html).
    static char state_at_end(std::string const& answer) {
        bool const is_ready =
            answer.size() >= 6 && answer.substr(answer.size() - 6, 5) == std::string("Z\0\0\0\5", 5);
        return is_ready ? answer.back() : '\0';
    }
    void serve(int client) {
        int const server = socket_at(database_port_, true);
        pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        bool is_armed = false;
        std::string held;
        for (bool goes_on = true; goes_on && !stopping_;) {
            if (poll(ends, 2, 50) <= 0) continue;
            if (ends[0].revents != 0) {
                auto const said = hear(client);
                is_armed = is_armed || takes_words(said);
                goes_on = !said.empty() && pass_on(server, said);
            }
            if (!goes_on || ends[1].revents == 0) continue;
            auto const answer = hear(server);
            held += answer;
            if (is_armed && !answer.empty() && state_at_end(held) == '\0') continue;
            if (is_armed && state_at_end(held) == 'I') {
                ++cuts_;
                break;
            }
            goes_on = !answer.empty() && pass_on(client, held);
            held.clear();
        }
        close(client);
        close(server);
    }

    int const database_port_, listener_;
    int port_ = 0;
    std::mutex mutex_;
    std::string words_;
    std::atomic<int> cuts_ = 0;
    std::atomic<bool> stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entrepot::support
