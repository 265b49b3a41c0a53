// A body that is made while it is read: files of any length, and server-sent events.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "api/message.hpp"
#include "api/stream_places.hpp"
#include "base/caller.hpp"
#include "base/time.hpp"

namespace entrepot::db {
class Tx;
}

namespace entrepot::api {

struct Route;

struct Piece {
    std::string bytes;  // some tens of KiB; empty: nothing for now
    bool last = false;
    std::chrono::milliseconds pause{0};  // before it is worth asking again
    bool broken = false;                 // no more comes of it; said by the dispatcher
};

// Makes the next piece in a short read of its own: a page by keyset from where it stopped, which it remembers
// itself. So a body that takes an hour holds no transaction, no connection to the database, and one piece.
// It is copied before each piece: one that was interrupted is made again. It goes when the client goes.
using Producer = std::function<Piece(db::Tx&)>;

// What of an answer is still to come. Who asked is asked about again now and then: who may not any more
// gets no further.
struct Stream {
    StreamKind kind;
    Producer produce;

    // Of the dispatcher.
    Request request;
    Route const* route = nullptr;
    std::string correlation_id;
    std::shared_ptr<void> place;
    Time checked;
};

// A file: what is cut short is seen to be cut short.
Answer streamed(std::string content_type, Producer produce);
// Server-sent events, of pieces made by event_text(). The connection says that it lives, ends after some
// minutes and when the server stops; browsers then ask again, so a first piece says how things stand.
Answer events(Producer produce);
// `data` is one line of JSON.
std::string event_text(std::string_view name, std::string_view data);

}  // namespace entrepot::api
