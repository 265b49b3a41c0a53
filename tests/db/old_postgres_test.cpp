// A PostgreSQL that is too old: the beginning of its protocol, from a server of our own that says so.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "db/database.hpp"

namespace entrepot::db {

namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

// https://www.postgresql.org/docs/15/protocol-message-formats.html
std::string number(std::uint32_t value, int bytes = 4) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}
std::string message(char type, std::string const& body) {
    return type + number(static_cast<std::uint32_t>(body.size()) + 4) + body;
}
std::string one_cell(std::string const& value) {
    auto const size = static_cast<std::uint32_t>(value.size());
    return message('T', number(1, 2) + std::string("cell") + '\0' + number(0) + number(0, 2) + number(25) +
                            number(0xffff, 2) + number(0xffffffff) + number(0, 2)) +
           message('D', number(1, 2) + number(size) + value) + message('C', std::string("SELECT 1") + '\0') +
           message('Z', "I");
}

// Answers one client, then ends.
class OldServer {
public:
    OldServer()
        : acceptor_(context_, {asio::ip::make_address("127.0.0.1"), 0}), thread_([this] { serve(); }) {}
    ~OldServer() { thread_.join(); }
    std::string url() const {
        return "postgresql://somebody@127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) +
               "/entrepot?sslmode=disable&gssencmode=disable";
    }

private:
    std::string take(Tcp::socket& socket, std::size_t bytes) {
        std::string out(bytes, '\0');
        asio::read(socket, asio::buffer(out));
        return out;
    }
    std::string body(Tcp::socket& socket) {
        std::uint32_t size = 0;
        for (unsigned char const byte : take(socket, 4)) size = size << 8 | byte;
        return take(socket, size - 4);
    }
    void serve() {
        auto socket = acceptor_.accept();
        body(socket);
        asio::write(socket, asio::buffer(message('R', number(0)) + message('Z', "I")));
        while (take(socket, 1) == "Q") {
            auto const query = body(socket);
            auto const asks = [&](char const* what) { return query.find(what) != std::string::npos; };
            auto const answer = asks("server_version_num") ? "120022"
                                : asks("server_version")   ? "12.22"
                                                           : "f";
            asio::write(socket, asio::buffer(one_cell(answer)));
        }
    }

    asio::io_context context_;
    Tcp::acceptor acceptor_;
    std::thread thread_;
};

}  // namespace

TEST_CASE("postgres: a server that is too old is named, with the version that is needed") {
    OldServer const old;
    std::string said;
    try {
        open_database({.file = "", .url = old.url()});
    } catch (Unavailable const& refused) {
        said = refused.what();
    }
    CHECK(said.find("its server is PostgreSQL 12.22; version 13 or newer is needed") != std::string::npos);
}

}  // namespace entrepot::db
