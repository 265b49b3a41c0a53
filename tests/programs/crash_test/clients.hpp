// The clients of a round: each sends turn after turn until the server is gone.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "journal.hpp"
#include "support/http_client.hpp"

namespace entrepot::crash {

using Headers = std::vector<std::pair<std::string, std::string>>;

// Sends one turn and writes down what came; false where no answer came.
bool take_turn(support::HttpClient& client, Journal& journal, Turn const& turn, Headers const& caller,
               std::function<void(std::string const&)> const& fail);

class Clients {
public:
    Clients(int count, int port, Journal& journal, Headers caller, unsigned seed,
            std::function<void(std::string const&)> fail);
    ~Clients();
    Clients(Clients const&) = delete;

    std::size_t answers() const { return answers_; }

private:
    void run(int port, unsigned seed);

    Journal& journal_;
    Headers caller_;
    std::function<void(std::string const&)> fail_;
    std::atomic<std::size_t> answers_ = 0;
    std::atomic<bool> stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entrepot::crash
