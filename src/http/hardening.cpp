// Headers for browsers: see hardening.hpp.
#include "http/hardening.hpp"

#include <algorithm>

namespace entrepot::http {

namespace {

// Passkeys need publickey-credentials, which stays with our own pages.
constexpr char const* permissions =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "xr-spatial-tracking=(), publickey-credentials-get=(self), publickey-credentials-create=(self), "
    "clipboard-write=(self)";

}  // namespace

std::string_view closed_headers() {
    return "\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer"
           "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'"
           "\r\nCross-Origin-Resource-Policy: same-origin";
}

void add_page_headers(api::Answer& answer, std::string const& nonce) {
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.headers.emplace_back("X-Frame-Options", "DENY");
    answer.headers.emplace_back("Referrer-Policy", "no-referrer");
    answer.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    answer.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    answer.headers.emplace_back("Permissions-Policy", permissions);
    auto const styles = nonce.empty() ? std::string("'none'") : "'self' 'nonce-" + nonce + '\'';
    // Scripts are files of ours; the component library's styles carry the page's nonce.
    answer.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src " + styles +
                                    "; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                                    "manifest-src 'self'; worker-src 'self'; "
                                    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
}

bool Origins::allows(std::string_view origin) const {
    return !origin.empty() && std::ranges::find(allowed_, origin) != allowed_.end();
}

std::optional<api::Answer> Origins::preflight(api::Request const& request) const {
    if (!allows(request.header("Origin")) || request.header("Access-Control-Request-Method").empty())
        return std::nullopt;
    api::Answer answer;
    answer.status = 204;
    answer.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
    answer.headers.emplace_back("Access-Control-Allow-Headers",
                                "Authorization, Content-Type, Accept, If-Match, X-Locale, MS-RequestId, "
                                "MS-CorrelationId, MS-ContinuationToken, MS-Contract-Version, "
                                "MS-PartnerCenter-Application");
    answer.headers.emplace_back("Access-Control-Max-Age", "600");
    return answer;
}

void Origins::open_to(std::string_view origin, api::Answer& answer) const {
    if (allowed_.empty()) return;
    answer.headers.emplace_back("Vary", "Origin");
    if (!allows(origin)) return;
    answer.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
    answer.headers.emplace_back("Access-Control-Expose-Headers",
                                "Location, Retry-After, MS-RequestId, MS-CorrelationId, RateLimit-Limit, "
                                "RateLimit-Remaining, RateLimit-Reset");
}

}  // namespace entrepot::http
