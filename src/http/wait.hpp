// What may come now or later, from this thread or another: an answer, or a piece of one.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>

#include "api/dispatcher.hpp"

namespace entrepot::http {

namespace asio = boost::asio;

struct Waiting {
    enum State : int { begun, suspended, answered };
    std::atomic<int> state = begun;
    std::function<void()> resume;

    bool is_answered() const { return state == answered; }
};
template <class T>
struct WaitingFor : Waiting {
    T value;
    void come(T what) {
        value = std::move(what);
        if (state.exchange(answered) == suspended) resume();
    }
};

std::shared_ptr<WaitingFor<api::Answer>> begin(api::Dispatcher& dispatcher, api::Request request);
std::shared_ptr<WaitingFor<api::Piece>> begin_piece(api::Dispatcher& dispatcher,
                                                    std::shared_ptr<api::Stream> const& stream);
asio::awaitable<void> until_answered(std::shared_ptr<Waiting> const& waiting);

}  // namespace entrepot::http
