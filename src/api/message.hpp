// A request and its answer, without sockets.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entrepot {
class ByteFile;
}

namespace entrepot::api {

enum class Method : std::uint8_t { get, head, post, put, patch, del };

struct Request {
    Method method = Method::get;
    std::string path;   // decoded, from the first slash to the question mark
    std::string query;  // raw
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::shared_ptr<ByteFile const> file = {};  // the body instead, where it is a large upload
    std::string peer;                           // the caller's address
    bool secure = false;                        // came over TLS, here or at a trusted proxy

    // Without regard to case; empty where absent.
    std::string_view header(std::string_view name) const;
    // A cookie by name; empty where absent.
    std::string_view cookie(std::string_view name) const;
};

struct Stream;

struct Answer {
    int status = 200;
    std::string content_type = "application/json; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view kept = {};           // sent instead of body: bytes that live as long as the program
    std::shared_ptr<Stream> stream = {};  // the body instead, made while it is read (stream.hpp)

    std::string_view bytes() const { return kept.empty() ? std::string_view(body) : kept; }
};

// "a=1&b=c+d" → pairs, with %xx and + decoded.
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);
std::string percent_decode(std::string_view text, bool plus_is_space);
std::string percent_encode(std::string_view text);

}  // namespace entrepot::api
