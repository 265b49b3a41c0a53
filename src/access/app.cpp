// What apps may be: see app.hpp.
#include "access/app.hpp"

#include <algorithm>

namespace entrepot::access {

namespace {

std::string_view after_scheme(std::string_view uri) {
    auto const slashes = uri.find("://");
    return slashes == std::string_view::npos ? std::string_view{} : uri.substr(slashes + 3);
}

std::string_view authority(std::string_view uri) {
    auto const rest = after_scheme(uri);
    return rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
}

std::string_view host(std::string_view uri) {
    auto const whole = authority(uri);
    if (whole.starts_with('[')) return whole.substr(0, std::min(whole.find(']') + 1, whole.size()));
    return whole.substr(0, std::min(whole.find(':'), whole.size()));
}

// The uri without its port, and without the slash that stands for an empty path.
std::string without_port(std::string_view uri) {
    auto const path = after_scheme(uri).substr(authority(uri).size());
    auto out =
        std::string(uri.substr(0, uri.find("://"))) + "://" + std::string(host(uri)) + std::string(path);
    if (out.ends_with('/')) out.pop_back();
    return out;
}

}  // namespace

Id<App> powershell_client() {
    static auto const id = Id<App>{*Uuid::parse("04b07795-8ddb-461a-bbee-02f9e1bf7b46")};
    return id;
}

std::optional<AppRecord> well_known_app(Id<App> id) {
    if (id != powershell_client()) return std::nullopt;
    AppRecord app;
    app.id = id;
    app.name = "PowerShell";
    app.kind = AppKind::open;
    app.redirect_uris = {"http://localhost", "http://127.0.0.1"};
    app.full_access = false;
    return app;
}

bool is_loopback_uri(std::string_view uri) {
    auto const name = host(uri);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool may_be_redirect(std::string const& uri) {
    if (uri.size() > 500 || host(uri).empty() || uri.find('#') != std::string::npos) return false;
    if (authority(uri).find('@') != std::string_view::npos) return false;
    for (char const c : uri)
        if (c <= ' ' || c > '~' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '*') return false;
    return uri.starts_with("https://") || (uri.starts_with("http://") && is_loopback_uri(uri));
}

bool redirect_fits(AppRecord const& app, std::string const& uri) {
    if (!may_be_redirect(uri)) return false;
    bool const free_port = app.kind == AppKind::open && is_loopback_uri(uri);
    for (auto const& one : app.redirect_uris)
        if (one == uri || (free_port && without_port(one) == without_port(uri))) return true;
    return false;
}

void check_app(AppRecord const& app, Problems& problems) {
    if (app.redirect_uris.size() > 20) problems.add("redirectUris", "too_many_redirects", {{"max", "20"}});
    for (std::size_t i = 0; i < app.redirect_uris.size(); ++i)
        if (!may_be_redirect(app.redirect_uris[i]))
            problems.add("redirectUris[" + std::to_string(i) + ']', "bad_redirect");
}

bool is_granted(AppRecord const& app, Permission permission) {
    if (app.full_access || permission == Permission::sign_in_only) return true;
    return std::find(app.permissions.begin(), app.permissions.end(), permission) != app.permissions.end();
}

}  // namespace entrepot::access
