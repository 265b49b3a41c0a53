// Between the library's messages and the program's: requests, heads of answers, what is said of broken ones.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>

#include "api/message.hpp"
#include "base/problem.hpp"

namespace entrepot::http {

namespace bh = boost::beast::http;
using Parser = bh::request_parser<bh::string_body>;

std::optional<api::Method> method_of(bh::verb verb);
// Takes the body out of the parser.
api::Request to_request(Parser& parser, std::string const& peer);
// How an answer is sent.
struct Manner {
    bool keep_alive = false, head = false, secure = false;
    bool in_chunks = true;  // the peer knows them (HTTP/1.1)
};
// One pre-rendered header block: cheaper than the library's serialiser by a third (stack.md 1).
std::string render_head(api::Answer const& answer, Manner const& manner);
// What a broken request is told; nothing for a peer that went away.
std::optional<Problem> problem_of(boost::system::error_code error);

}  // namespace entrepot::http
