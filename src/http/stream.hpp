// A connection's bytes, plain or through TLS, under one face.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace entrepot::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using TlsContext = std::shared_ptr<asio::ssl::context>;

// Stays where it is made: what TLS wraps is a reference to the socket.
class Stream {
public:
    using executor_type = tcp::socket::executor_type;

    Stream(tcp::socket socket, TlsContext const& context) : socket_(std::move(socket)) {
        if (context) tls_.emplace(socket_, *context);
    }
    Stream(Stream const&) = delete;

    executor_type get_executor() { return socket_.get_executor(); }
    tcp::socket& socket() { return socket_; }
    bool is_tls() const { return tls_.has_value(); }

    template <class Buffers>
    std::size_t read_some(Buffers const& buffers, boost::system::error_code& error) {
        return tls_ ? tls_->read_some(buffers, error) : socket_.read_some(buffers, error);
    }
    template <class Buffers, class Token>
    auto async_read_some(Buffers const& buffers, Token&& token)
        -> decltype(std::declval<tcp::socket&>().async_read_some(buffers, std::forward<Token>(token))) {
        if (tls_) return tls_->async_read_some(buffers, std::forward<Token>(token));
        return socket_.async_read_some(buffers, std::forward<Token>(token));
    }
    template <class Buffers, class Token>
    auto async_write_some(Buffers const& buffers, Token&& token)
        -> decltype(std::declval<tcp::socket&>().async_write_some(buffers, std::forward<Token>(token))) {
        if (tls_) return tls_->async_write_some(buffers, std::forward<Token>(token));
        return socket_.async_write_some(buffers, std::forward<Token>(token));
    }
    template <class Token>
    auto async_handshake(Token&& token) {
        return tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Token>(token));
    }
    // Says goodbye as far as that needs no waiting.
    void close() {
        boost::system::error_code ignored;
        if (tls_) tls_->shutdown(ignored);
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
    }

private:
    tcp::socket socket_;
    std::optional<asio::ssl::stream<tcp::socket&>> tls_;
};

// Certificate chain and key as PEM; TLS 1.2 and 1.3. Throws std::runtime_error with words for the operator.
TlsContext make_tls(std::string const& certificate_file, std::string const& key_file);

}  // namespace entrepot::http
