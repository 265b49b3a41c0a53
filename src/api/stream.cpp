// Answers in pieces: see stream.hpp.
#include "api/stream.hpp"

namespace entrepot::api {

namespace {

Answer open(StreamKind kind, std::string content_type, Producer produce) {
    Answer out;
    out.content_type = std::move(content_type);
    out.stream = std::make_shared<Stream>();
    out.stream->kind = kind;
    out.stream->produce = std::move(produce);
    return out;
}

}  // namespace

Answer streamed(std::string content_type, Producer produce) {
    return open(StreamKind::file, std::move(content_type), std::move(produce));
}

Answer events(Producer produce) {
    auto out = open(StreamKind::events, "text/event-stream; charset=utf-8", std::move(produce));
    out.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy passes each on as it comes
    return out;
}

std::string event_text(std::string_view name, std::string_view data) {
    std::string out = "event: ";
    out += name;
    out += "\ndata: ";
    out += data;
    return out += "\n\n";
}

}  // namespace entrepot::api
