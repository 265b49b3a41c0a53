// Serving the portal: see portal_files.hpp.
#include "http/portal_files.hpp"

#include <cstdint>
#include <map>

#include "base/base64.hpp"
#include "base/embedded.hpp"
#include "base/uuid.hpp"
#include "http/hardening.hpp"

namespace entrepot::http {

namespace {

constexpr std::string_view folder = "web/dist";

std::string_view content_type(std::string_view path) {
    auto const dot = path.rfind('.');
    auto const ending = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    if (ending == "html") return "text/html; charset=utf-8";
    if (ending == "js" || ending == "mjs") return "text/javascript; charset=utf-8";
    if (ending == "css") return "text/css; charset=utf-8";
    if (ending == "json" || ending == "map") return "application/json; charset=utf-8";
    if (ending == "svg") return "image/svg+xml";
    if (ending == "png") return "image/png";
    if (ending == "ico") return "image/x-icon";
    if (ending == "woff2") return "font/woff2";
    if (ending == "webmanifest") return "application/manifest+json";
    return "application/octet-stream";
}

std::string tag_of(std::string_view bytes) {
    std::uint64_t hash = 1469598103934665603ull;  // FNV-1a: a tag, not a proof
    for (char const c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return "\"" + std::to_string(hash) + "\"";
}

// The tags are worked out once: the files do not change while the program runs.
std::string const& tag(std::string_view path, std::string_view bytes) {
    static thread_local std::map<std::string, std::string, std::less<>> tags;
    auto at = tags.find(path);
    if (at == tags.end()) at = tags.emplace(path, tag_of(bytes)).first;
    return at->second;
}

bool accepts(std::string_view header, std::string_view coding) {
    auto const at = header.find(coding);
    if (at == std::string_view::npos) return false;
    auto const rest = header.substr(at + coding.size(), 5);
    return !rest.starts_with(";q=0") || rest == ";q=0.";
}

// The page carries a nonce for the styles that the component library adds while it runs.
api::Answer page(std::string_view html) {
    std::uint8_t random[18];
    fill_random(random, sizeof random);
    auto const nonce = base64url({reinterpret_cast<char const*>(random), sizeof random});
    api::Answer answer;
    answer.content_type = content_type("index.html");
    constexpr std::string_view place = "__NONCE__";
    for (std::size_t at = 0; at < html.size();) {
        auto const found = std::min(html.find(place, at), html.size());
        answer.body.append(html.substr(at, found - at));
        if (found < html.size()) answer.body += nonce;
        at = found + (found < html.size() ? place.size() : 0);
    }
    add_page_headers(answer, nonce);
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace

bool is_portal_path(std::string_view path) {
    for (std::string_view const api : {"/v1", "/ext", "/webhooks", "/auditactivity", "/generatetoken",
                                       "/openapi.json", "/healthz", "/readyz", "/metrics"})
        if (path.starts_with(api) && (path.size() == api.size() || path[api.size()] == '/')) return false;
    return true;
}

api::Answer portal_answer(api::Request const& request) {
    std::string const path = std::string(folder) + request.path;
    auto const plain = request.path == "/" ? std::nullopt : find_embedded(path);
    if (!plain || path.ends_with(".html")) {
        bool const looks_like_file =
            request.path.rfind('.') != std::string::npos && request.path.rfind('.') > request.path.rfind('/');
        auto const html = find_embedded(std::string(folder) + "/index.html");
        if (html && !looks_like_file) return page(*html);
        api::Answer missing;
        missing.status = 404;
        missing.content_type = "text/plain; charset=utf-8";
        missing.body = html ? "No such file.\n"
                            : "The portal is not built into this binary: run ./run, or make portal.\n";
        return missing;
    }
    api::Answer answer;
    answer.content_type = content_type(path);
    add_page_headers(answer, {});
    bool const hashed = request.path.starts_with("/assets/");
    answer.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    auto const& etag = tag(path, *plain);
    answer.headers.emplace_back("ETag", etag);
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (request.header("If-None-Match") == etag) {
        answer.status = 304;
        return answer;
    }
    auto const wanted = request.header("Accept-Encoding");
    for (auto const& [coding, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
        auto const packed = accepts(wanted, coding) ? find_embedded(path + ending) : std::nullopt;
        if (!packed) continue;
        answer.headers.emplace_back("Content-Encoding", coding);
        answer.kept = *packed;
        return answer;
    }
    answer.kept = *plain;
    return answer;
}

}  // namespace entrepot::http
