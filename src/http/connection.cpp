// Reading, asking, answering: with streaming.cpp the only coroutines besides accepting, each by name and with
// its arguments by value.
#include "http/connection.hpp"

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <system_error>
#include <tuple>

#include "base/byte_file.hpp"
#include "base/log.hpp"
#include "http/message.hpp"
#include "http/portal_files.hpp"
#include "http/streaming.hpp"
#include "http/wait.hpp"

namespace entrepot::http {

namespace beast = boost::beast;
using Error = boost::system::error_code;
using std::chrono::seconds;

namespace {

constexpr std::size_t body_limit = 1 << 20;
constexpr std::size_t file_limit = 32 << 20;  // of any route
constexpr std::size_t header_limit = 32 << 10;
constexpr std::size_t linger_limit = 8 << 20;  // of a refused body, read on so that its 413 arrives
constexpr std::size_t held_from = 4 << 10;     // smaller bodies and answers are bounded by the connections
constexpr auto idle_time = seconds(75);
constexpr auto slow_time = seconds(30);     // for one request to arrive whole
constexpr auto upload_time = seconds(300);  // for a file
constexpr auto scarce_time = seconds(5);    // for either, while memory is scarce
constexpr auto linger_time = seconds(5);

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

// A request that was read, or what is to be said instead; neither: the peer went away.
struct Reading {
    bool whole = false;
    std::optional<Problem> problem{};
    std::shared_ptr<ByteFile const> file{};  // the body, where it is a large file
};

Reading broken(Connection const& connection, Error error) {
    if (connection.was_late) return {.problem = Problem("request_timeout")};
    return {.problem = problem_of(error)};
}

// Waits for bytes without holding memory for them, then parses what came; the rest goes into `buffer`.
asio::awaitable<Error> read_first(Core* core, Connection* connection, beast::flat_buffer* buffer,
                                  Parser* parser) {
    Error error;
    if (buffer->size() > 0) {
        connection->enter(Connection::State::reading);
        buffer->consume(parser->put(buffer->data(), error));
        co_return error;
    }
    *buffer = {};
    auto& socket = connection->stream;
    auto size = socket.read_some(asio::buffer(core->scratch), error);
    while (error == asio::error::would_block) {
        auto [failed] = co_await socket.socket().async_wait(tcp::socket::wait_read, as_result);
        if (failed) co_return failed;
        size = socket.read_some(asio::buffer(core->scratch), error);
    }
    if (error) co_return error;
    // From its first byte on a request is to arrive in good time.
    connection->enter(Connection::State::reading);
    auto const taken = parser->put(asio::buffer(core->scratch, size), error);
    auto const rest = asio::buffer(core->scratch, size) + taken;
    buffer->commit(asio::buffer_copy(buffer->prepare(rest.size()), rest));
    co_return error;
}

api::Route const* route_of(Shared const& shared, Parser& parser) {
    auto const& message = parser.get();
    auto const method = method_of(message.method());
    std::string_view const target{message.target().data(), message.target().size()};
    auto const path = api::percent_decode(target.substr(0, target.find('?')), false);
    return method ? shared.router.find(*method, path).route : nullptr;
}

Problem too_large(Shared const& shared, Parser& parser) {
    auto const* const route = route_of(shared, parser);
    if (!route || route->body_limit == 0) return Problem("body_too_large");
    return Problem("file_too_large", {{"max", std::to_string(route->body_limit >> 20)}});
}

// How large the body may be: the bound of its route, once the head is known.
std::size_t limit_of(Shared const& shared, Parser& parser) {
    auto const* const route = route_of(shared, parser);
    auto const& message = parser.get();
    // A stranger's file is not waited for: it would be refused after it came.
    bool const signs = !message[bh::field::authorization].empty() || !message[bh::field::cookie].empty();
    return route && route->body_limit > 0 && signs ? route->body_limit : body_limit;
}

Problem not_kept(std::system_error const& error) {
    log(Level::error, "a file that arrives cannot be kept", {{"why", error.what()}});
    return Problem("disk_full");
}

// A file goes to disk as it comes, so that memory does not grow with what is uploaded.
asio::awaitable<Reading> read_file(Shared* shared, Connection* connection, beast::flat_buffer* buffer,
                                   Parser* parser) {
    std::optional<Problem> failed;
    Error error;
    try {
        auto file = std::make_shared<ByteFile>(ByteFile::nameless(shared->folder));
        auto& piece = parser->get().body();
        for (;;) {
            file->add(piece);
            piece.clear();
            if (parser->is_done()) co_return Reading{.whole = true, .file = std::move(file)};
            std::tie(error, std::ignore) =
                co_await bh::async_read_some(connection->stream, *buffer, *parser, as_result);
            if (error) break;
        }
    } catch (std::system_error const& full) {
        failed = not_kept(full);
    }
    if (failed) co_return Reading{.problem = std::move(failed)};
    if (error == bh::error::body_limit) co_return Reading{.problem = too_large(*shared, *parser)};
    co_return broken(*connection, error);
}

asio::awaitable<Reading> read_request(Shared* shared, Core* core, Connection* connection,
                                      beast::flat_buffer* buffer, Parser* parser, Held* held, Held* upload) {
    auto& socket = connection->stream;
    parser->header_limit(header_limit);
    parser->body_limit(file_limit);  // until the head says which route it is
    // The head alone: a chunk is held against the bound that holds when its length is read.
    auto const early = co_await read_first(core, connection, buffer, parser);
    if (early == bh::error::body_limit) co_return Reading{.problem = too_large(*shared, *parser)};
    if (early && early != bh::error::need_more) co_return broken(*connection, early);
    if (!parser->is_header_done()) {
        auto [error, size] = co_await bh::async_read_header(socket, *buffer, *parser, as_result);
        if (error == bh::error::body_limit) co_return Reading{.problem = too_large(*shared, *parser)};
        if (error) co_return broken(*connection, error);
    }
    if (parser->is_done()) co_return Reading{.whole = true};  // without a body
    auto const limit = limit_of(*shared, *parser);
    auto const size = parser->content_length().value_or(limit);
    if (size > limit) co_return Reading{.problem = too_large(*shared, *parser)};
    parser->body_limit(limit);
    connection->takes_file = size > body_limit;
    auto* const budget = connection->takes_file ? upload : held;
    if (size > held_from && !budget->take(size)) co_return Reading{.problem = Problem("busy")};
    if (beast::iequals(parser->get()[bh::field::expect], "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(socket, asio::buffer(go_on), as_result);
    }
    // Most requests are here whole: parsed at once, without a turn of the loop for the body.
    parser->eager(true);
    Error error;
    if (buffer->size() > 0) buffer->consume(parser->put(buffer->data(), error));
    if (error == bh::error::need_more) error = {};
    if (!error && connection->takes_file) co_return co_await read_file(shared, connection, buffer, parser);
    if (!error && !parser->is_done())
        std::tie(error, std::ignore) = co_await bh::async_read(socket, *buffer, *parser, as_result);
    if (error == bh::error::body_limit) co_return Reading{.problem = too_large(*shared, *parser)};
    if (error) co_return broken(*connection, error);
    co_return Reading{.whole = true};
}

asio::awaitable<api::Answer> ask(Shared* shared, api::Request request, bh::verb verb) {
    auto& dispatcher = shared->dispatcher;
    if (verb == bh::verb::options)
        if (auto allowed = shared->origins.preflight(request)) co_return std::move(*allowed);
    if (!method_of(verb))
        co_return dispatcher.refuse(
            std::move(request),
            Problem("method_not_allowed", {{"allowed", "GET, HEAD, POST, PUT, PATCH, DELETE"}}));
    if (shared->budget.is_full()) co_return dispatcher.refuse(std::move(request), Problem("busy"));
    bool const readable = request.method == api::Method::get || request.method == api::Method::head;
    if (readable && is_portal_path(request.path) && !shared->router.find(request.method, request.path).route)
        co_return portal_answer(request);
    auto const waiting = begin(dispatcher, std::move(request));
    // A read was answered on the way: nothing to wait for.
    if (!waiting->is_answered()) co_await until_answered(waiting);
    co_return std::move(waiting->value);
}

asio::awaitable<bool> write_answer(Connection* connection, api::Answer answer, Manner manner) {
    connection->enter(Connection::State::writing);
    auto const block = render_head(answer, manner);
    bool const bodiless = manner.head || answer.status == 204 || answer.status == 304;
    std::array<asio::const_buffer, 2> const buffers{
        asio::buffer(block), bodiless ? asio::const_buffer{} : asio::buffer(answer.bytes())};
    auto [error, size] = co_await asio::async_write(connection->stream, buffers, as_result);
    co_return !error;
}

// Reads on for a while: closing at once would reset the connection before the answer is read.
asio::awaitable<void> linger(Core* core, Connection* connection) {
    connection->enter(Connection::State::lingering);
    auto& socket = connection->stream.socket();
    Error ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    for (std::size_t total = 0; total < linger_limit;) {
        auto [failed] = co_await socket.async_wait(tcp::socket::wait_read, as_result);
        if (failed) break;
        Error error;
        auto const size = socket.read_some(asio::buffer(core->scratch), error);
        if (error && error != asio::error::would_block) break;
        total += size;
    }
}

// The request as the rooms see it: who it came from and how, whatever stands between.
api::Request request_of(Shared const& shared, Connection const& connection, Parser& parser,
                        std::string const& peer) {
    auto request = to_request(parser, peer);
    request.secure = connection.stream.is_tls() || shared.reached_by_tls;
    shared.proxies.apply(request);
    return request;
}

// One request and its answer; false where it was the last.
asio::awaitable<bool> serve_one(Shared* shared, Core* core, Connection* connection,
                                beast::flat_buffer* buffer, std::string peer) {
    connection->enter(Connection::State::idle);
    Parser parser;
    Held held(shared->budget), upload(shared->uploads);
    auto const reading = co_await read_request(shared, core, connection, buffer, &parser, &held, &upload);
    connection->takes_file = false;
    connection->enter(Connection::State::answering);
    if (!reading.whole) {
        if (!reading.problem) co_return false;
        auto request = request_of(*shared, *connection, parser, peer);
        Manner const manner{.secure = request.secure};
        auto refusal = shared->dispatcher.refuse(std::move(request), *reading.problem);
        if (co_await write_answer(connection, std::move(refusal), manner)) co_await linger(core, connection);
        co_return false;
    }
    bool const keep_alive = parser.keep_alive();
    auto const verb = parser.get().method();
    auto request = request_of(*shared, *connection, parser, peer);
    request.file = reading.file;
    Manner manner{
        .head = verb == bh::verb::head, .secure = request.secure, .in_chunks = parser.get().version() >= 11};
    std::string const origin(shared->origins.empty() ? "" : request.header("Origin"));
    auto answer = co_await ask(shared, std::move(request), verb);
    shared->origins.open_to(origin, answer);
    held.let_go();
    upload.let_go();
    if (answer.body.size() > held_from) held.add(answer.body.size());
    auto const stream = manner.head ? nullptr : answer.stream;
    manner.keep_alive = keep_alive && !shared->stopping && (manner.in_chunks || !answer.stream);
    bool const go_on = manner.keep_alive;
    if (!co_await write_answer(connection, std::move(answer), manner)) co_return false;
    if (stream && !co_await write_stream(shared, connection, stream, manner.in_chunks)) co_return false;
    co_return go_on;
}

}  // namespace

std::optional<seconds> Connection::limit(bool memory_is_scarce, seconds for_writing) const {
    switch (state) {
        case State::idle: return idle_time;
        case State::reading:
            if (takes_file) return upload_time;
            return memory_is_scarce ? scarce_time : slow_time;
        case State::answering:
        case State::producing: return std::nullopt;
        case State::writing: return memory_is_scarce ? std::min(scarce_time, for_writing) : for_writing;
        case State::lingering: return linger_time;
    }
    return std::nullopt;
}

asio::awaitable<void> serve(Shared* shared, Core* core, std::list<Connection>::iterator connection) {
    auto& socket = connection->stream.socket();
    Error ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    auto const peer = socket.remote_endpoint(ignored).address().to_string();
    beast::flat_buffer buffer;
    bool ready = true;
    if (connection->stream.is_tls()) {
        connection->enter(Connection::State::reading);
        auto [failed] = co_await connection->stream.async_handshake(as_result);
        ready = !failed;
    }
    while (ready && !shared->stopping && co_await serve_one(shared, core, &*connection, &buffer, peer)) {}
    connection->stream.close();
    core->connections.erase(connection);
    --shared->connections;
}

}  // namespace entrepot::http
