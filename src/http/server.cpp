// Connections: the only coroutines of the program, each by name and with its arguments by value.
#include "http/server.hpp"

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <ctime>
#include <list>
#include <thread>

#include "api/problem_answer.hpp"
#include "base/log.hpp"
#include "http/portal_files.hpp"

namespace entrepot::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bh = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr std::size_t body_limit = 1 << 20;
constexpr std::size_t header_limit = 32 << 10;
constexpr std::size_t linger_limit = 8 << 20;  // of a refused body, read on so that its 413 arrives
constexpr auto idle_time = std::chrono::seconds(75);
constexpr auto slow_time = std::chrono::seconds(30);   // for one request to arrive whole
constexpr auto write_time = std::chrono::seconds(60);  // for a slow reader to take an answer
constexpr auto linger_time = std::chrono::seconds(5);
constexpr auto stop_time = std::chrono::seconds(10);  // for connections to end by themselves when stopping
constexpr auto sweep_time = std::chrono::seconds(5);

using Parser = bh::request_parser<bh::string_body>;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

struct Connection {
    tcp::socket socket;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    enum class State : std::uint8_t { idle, reading, answering, writing, lingering } state = State::idle;
    bool was_late = false;  // the sweep ended its reading: it is told so

    // How long a state may last; work of ours has its own limits.
    std::optional<std::chrono::seconds> limit() const {
        switch (state) {
            case State::idle: return idle_time;
            case State::reading: return slow_time;
            case State::answering: return std::nullopt;
            case State::writing: return write_time;
            case State::lingering: return linger_time;
        }
        return std::nullopt;
    }
    void enter(State next) {
        state = next;
        since = std::chrono::steady_clock::now();
    }
};

std::optional<api::Method> method_of(bh::verb verb) {
    switch (verb) {
        case bh::verb::get: return api::Method::get;
        case bh::verb::head: return api::Method::head;
        case bh::verb::post: return api::Method::post;
        case bh::verb::put: return api::Method::put;
        case bh::verb::patch: return api::Method::patch;
        case bh::verb::delete_: return api::Method::del;
        default: return std::nullopt;
    }
}

std::string_view reason(int status) {
    auto const text = bh::obsolete_reason(static_cast<bh::status>(status));
    return {text.data(), text.size()};
}

// "Sun, 22 Nov 2026 08:00:00 GMT", worked out once a second.
std::string const& http_date() {
    static thread_local std::time_t last = 0;
    static thread_local std::string text;
    auto const now = std::time(nullptr);
    if (now != last) {
        char buffer[40];
        std::tm utc{};
        gmtime_r(&now, &utc);
        text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &utc));
        last = now;
    }
    return text;
}

// One pre-rendered header block: cheaper than the library's serialiser by a third (stack.md 1).
std::string render_head(api::Answer const& answer, bool keep_alive) {
    std::string out;
    out.reserve(512);
    out += "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    out += reason(answer.status);
    out += "\r\nDate: " + http_date();
    if (answer.status != 204 && answer.status != 304) {
        if (!answer.body.empty()) out += "\r\nContent-Type: " + answer.content_type;
        out += "\r\nContent-Length: " + std::to_string(answer.body.size());
    }
    for (auto const& [name, value] : answer.headers) out += "\r\n" + name + ": " + value;
    out += keep_alive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return out;
}

api::Request to_request(Parser& parser, std::string const& peer) {
    auto& message = parser.get();
    api::Request out;
    out.method = method_of(message.method()).value_or(api::Method::get);
    std::string_view target{message.target().data(), message.target().size()};
    // http://host/path, as a proxy's client writes it.
    if (auto const scheme = target.find("://");
        !target.starts_with('/') && scheme != std::string_view::npos) {
        auto const slash = target.find('/', scheme + 3);
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    }
    auto const mark = std::min(target.find('?'), target.size());
    out.path = api::percent_decode(target.substr(0, mark), false);
    out.query = target.substr(std::min(mark + 1, target.size()));
    for (auto const& field : message)
        out.headers.emplace_back(std::string(field.name_string().data(), field.name_string().size()),
                                 std::string(field.value().data(), field.value().size()));
    out.body = std::move(message.body());
    out.peer = peer;
    return out;
}

}  // namespace

struct Server::Inside {
    // One core's share: its loop, and its connections for the sweep.
    struct Core {
        asio::io_context loop{1};
        asio::steady_timer sweep{loop};
        std::list<Connection> connections;
    };

    Inside(api::Router const& router, api::Dispatcher& dispatcher, ServerOptions const& options)
        : router(router),
          dispatcher(dispatcher),
          cores(static_cast<std::size_t>(std::max(1, options.threads))),
          signals(make_cores()) {
        for (int const signal : {SIGINT, SIGTERM}) signals.add(signal);
        tcp::endpoint const endpoint{asio::ip::make_address(options.address), options.port};
        acceptor.emplace(cores.front()->loop);
        acceptor->open(endpoint.protocol());
        acceptor->set_option(tcp::acceptor::reuse_address(true));
        boost::system::error_code error;
        acceptor->bind(endpoint, error);
        if (error)
            throw std::runtime_error("cannot listen on " + options.address + ':' +
                                     std::to_string(options.port) + ": " + error.message() +
                                     "; choose another with --listen");
        acceptor->listen(1024);
    }

