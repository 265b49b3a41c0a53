// Sending: see clients.hpp.
#include "clients.hpp"

namespace entrepot::crash {

bool take_turn(support::HttpClient& client, Journal& journal, Turn const& turn, Headers const& caller,
               std::function<void(std::string const&)> const& fail) {
    auto request = turn.request;
    request.headers.insert(request.headers.end(), caller.begin(), caller.end());
    auto const answer = client.ask(request.method, request.target, request.body, request.headers);
    // 409 in_progress: the first attempt still runs somewhere.
    bool const later =
        answer && (answer->status == 503 ||
                   (answer->status == 409 && answer->body.find("in_progress") != std::string::npos));
    if (!answer || later) {
        journal.unanswered(turn);
        return later;
    }
    if (auto const wrong = journal.answered(turn, answer->status, answer->body); !wrong.empty()) fail(wrong);
    return true;
}

Clients::Clients(int count, int port, Journal& journal, Headers caller, unsigned seed,
                 std::function<void(std::string const&)> fail)
    : journal_(journal), caller_(std::move(caller)), fail_(std::move(fail)) {
    for (int i = 0; i < count; ++i)
        threads_.emplace_back([this, port, seed, i] { run(port, seed + static_cast<unsigned>(i)); });
}

Clients::~Clients() {
    stopping_ = true;
    for (auto& thread : threads_) thread.join();
}

void Clients::run(int port, unsigned seed) {
    std::mt19937 random(seed);
    support::HttpClient client(port);
    while (!stopping_) {
        if (!take_turn(client, journal_, journal_.next_turn(random), caller_, fail_)) return;
        ++answers_;
    }
}

}  // namespace entrepot::crash
