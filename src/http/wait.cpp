// Waiting: see wait.hpp. No coroutines, these: GCC 12 destroys what a lambda within one has
// captured twice.
#include "http/wait.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>

namespace entrepot::http {

std::shared_ptr<WaitingFor<api::Answer>> begin(api::Dispatcher& dispatcher, api::Request request) {
    auto waiting = std::make_shared<WaitingFor<api::Answer>>();
    dispatcher.handle(std::move(request),
                      [waiting](api::Answer answer) { waiting->come(std::move(answer)); });
    return waiting;
}

std::shared_ptr<WaitingFor<api::Piece>> begin_piece(api::Dispatcher& dispatcher,
                                                    std::shared_ptr<api::Stream> const& stream) {
    auto waiting = std::make_shared<WaitingFor<api::Piece>>();
    dispatcher.make_piece(stream, [waiting](api::Piece piece) { waiting->come(std::move(piece)); });
    return waiting;
}

asio::awaitable<void> until_answered(std::shared_ptr<Waiting> const& waiting) {
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

}  // namespace entrepot::http
