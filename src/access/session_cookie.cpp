// The portal's cookie by name and attributes: see session_cookie.hpp.
#include "access/session_cookie.hpp"

namespace entrepot::access {

namespace {

std::string_view name_for(api::Request const& request) {
    return request.secure ? "__Host-entrepot_session" : "entrepot_session";
}

}  // namespace

std::string_view session_cookie(api::Request const& request) { return request.cookie(name_for(request)); }

std::string set_session_cookie(api::Request const& request, std::string_view value, long seconds) {
    return std::string(name_for(request)) + '=' + std::string(value) +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds) +
           (request.secure ? "; Secure" : "");
}

}  // namespace entrepot::access
