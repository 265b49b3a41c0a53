// Audiences, resources and scopes: see audience.hpp.
#include "access/audience.hpp"

#include "base/fold.hpp"

namespace entrepot::access {

namespace {

// wire.md 1 and 2: of every cloud.
constexpr std::string_view known[] = {"https://api.partnercenter.microsoft.com",
                                      "https://graph.windows.net",
                                      "https://graph.chinacloudapi.cn",
                                      "https://graph.cloudapi.de",
                                      "https://partner.partnercenterapi.microsoftonline.cn",
                                      "https://api.partnercenter.microsoft-ppe.com",
                                      "urn:entrepot"};

std::string_view trimmed(std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
}

}  // namespace

bool is_known_audience(std::string_view audience, std::string_view public_url) {
    for (auto const one : known)
        if (audience == one) return true;
    return audience == public_url;
}

std::optional<std::string> audience_of_resource(std::string_view resource, std::string_view public_url) {
    auto const asked = trimmed(resource);
    for (auto const one : known)
        if (equal_ignoring_case(asked, one)) return std::string(one);
    if (equal_ignoring_case(asked, public_url)) return std::string(public_url);
    return std::nullopt;
}

Scopes read_scopes(std::string_view text, std::string_view public_url) {
    Scopes out;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        auto const word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (word == "openid") out.openid = true;
        else if (word == "profile") out.profile = true;
        else if (word == "email") out.email = true;
        else if (word == "offline_access") out.offline = true;
        else if (auto const slash = word.rfind('/');
                 slash != std::string_view::npos && out.resource.empty()) {
            auto const right = word.substr(slash + 1);
            auto const audience = audience_of_resource(word.substr(0, slash), public_url);
            out.is_default = right == ".default";
            out.is_known = out.is_known && audience && (out.is_default || right == "user_impersonation");
            out.resource = audience.value_or("");
        } else {
            out.is_known = false;
        }
    }
    return out;
}

std::string granted_scope(Scopes const& scopes, std::string const& audience) {
    std::string out = audience + "/user_impersonation";
    if (scopes.is_default) out += ' ' + audience + "/.default";
    if (scopes.openid) out += " openid";
    if (scopes.profile) out += " profile";
    if (scopes.email) out += " email";
    return out;
}

}  // namespace entrepot::access
