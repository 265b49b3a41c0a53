// What Beast itself reaches: its parser and serialiser around one fixed body, a loop a thread.
// entrepot_beast_peer FILE THREADS answers every request with the file's bytes and prints its port.
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace bh = boost::beast::http;
using asio::ip::tcp;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> serve(tcp::socket socket, std::shared_ptr<std::string const> body) {
    socket.set_option(tcp::no_delay(true));
    boost::beast::flat_buffer buffer;
    while (true) {
        bh::request<bh::string_body> request;
        auto [read_error, read] = co_await bh::async_read(socket, buffer, request, as_result);
        if (read_error) co_return;
        bh::response<bh::string_body> response{bh::status::ok, request.version()};
        response.set(bh::field::content_type, "application/json; charset=utf-8");
        response.keep_alive(request.keep_alive());
        response.body() = *body;
        response.prepare_payload();
        auto [write_error, written] = co_await bh::async_write(socket, response, as_result);
        if (write_error || !request.keep_alive()) co_return;
    }
}

asio::awaitable<void> accept_on(tcp::acceptor& acceptor,
                                std::vector<std::unique_ptr<asio::io_context>>& loops,
                                std::shared_ptr<std::string const> body) {
    for (std::size_t next = 0;; ++next) {
        auto& loop = *loops[next % loops.size()];
        auto [error, socket] = co_await acceptor.async_accept(loop, as_result);
        if (!error) asio::co_spawn(loop, serve(std::move(socket), body), asio::detached);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return std::cerr << "entrepot_beast_peer FILE THREADS\n", 2;
    std::ifstream in(argv[1], std::ios::binary);
    auto const body = std::make_shared<std::string const>(std::istreambuf_iterator<char>(in),
                                                          std::istreambuf_iterator<char>());
    std::vector<std::unique_ptr<asio::io_context>> loops;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> work;
    for (int i = 0; i < std::atoi(argv[2]); ++i)
        work.push_back(asio::make_work_guard(*loops.emplace_back(std::make_unique<asio::io_context>(1))));
    tcp::acceptor acceptor(*loops[0], {asio::ip::make_address("127.0.0.1"), 0});
    asio::co_spawn(*loops[0], accept_on(acceptor, loops, body), asio::detached);
    std::cout << acceptor.local_endpoint().port() << std::endl;
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < loops.size(); ++i) threads.emplace_back([&, i] { loops[i]->run(); });
    loops[0]->run();
}
