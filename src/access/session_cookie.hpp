// The portal's cookies: over TLS with a name that browsers take from this host alone.
#pragma once

#include <string>
#include <string_view>

#include "api/message.hpp"

namespace entrepot::access {

// Empty where none came. Over TLS the plain name does not count: another host could have set it.
std::string_view session_cookie(api::Request const& request);
// The value of Set-Cookie; no seconds: the browser forgets it.
std::string set_session_cookie(api::Request const& request, std::string_view value, long seconds);

// Of a browser that signed in before; it opens nothing.
std::string_view device_cookie(api::Request const& request);
std::string set_device_cookie(api::Request const& request, std::string_view value, long seconds);

// Of a sign-in through an outside provider that is under way in this browser; sealed.
std::string_view outside_cookie(api::Request const& request);
std::string set_outside_cookie(api::Request const& request, std::string_view value, long seconds);

}  // namespace entrepot::access
