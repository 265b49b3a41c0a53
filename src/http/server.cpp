// Accepting connections, sweeping slow ones, starting and stopping: see server.hpp.
#include "http/server.hpp"

#include <boost/asio.hpp>
#include <deque>
#include <thread>

#include "base/log.hpp"
#include "http/connection.hpp"
#include "http/message.hpp"

namespace entrepot::http {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t memory_limit = 64 << 20;  // of bodies and answers on their way
constexpr std::size_t upload_limit = 64 << 20;  // of files that arrive, on disk
constexpr std::size_t most_refused = 128;       // refused connections that are kept until they have read why
constexpr auto refused_time = std::chrono::seconds(2);
constexpr auto stop_time = std::chrono::seconds(10);  // for connections to end by themselves when stopping
constexpr auto sweep_time = std::chrono::seconds(5);

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct Server::Inside {
    Inside(api::Router const& router, api::Dispatcher& dispatcher, ServerOptions const& options)
        : options(options),
          shared{router,
                 dispatcher,
                 Budget(memory_limit),
                 Budget(upload_limit),
                 TrustedProxies(options.trusted_proxies),
                 Origins(options.origins),
                 options.reached_by_tls,
                 options.write_time,
                 options.folder},
          limits(raise_limits(options.connections)),
          cores(static_cast<std::size_t>(std::max(1, options.threads))),
          signals(make_cores()),
          hangup(cores.front()->loop) {
        if (!options.tls_certificate.empty()) tls = make_tls(options.tls_certificate, options.tls_key);
        hangup.add(SIGHUP);  // also without TLS: unheard, it would end the program
        for (int const signal : {SIGINT, SIGTERM}) signals.add(signal);
        if (limits.connections < options.connections)
            log(Level::warning, "fewer connections than asked for: raise the hard limit of open files",
                {{"connections", std::to_string(limits.connections)},
                 {"open_files", std::to_string(limits.descriptors)}});
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
        for (std::size_t next = 0; !shared.stopping; ++next) {
            auto& core = *cores[next % cores.size()];
            auto [error, socket] = co_await acceptor->async_accept(core.loop, as_result);
            if (error == asio::error::operation_aborted) co_return;
            if (error) {  // out of descriptors: let some be freed
                asio::steady_timer pause(acceptor->get_executor(), std::chrono::milliseconds(50));
                co_await pause.async_wait(as_result);
                continue;
            }
            if (shared.connections >= limits.connections) {
                refuse(std::move(socket));
                continue;
            }
            ++shared.connections;
            asio::post(core.loop, [this, &core, context = tls,
                                   socket = std::make_shared<tcp::socket>(std::move(socket))] {
                auto const at = core.connections.emplace(core.connections.end(), std::move(*socket), context);
                asio::co_spawn(core.loop, serve(&shared, &core, at), asio::detached);
            });
        }
    }

    // New connections get the new certificate; those that are open keep theirs. A pair that does not fit, as
    // while it is being replaced, changes nothing. Without TLS there is nothing to read.
    void read_tls_again() {
        hangup.async_wait([this](boost::system::error_code error, int) {
            if (error) return;
            if (!tls) {
                log(Level::info, "asked to read its certificate again: it has none", {});
                return read_tls_again();
            }
            try {
                tls = make_tls(options.tls_certificate, options.tls_key);
                log(Level::info, "the certificate was read again", {});
            } catch (std::exception const& failure) {
                log(Level::error, "the certificate was not read again", {{"why", failure.what()}});
            }
            read_tls_again();
        });
    }

    // Without waiting: what is written fits a new socket's buffer. Closing at once would reset the connection
    // before the answer is read.
    void refuse(tcp::socket socket) {
        auto const answer = shared.dispatcher.refuse({}, Problem("too_many_connections"));
        auto const text = render_head(answer, {}) + answer.body;
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        if (!tls) socket.write_some(asio::buffer(text), ignored);  // there is no time for a handshake
        socket.shutdown(tcp::socket::shutdown_send, ignored);
        if (refused.size() == most_refused) refused.pop_front();
        refused.emplace_back(Clock::now(), std::move(socket));
        if (!was_full)
            log(Level::warning, "as many connections as the server takes; more are refused",
                {{"connections", std::to_string(limits.connections)}});
        was_full = true;
    }

    // One timer for all connections of a core: a timer each costs 2 to 4 µs a request.
    asio::awaitable<void> sweep_loop(Core* core) {
        while (true) {
            core->sweep.expires_after(shared.stopping ? std::chrono::milliseconds(20)
                                                      : std::min(sweep_time, shared.write_time));
            co_await core->sweep.async_wait(as_result);
            auto const now = Clock::now();
            for (auto& connection : core->connections) sweep(connection, now);
            if (core == cores.front().get()) forget_refused(now);
            if (shared.stopping && core->connections.empty()) co_return;
        }
    }

    void sweep(Connection& connection, Clock::time_point now) {
        using State = Connection::State;
        boost::system::error_code ignored;
        auto const limit = connection.limit(shared.budget.is_scarce(), shared.write_time);
        bool const late = limit && now - connection.since > *limit;
        // Its reading ends, and it is told why; everything else that is late is closed.
        if (late && connection.state == State::reading && !connection.was_late) {
            connection.was_late = true;
            connection.stream.socket().cancel(ignored);
            return;
        }
        bool const overdue = shared.stopping && now > stop_by && connection.state != State::answering;
        if (late || overdue || (shared.stopping && connection.state == State::idle))
            connection.stream.socket().close(ignored);
    }

    void forget_refused(Clock::time_point now) {
        while (!refused.empty() && (shared.stopping || now - refused.front().first > refused_time))
            refused.pop_front();
        if (shared.connections < limits.connections * 9 / 10) was_full = false;
    }

    void stop() {
        if (shared.stopping) return;
        stop_by = Clock::now() + stop_time;
        shared.stopping = true;
        if (options.on_stopping) options.on_stopping();
        boost::system::error_code ignored;
        acceptor->close(ignored);
        hangup.cancel(ignored);
        signals.cancel(ignored);
        signals.clear(ignored);  // a second signal ends the process at once
        for (auto& core : cores) asio::post(core->loop, [&core] { core->sweep.cancel(); });
    }

    ServerOptions const options;
    Shared shared;
    Limits limits;
    std::vector<std::unique_ptr<Core>> cores;
    std::optional<tcp::acceptor> acceptor;
    asio::signal_set signals, hangup;
    TlsContext tls;               // none: plain. Of the first core's thread alone
    Clock::time_point stop_by{};  // written before `stopping`, read after it
    // Of the first core's thread alone.
    std::deque<std::pair<Clock::time_point, tcp::socket>> refused;
    bool was_full = false;
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
    inside_->read_tls_again();
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
