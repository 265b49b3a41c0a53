// The portal's built files, ready to send: compressed forms, tags, cache life.
#pragma once

#include <string>
#include <string_view>

#include "api/message.hpp"

namespace entrepot::http {

// True for what the portal answers: not the APIs, GET or HEAD.
bool is_portal_path(std::string_view path);
// A file, or the page itself for every route of the portal; 304 where the browser has it.
api::Answer portal_answer(api::Request const& request);

}  // namespace entrepot::http
