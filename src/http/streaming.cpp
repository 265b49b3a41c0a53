// Pieces as chunks, with a sign of life where nothing is said for a while: see streaming.hpp.
#include "http/streaming.hpp"

#include <sys/socket.h>

#include <boost/asio.hpp>
#include <charconv>

#include "http/wait.hpp"

namespace entrepot::http {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr auto file_life = std::chrono::hours(4);
constexpr auto events_life = std::chrono::minutes(10);  // then a browser asks again, and is asked who it is
constexpr auto beat_time = std::chrono::seconds(15);
constexpr auto look_time = milliseconds(500);  // for a reader that left or a server that stops
constexpr std::string_view beat = ":\n\n", chunk_end = "\r\n", last_chunk = "0\r\n\r\n";

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

bool has_left(Connection& connection) {
    char byte = 0;
    auto const got = recv(connection.stream.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// False where the reader left meanwhile.
asio::awaitable<bool> rest(Shared* shared, Connection* connection, milliseconds pause) {
    connection->enter(Connection::State::producing);
    asio::steady_timer timer(connection->stream.get_executor());
    do {
        auto const now = std::min(pause, look_time);
        timer.expires_after(now);
        co_await timer.async_wait(as_result);
        if (has_left(*connection)) co_return false;
        pause -= now;
    } while (pause.count() > 0 && !shared->stopping);
    co_return true;
}

asio::awaitable<bool> write_bytes(Connection* connection, std::string bytes, bool in_chunks) {
    connection->enter(Connection::State::writing);
    char size[20];
    auto const end = std::to_chars(size, size + sizeof size - 2, bytes.size(), 16).ptr;
    auto const head = std::copy(chunk_end.begin(), chunk_end.end(), end);
    std::array<asio::const_buffer, 3> const buffers{
        in_chunks ? asio::buffer(size, static_cast<std::size_t>(head - size)) : asio::const_buffer{},
        asio::buffer(bytes), in_chunks ? asio::buffer(chunk_end) : asio::const_buffer{}};
    auto [error, written] = co_await asio::async_write(connection->stream, buffers, as_result);
    co_return !error;
}

// Without chunks a missing end would look like an end.
void break_off(Connection& connection) {
    boost::system::error_code ignored;
    connection.stream.socket().set_option(asio::socket_base::linger(true, 0), ignored);
    connection.stream.socket().close(ignored);
}

}  // namespace

asio::awaitable<bool> write_stream(Shared* shared, Connection* connection,
                                   std::shared_ptr<api::Stream> stream, bool in_chunks) {
    bool const is_events = stream->kind == api::StreamKind::events;
    auto const begun = Clock::now();
    auto said = begun;
    for (bool last = false; !last;) {
        connection->enter(Connection::State::producing);
        auto const waiting = begin_piece(shared->dispatcher, stream);
        if (!waiting->is_answered()) co_await until_answered(waiting);
        auto& piece = waiting->value;
        auto const now = Clock::now();
        if (!is_events && (piece.broken || now - begun > file_life)) {
            break_off(*connection);
            co_return false;
        }
        last = piece.last || piece.broken || (is_events && (shared->stopping || now - begun > events_life));
        if (is_events && piece.bytes.empty() && now - said > beat_time) piece.bytes = beat;
        if (!piece.bytes.empty()) {
            said = now;
            Held held(shared->budget);
            held.add(piece.bytes.size());
            if (!co_await write_bytes(connection, std::move(piece.bytes), in_chunks)) co_return false;
        }
        if (!last && piece.pause.count() > 0 && !co_await rest(shared, connection, piece.pause))
            co_return false;
    }
    if (!in_chunks) co_return true;
    auto [error, written] =
        co_await asio::async_write(connection->stream, asio::buffer(last_chunk), as_result);
    co_return !error;
}

}  // namespace entrepot::http