    asio::io_context& make_cores() {
        for (auto& core : cores) core = std::make_unique<Core>();
        return cores.front()->loop;
    }

    asio::awaitable<void> accept_loop() {
        for (std::size_t next = 0; !stopping; ++next) {
            auto& core = *cores[next % cores.size()];
            auto [error, socket] = co_await acceptor->async_accept(core.loop, as_result);
            if (error == asio::error::operation_aborted) co_return;
            if (error) {  // out of descriptors: let some be freed
                asio::steady_timer pause(acceptor->get_executor(), std::chrono::milliseconds(50));
                co_await pause.async_wait(as_result);
                continue;
            }
            asio::post(core.loop, [this, &core, socket = std::make_shared<tcp::socket>(std::move(socket))] {
                auto const at =
                    core.connections.emplace(core.connections.end(), Connection{std::move(*socket)});
                asio::co_spawn(core.loop, serve(&core, at), asio::detached);
            });
        }
    }

    asio::awaitable<void> serve(Core* core, std::list<Connection>::iterator connection) {
        auto& socket = connection->socket;
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        auto const peer = socket.remote_endpoint(ignored).address().to_string();
        beast::flat_buffer buffer;
        bool keep_alive = true;
        while (keep_alive && !stopping) {
            connection->enter(Connection::State::idle);
            Parser parser;
            parser.header_limit(header_limit);
            parser.body_limit(body_limit);
            auto error = co_await read_request(&*connection, &buffer, &parser);
            connection->enter(Connection::State::answering);
            if (error) {
                auto const problem = problem_of(error, connection->was_late);
                if (!problem) break;
                auto refusal = dispatcher.refuse(to_request(parser, peer), *problem);
                co_await write_answer(&*connection, std::move(refusal), false, false);
                co_await linger(&*connection);
                break;
            }
            keep_alive = parser.keep_alive();
            bool const head = parser.get().method() == bh::verb::head;
            auto answer =
                co_await ask(to_request(parser, peer), method_of(parser.get().method()).has_value());
            if (!co_await write_answer(&*connection, std::move(answer), keep_alive && !stopping, head)) break;
        }
        socket.shutdown(tcp::socket::shutdown_both, ignored);
        core->connections.erase(connection);
    }

    asio::awaitable<boost::system::error_code> read_request(Connection* connection,
                                                            beast::flat_buffer* buffer, Parser* parser) {
        auto& socket = connection->socket;
        if (buffer->size() == 0) {
            // Waiting for a next request is idleness; from its first byte on it is to arrive in good time.
            auto [error, size] = co_await socket.async_read_some(buffer->prepare(4096), as_result);
            if (error) co_return error;
            buffer->commit(size);
        }
        connection->enter(Connection::State::reading);
        // Most requests are here whole: parsed at once, without a turn of the loop for head and body each.
        boost::system::error_code early;
        parser->eager(true);
        buffer->consume(parser->put(buffer->data(), early));
        if ((early && early != bh::error::need_more) || parser->is_done()) co_return early;
        if (!parser->is_header_done()) {
            auto [header_error, header_size] =
                co_await bh::async_read_header(socket, *buffer, *parser, as_result);
            if (header_error || parser->is_done()) co_return header_error;
        }
        if (beast::iequals(parser->get()[bh::field::expect], "100-continue")) {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(socket, asio::buffer(go_on), as_result);
        }
        auto [error, size] = co_await bh::async_read(socket, *buffer, *parser, as_result);
        co_return error;
    }

    // What a broken request is told; nothing for a peer that went away.
    static std::optional<Problem> problem_of(boost::system::error_code error, bool was_late) {
        if (was_late) return Problem("request_timeout");
        if (error == bh::error::body_limit) return Problem("body_too_large");
        if (error == bh::error::header_limit) return Problem("header_too_large");
        if (error == bh::error::end_of_stream || error == bh::error::partial_message) return std::nullopt;
        if (error.category() == bh::make_error_code(bh::error::bad_method).category())
            return Problem("bad_request");
        return std::nullopt;
    }

    asio::awaitable<api::Answer> ask(api::Request request, bool known_method) {
        if (!known_method)
            co_return dispatcher.refuse(
                std::move(request),
                Problem("method_not_allowed", {{"allowed", "GET, HEAD, POST, PUT, PATCH, DELETE"}}));
        bool const readable = request.method == api::Method::get || request.method == api::Method::head;
        if (readable && is_portal_path(request.path) && !router.find(request.method, request.path).route)
            co_return portal_answer(request);
        auto const waiting = begin(std::move(request));
        // A read was answered on the way: nothing to wait for.
        if (waiting->state != Waiting::answered) co_await until_answered(waiting);
        co_return std::move(waiting->answer);
    }

    // An answer that may come now or later, from this thread or another.
    struct Waiting {
        enum State : int { begun, suspended, answered };
        std::atomic<int> state = begun;
        api::Answer answer;
        std::function<void()> resume;
    };

