// An answer that may come now or later, from this thread or another.
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
    api::Answer answer;
    std::function<void()> resume;

    bool is_answered() const { return state == answered; }
};

std::shared_ptr<Waiting> begin(api::Dispatcher& dispatcher, api::Request request);
asio::awaitable<void> until_answered(std::shared_ptr<Waiting> const& waiting);

}  // namespace entrepot::http
