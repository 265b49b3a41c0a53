// Requests and answers as bytes: see message.hpp.
#include "http/message.hpp"

#include <ctime>

#include "http/hardening.hpp"

namespace entrepot::http {

namespace {

std::string_view reason(int status) {
    auto const text = bh::obsolete_reason(static_cast<bh::status>(status));
    return {text.data(), text.size()};
}

// "Sun, 22 Nov 2026 08:00:00 GMT", worked out once a second.
std::string const& http_date() {
    static thread_local std::time_t last = 0;
    static thread_local std::string text;
    auto const now = std::time(nullptr);
    if (now != last) {
        char buffer[40];
        std::tm utc{};
        gmtime_r(&now, &utc);
        text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &utc));
        last = now;
    }
    return text;
}

}  // namespace

std::optional<api::Method> method_of(bh::verb verb) {
    switch (verb) {
        case bh::verb::get: return api::Method::get;
        case bh::verb::head: return api::Method::head;
        case bh::verb::post: return api::Method::post;
        case bh::verb::put: return api::Method::put;
        case bh::verb::patch: return api::Method::patch;
        case bh::verb::delete_: return api::Method::del;
        default: return std::nullopt;
    }
}

api::Request to_request(Parser& parser, std::string const& peer) {
    auto& message = parser.get();
    api::Request out;
    out.method = method_of(message.method()).value_or(api::Method::get);
    std::string_view target{message.target().data(), message.target().size()};
    // http://host/path, as a proxy's client writes it.
    if (auto const scheme = target.find("://");
        !target.starts_with('/') && scheme != std::string_view::npos) {
        auto const slash = target.find('/', scheme + 3);
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    }
    auto const mark = std::min(target.find('?'), target.size());
    out.path = api::percent_decode(target.substr(0, mark), false);
    out.query = target.substr(std::min(mark + 1, target.size()));
    for (auto const& field : message)
        out.headers.emplace_back(std::string(field.name_string().data(), field.name_string().size()),
                                 std::string(field.value().data(), field.value().size()));
    out.body = std::move(message.body());
    out.peer = peer;
    return out;
}

std::string render_head(api::Answer const& answer, Manner const& manner) {
    std::string out;
    out.reserve(768);
    out += "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    out += reason(answer.status);
    out += "\r\nDate: " + http_date();
    if (answer.status != 204 && answer.status != 304) {
        if (!answer.bytes().empty() || answer.stream) out += "\r\nContent-Type: " + answer.content_type;
        if (!answer.stream) out += "\r\nContent-Length: " + std::to_string(answer.bytes().size());
        else if (manner.in_chunks) out += "\r\nTransfer-Encoding: chunked";
    }
    bool is_page = false;  // then it says itself what browsers are to refuse
    for (auto const& [name, value] : answer.headers) {
        out += "\r\n" + name + ": " + value;
        is_page = is_page || name == "Content-Security-Policy";
    }
    if (!is_page) out += closed_headers();
    if (manner.secure) out += strict_transport;
    out += manner.keep_alive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return out;
}

std::optional<Problem> problem_of(boost::system::error_code error) {
    if (error == bh::error::body_limit) return Problem("body_too_large");
    if (error == bh::error::header_limit) return Problem("header_too_large");
    if (error == bh::error::end_of_stream || error == bh::error::partial_message) return std::nullopt;
    if (error.category() == bh::make_error_code(bh::error::bad_method).category())
        return Problem("bad_request");
    return std::nullopt;
}

}  // namespace entrepot::http