    // No coroutines, these two: GCC 12 destroys what a lambda within one has captured twice.
    std::shared_ptr<Waiting> begin(api::Request request) {
        auto waiting = std::make_shared<Waiting>();
        dispatcher.handle(std::move(request), [waiting](api::Answer answer) {
            waiting->answer = std::move(answer);
            if (waiting->state.exchange(Waiting::answered) == Waiting::suspended) waiting->resume();
        });
        return waiting;
    }

    static asio::awaitable<void> until_answered(std::shared_ptr<Waiting> const& waiting) {
        return asio::async_initiate<decltype(asio::use_awaitable), void()>(
            [](auto handler, std::shared_ptr<Waiting> const& waiting) {
                auto const executor = asio::get_associated_executor(handler);
                auto const shared = std::make_shared<decltype(handler)>(std::move(handler));
                waiting->resume = [shared, executor] {
                    asio::post(executor, [shared] { std::move (*shared)(); });
                };
                if (waiting->state.exchange(Waiting::suspended) == Waiting::answered) waiting->resume();
            },
            asio::use_awaitable, waiting);
    }

    asio::awaitable<bool> write_answer(Connection* connection, api::Answer answer, bool keep_alive,
                                       bool head) {
        connection->enter(Connection::State::writing);
        auto const block = render_head(answer, keep_alive);
        bool const bodiless = head || answer.status == 204 || answer.status == 304;
        std::array<asio::const_buffer, 2> const buffers{
            asio::buffer(block), bodiless ? asio::const_buffer{} : asio::buffer(answer.body)};
        auto [error, size] = co_await asio::async_write(connection->socket, buffers, as_result);
        co_return !error;
    }

    // Reads on for a while: closing at once would reset the connection before the answer is read.
    asio::awaitable<void> linger(Connection* connection) {
        connection->enter(Connection::State::lingering);
        boost::system::error_code ignored;
        connection->socket.shutdown(tcp::socket::shutdown_send, ignored);
        std::array<char, 16384> waste;
        for (std::size_t total = 0; total < linger_limit;) {
            auto [error, size] = co_await connection->socket.async_read_some(asio::buffer(waste), as_result);
            if (error) break;
            total += size;
        }
    }

    // One timer for all connections of a core: a timer each costs 2 to 4 µs a request.
    asio::awaitable<void> sweep_loop(Core* core) {
        while (true) {
            core->sweep.expires_after(stopping ? std::chrono::milliseconds(20) : sweep_time);
            co_await core->sweep.async_wait(as_result);
            auto const now = std::chrono::steady_clock::now();
            for (auto& connection : core->connections) sweep(connection, now);
            if (stopping && core->connections.empty()) co_return;
        }
    }

    void sweep(Connection& connection, std::chrono::steady_clock::time_point now) {
        using State = Connection::State;
        boost::system::error_code ignored;
        auto const limit = connection.limit();
        bool const late = limit && now - connection.since > *limit;
        // Its reading ends, and it is told why; everything else that is late is closed.
        if (late && connection.state == State::reading && !connection.was_late) {
            connection.was_late = true;
            connection.socket.cancel(ignored);
            return;
        }
        bool const overdue = stopping && now > stop_by && connection.state != State::answering;
        if (late || overdue || (stopping && connection.state == State::idle))
            connection.socket.close(ignored);
    }

    void stop() {
        if (stopping) return;
        stop_by = std::chrono::steady_clock::now() + stop_time;
        stopping = true;
        boost::system::error_code ignored;
        acceptor->close(ignored);
        signals.cancel(ignored);
        signals.clear(ignored);  // a second signal ends the process at once
        for (auto& core : cores) asio::post(core->loop, [&core] { core->sweep.cancel(); });
    }

    api::Router const& router;
    api::Dispatcher& dispatcher;
    std::vector<std::unique_ptr<Core>> cores;
    std::optional<tcp::acceptor> acceptor;
    asio::signal_set signals;
    std::chrono::steady_clock::time_point stop_by{};  // written before `stopping`, read after it
    std::atomic<bool> stopping = false;
};

Server::Server(api::Router const& router, api::Dispatcher& dispatcher, ServerOptions options)
    : inside_(std::make_unique<Inside>(router, dispatcher, options)) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return inside_->acceptor->local_endpoint().port(); }

void Server::run() {
    auto& first = *inside_->cores.front();
    inside_->signals.async_wait([this](boost::system::error_code error, int) {
        if (!error) inside_->stop();
    });
    asio::co_spawn(first.loop, inside_->accept_loop(), asio::detached);
    std::vector<std::thread> threads;
    // A loop ends with its sweep, and that with the last connection.
    for (auto& core : inside_->cores)
        asio::co_spawn(core->loop, inside_->sweep_loop(core.get()), asio::detached);
    for (std::size_t i = 1; i < inside_->cores.size(); ++i)
        threads.emplace_back([core = inside_->cores[i].get()] { core->loop.run(); });
    first.loop.run();
    for (auto& thread : threads) thread.join();
}

void Server::stop() {
    asio::post(inside_->cores.front()->loop, [this] { inside_->stop(); });
}

}  // namespace entrepot::http
