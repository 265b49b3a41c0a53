// Server-sent events that say how one thing stands: at once, and whenever it changed, until it has ended.
#pragma once

#include "api/context.hpp"
#include "api/stream.hpp"
#include "json/json.hpp"

namespace entrepot::api {

template <class T>
struct Watched {
    T value;
    bool ended = false;  // nothing more will change: the stream ends with this one
};

// `look` reads it, every so often and on any thread; it throws where it is no longer there, which ends the
// stream. Each event is named `name` and carries T as its reader may see it.
template <class T>
Answer watch(Context const& context, std::string name, std::function<Watched<T>(db::Tx&)> look,
             std::chrono::milliseconds every = std::chrono::milliseconds(500)) {
    json::Writing const writing{.audience = context.caller().audience()};
    return events([name = std::move(name), look = std::move(look), every, writing,
                   last = std::string()](db::Tx& tx) mutable -> Piece {
        auto const seen = look(tx);
        auto text = json::write(seen.value, writing);
        Piece out{.bytes = {}, .last = seen.ended, .pause = every};
        if (text == last && !seen.ended) return out;
        out.bytes = event_text(name, text);
        last = std::move(text);
        return out;
    });
}

}  // namespace entrepot::api
