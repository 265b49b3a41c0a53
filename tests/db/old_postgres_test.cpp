// A PostgreSQL that is too old, and one that falls silent: the beginning of its protocol, from a server of our own.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <thread>

#include "db/database.hpp"
#include "db/postgres_open.hpp"

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
    explicit OldServer(bool asked_for_tls = false)
        : asked_for_tls_(asked_for_tls),
          acceptor_(context_, {asio::ip::make_address("127.0.0.1"), 0}),
          thread_([this] { serve(); }) {}
    ~OldServer() { thread_.join(); }
    int port() const { return acceptor_.local_endpoint().port(); }
    std::string url() const {
        return "postgresql://somebody@127.0.0.1:" + std::to_string(port()) +
               "/entrepot?sslmode=disable&gssencmode=disable";
    }

private:
    std::string take(Tcp::socket& socket, std::size_t bytes) {
        std::string out(bytes, '\0');
        boost::system::error_code left;
        out.resize(asio::read(socket, asio::buffer(out), left));
        return out;
    }
    std::string body(Tcp::socket& socket) {
        std::uint32_t size = 0;
        for (unsigned char const byte : take(socket, 4)) size = size << 8 | byte;
        return size < 4 ? "" : take(socket, size - 4);
    }
    void serve() {
        auto socket = acceptor_.accept();
        boost::system::error_code left;
        if (asked_for_tls_) {
            body(socket);
            asio::write(socket, asio::buffer("N", 1), left);  // it has none
        }
        body(socket);
        asio::write(socket, asio::buffer(message('R', number(0)) + message('Z', "I")), left);
        while (take(socket, 1) == "Q") {
            auto const query = body(socket);
            auto const asks = [&](char const* what) { return query.find(what) != std::string::npos; };
            auto const answer = asks("server_version_num") ? "120022"
                                : asks("server_version")   ? "12.22"
                                                           : "f";
            asio::write(socket, asio::buffer(one_cell(answer)), left);
        }
    }

    bool const asked_for_tls_;
    asio::io_context context_;
    Tcp::acceptor acceptor_;
    std::thread thread_;
};

// Lets one client in and says no more until it leaves.
class SilentServer {
public:
    SilentServer()
        : acceptor_(context_, {asio::ip::make_address("127.0.0.1"), 0}), thread_([this] {
              auto socket = acceptor_.accept();
              asio::write(socket, asio::buffer(message('R', number(0)) + message('Z', "I")));
              boost::system::error_code left;
              for (char part[512]; !left;) socket.read_some(asio::buffer(part), left);
          }) {}
    ~SilentServer() { thread_.join(); }
    std::string url() const {
        return "postgresql://somebody@127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) +
               "/entrepot?sslmode=disable&gssencmode=disable&connect_timeout=2";
    }

private:
    asio::io_context context_;
    Tcp::acceptor acceptor_;
    std::thread thread_;
};

// In the environment for as long as it lives; without a value it is taken out.
class Environment {
public:
    Environment(std::string name, char const* value) : name_(std::move(name)) {
        if (auto const* const had = std::getenv(name_.c_str())) had_ = had;
        set(value);
    }
    ~Environment() { set(had_ ? had_->c_str() : nullptr); }
    Environment(Environment const&) = delete;

private:
    void set(char const* value) const {
        if (value) setenv(name_.c_str(), value, 1);
        else unsetenv(name_.c_str());
    }
    std::string name_;
    std::optional<std::string> had_;
};

}  // namespace

TEST_CASE("postgres: one that lets a server in and then says nothing is given up") {
    SilentServer const silent;
    CHECK_THROWS_AS(PgTarget(silent.url()).connect(), LostConnection);
}

TEST_CASE("postgres: a host that the environment names is not spoken to in the clear") {
    OldServer const plain(true);
    // To us another machine's: only the usual names of this one are its own.
    Environment const host("PGHOST", "127.1"), mode("PGSSLMODE", nullptr);
    std::string said;
    try {
        PgTarget("postgresql://somebody@:" + std::to_string(plain.port()) + "/entrepot?gssencmode=disable")
            .connect();
    } catch (Unavailable const& refused) {
        said = refused.what();
    }
    CHECK(said.find("without TLS") != std::string::npos);
}

TEST_CASE("postgres: a host of another machine that the address names is spoken to by TLS, or not at all") {
    OldServer const plain(true);
    Environment const mode("PGSSLMODE", nullptr);
    std::string said;
    try {
        PgTarget("postgresql://somebody@127.1:" + std::to_string(plain.port()) +
                 "/entrepot?gssencmode=disable")
            .connect();
    } catch (Unavailable const& refused) {
        said = refused.what();
    }
    // By libpq, before a name or a password was sent.
    CHECK_MESSAGE(said.find("SSL was required") != std::string::npos, said);
}

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
