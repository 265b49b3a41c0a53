// The portal's cookies by name and attributes: see session_cookie.hpp.
#include "access/session_cookie.hpp"

namespace entrepot::access {

namespace {

std::string_view session_name(api::Request const& request) {
    return request.secure ? "__Host-entrepot_session" : "entrepot_session";
}
std::string_view device_name(api::Request const& request) {
    return request.secure ? "__Host-entrepot_device" : "entrepot_device";
}
std::string_view outside_name(api::Request const& request) {
    return request.secure ? "__Host-entrepot_outside" : "entrepot_outside";
}

std::string set(api::Request const& request, std::string_view name, std::string_view value, long seconds) {
    return std::string(name) + '=' + std::string(value) +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds) +
           (request.secure ? "; Secure" : "");
}

}  // namespace

std::string_view session_cookie(api::Request const& request) { return request.cookie(session_name(request)); }

std::string set_session_cookie(api::Request const& request, std::string_view value, long seconds) {
    return set(request, session_name(request), value, seconds);
}

std::string_view device_cookie(api::Request const& request) { return request.cookie(device_name(request)); }

std::string set_device_cookie(api::Request const& request, std::string_view value, long seconds) {
    return set(request, device_name(request), value, seconds);
}

std::string_view outside_cookie(api::Request const& request) { return request.cookie(outside_name(request)); }

std::string set_outside_cookie(api::Request const& request, std::string_view value, long seconds) {
    return set(request, outside_name(request), value, seconds);
}

}  // namespace entrepot::access
