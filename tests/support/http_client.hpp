// A blocking HTTP client for programs that talk to a running server: one connection, answers with a length.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entrepot::support {

struct HttpAnswer {
    int status = 0;
    std::string body;
};

class HttpClient {
public:
    explicit HttpClient(int port, int timeout_seconds = 10)
        : port_(port), timeout_seconds_(timeout_seconds) {}
    ~HttpClient() { close(); }
    HttpClient(HttpClient const&) = delete;

    // Nothing where the server went away before the whole answer was here.
    std::optional<HttpAnswer> ask(std::string const& method, std::string const& target,
                                  std::string const& body,
                                  std::vector<std::pair<std::string, std::string>> const& headers = {}) {
        if (socket_ < 0 && !connect()) return std::nullopt;
        std::string text = method + ' ' + target +
                           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\n";
        for (auto const& [name, value] : headers) text += name + ": " + value + "\r\n";
        text += "\r\n" + body;
        for (std::size_t sent = 0; sent < text.size();) {
            auto const size = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (size <= 0) return close(), std::nullopt;
            sent += static_cast<std::size_t>(size);
        }
        return read_answer(method == "HEAD");
    }

private:
    bool connect() {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        timeval const limit{timeout_seconds_, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        int const yes = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<unsigned short>(port_));
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return true;
        close();
        return false;
    }

    std::optional<HttpAnswer> read_answer(bool head) {
        std::string text;
        auto end = std::string::npos;
        while ((end = text.find("\r\n\r\n")) == std::string::npos)
            if (!read_more(text)) return std::nullopt;
        HttpAnswer answer;
        answer.status = std::atoi(text.c_str() + 9);
        auto const at = text.find("Content-Length: ");
        auto const length = head || at == std::string::npos || at > end
                                ? 0
                                : std::strtoul(text.c_str() + at + 16, nullptr, 10);
        while (text.size() < end + 4 + length)
            if (!read_more(text)) return std::nullopt;
        answer.body = text.substr(end + 4, length);
        if (text.find("Connection: close") < end) close();
        return answer;
    }

    bool read_more(std::string& text) {
        char buffer[16384];
        auto const size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) return close(), false;
        text.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

    int port_, timeout_seconds_, socket_ = -1;
};

}  // namespace entrepot::support
