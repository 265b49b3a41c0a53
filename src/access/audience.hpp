// What tokens may be asked for: the API's own names, and the old Graph that app-only clients still ask for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot::access {

bool is_known_audience(std::string_view audience, std::string_view public_url);
// The audience that a version 1 `resource` names, without slashes at the end; nothing for what is not ours.
std::optional<std::string> audience_of_resource(std::string_view resource, std::string_view public_url);

// A version 2 `scope`, taken apart: at most one resource, with what OpenID Connect knows.
struct Scopes {
    std::string resource;     // empty: none was named
    bool is_default = false;  // resource/.default rather than resource/user_impersonation
    bool openid = false, profile = false, email = false, offline = false;
    bool is_known = true;  // nothing in it was foreign
};
Scopes read_scopes(std::string_view text, std::string_view public_url);
// What was granted to a person, as a v2 reply says it.
std::string granted_scope(Scopes const& scopes, std::string const& audience);

inline constexpr std::string_view usual_audience = "https://api.partnercenter.microsoft.com";

}  // namespace entrepot::access
