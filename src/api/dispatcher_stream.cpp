// The dispatcher's side of answers in pieces: see stream.hpp.
#include "api/dispatcher.hpp"
#include "base/log.hpp"

namespace entrepot::api {

namespace {

constexpr auto pause_when_busy = std::chrono::milliseconds(200);

}  // namespace

void Dispatcher::make_piece(std::shared_ptr<Stream> const& stream, std::function<void(Piece)> done) {
    bool const taken = pool_.submit([this, stream, done] { done(piece_of(*stream)); });
    // A body that was begun waits where a new request would be refused.
    if (!taken) done({.bytes = {}, .pause = pause_when_busy});
}

Piece Dispatcher::piece_of(Stream& stream) {
    try {
        ask_again(stream);
        Piece piece;
        Producer after;
        database_.read([&](db::Tx& tx) {
            after = stream.produce;
            piece = after(tx);
        });
        stream.produce = std::move(after);
        return piece;
    } catch (std::exception const& error) {
        log(Level::warning, "an answer broke off",
            {{"route", stream.route->pattern},
             {"why", error.what()},
             {"correlation", stream.correlation_id}});
        return {.bytes = {}, .broken = true};
    }
}

// Signed out, token expired, right taken away: then the rest is not for them.
void Dispatcher::ask_again(Stream& stream) {
    auto const& route = *stream.route;
    auto const now = real_time();
    if (!route.permission || now - stream.checked < options_.streams.asked_again) return;
    auto const caller = gate_.identify(stream.request);
    auto verdict = gate_.may(caller, *route.permission);
    for (auto const other : route.also)
        if (!verdict.allowed()) verdict = gate_.may(caller, other);
    if (!verdict.allowed()) throw Refused(std::move(verdict));
    stream.checked = now;
}

void Dispatcher::read_whole(Answer& answer) {
    auto const stream = std::exchange(answer.stream, nullptr);
    while (true) {
        auto const piece = piece_of(*stream);
        answer.body += piece.bytes;
        if (piece.broken) throw std::runtime_error("the answer broke off");
        if (piece.last || (stream->kind == StreamKind::events && piece.pause.count() > 0)) return;
    }
}

}  // namespace entrepot::api
