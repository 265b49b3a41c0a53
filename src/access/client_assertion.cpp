// Reading and checking client assertions: see client_assertion.hpp.
#include "access/client_assertion.hpp"

#include "access/certificate.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

constexpr auto clock_difference = minutes{5};

struct Header {
    std::string algorithm, key, thumbprint, thumbprint256;
    static constexpr std::string_view schema_name = "AssertionHeader";
    static constexpr auto fields() {
        return Fields{field("alg", &Header::algorithm, "RS256 or PS256."),
                      field("kid", &Header::key, "Which key."),
                      field("x5t", &Header::thumbprint, "SHA-1 of the certificate."),
                      field("x5t#S256", &Header::thumbprint256, "SHA-256 of it.")};
    }
};

struct Body {
    std::string issuer, subject, audience, id;
    std::int64_t begins = 0, expires = 0;
    static constexpr std::string_view schema_name = "AssertionBody";
    static constexpr auto fields() {
        return Fields{field("iss", &Body::issuer, "The app."),
                      field("sub", &Body::subject, "The app."),
                      field("aud", &Body::audience, "The token endpoint."),
                      field("jti", &Body::id, "Once only."),
                      field("nbf", &Body::begins, "From when."),
                      field("exp", &Body::expires, "Until when.")};
    }
};

// A number of a token may have a fraction of seconds; ours are whole.
Time from_seconds(std::int64_t value) {
    constexpr std::int64_t year_9999 = 253'402'300'799;
    return from_micros(std::min(std::max<std::int64_t>(value, 0), year_9999) * 1'000'000);
}

// The token endpoint in any spelling of its tenant, or an issuer, which newer clients send.
bool is_our_endpoint(std::string_view audience, std::string const& public_url) {
    while (audience.ends_with('/')) audience.remove_suffix(1);
    if (equal_ignoring_case(audience, public_url)) return true;
    if (!equal_ignoring_case(audience.substr(0, public_url.size() + 1), public_url + '/')) return false;
    auto const path = audience.substr(public_url.size() + 1);
    auto const rest = path.substr(std::min(path.find('/'), path.size()));
    return rest.empty() || rest == "/v2.0" || rest == "/oauth2/token" || rest == "/oauth2/v2.0/token";
}

bool names(ClientAssertion const& assertion, AppCertificate const& one) {
    if (!assertion.thumbprint256.empty()) return assertion.thumbprint256 == one.thumbprint256;
    if (!assertion.thumbprint.empty()) return assertion.thumbprint == one.thumbprint;
    return !assertion.key.empty() && (assertion.key == one.thumbprint || assertion.key == one.thumbprint256);
}

}  // namespace

std::optional<ClientAssertion> read_assertion(std::string_view token) {
    auto const first = token.find('.'), second = token.rfind('.');
    if (first == std::string_view::npos || first == second) return std::nullopt;
    auto const header_text = from_base64url(token.substr(0, first));
    auto const body_text = from_base64url(token.substr(first + 1, second - first - 1));
    auto const signature = from_base64url(token.substr(second + 1));
    if (!header_text || !body_text || !signature) return std::nullopt;
    try {
        auto const header = json::read<Header>(*header_text, {.stored = true});
        auto const body = json::read<Body>(*body_text, {.stored = true});
        ClientAssertion out{body.issuer,
                            body.subject,
                            body.audience,
                            body.id,
                            std::nullopt,
                            from_seconds(body.expires),
                            header.algorithm,
                            header.key,
                            header.thumbprint,
                            header.thumbprint256,
                            std::string(token.substr(0, second)),
                            *signature};
        if (body.begins > 0) out.begins = from_seconds(body.begins);
        if (out.id.empty()) out.id = std::string(token.substr(second + 1));
        return out;
    } catch (Problem const&) {
        return std::nullopt;
    }
}

AppCertificate const& check_assertion(ClientAssertion const& assertion, AppRecord const& app,
                                      std::vector<AppCertificate> const& certificates,
                                      std::string const& public_url, Time now) {
    bool const pss = assertion.algorithm == "PS256";
    if (!pss && assertion.algorithm != "RS256")
        throw Problem("oauth_assertion_algorithm", {{"algorithm", assertion.algorithm.substr(0, 20)}});
    if (!equal_ignoring_case(assertion.issuer, app.id.text()) ||
        !equal_ignoring_case(assertion.subject, app.id.text()))
        throw Problem("oauth_assertion_subject");
    AppCertificate const* by = nullptr;
    for (auto const& one : certificates)
        if (names(assertion, one)) by = &one;
    auto const der = by ? from_base64url(by->der) : std::nullopt;
    if (!der || !certificate_signed(*der, pss ? Padding::pss : Padding::pkcs1, assertion.signed_text,
                                    assertion.signature))
        throw Problem("oauth_assertion_signature");
    if (by->expires <= now || by->begins > now + clock_difference)
        throw Problem("oauth_certificate_expired", {{"date", format_time(by->expires)}});
    bool const in_time = assertion.expires > now && assertion.expires <= now + assertion_life_most &&
                         assertion.begins.value_or(now) <= now + clock_difference;
    if (!in_time) throw Problem("oauth_assertion_time");
    if (!is_our_endpoint(assertion.audience, public_url))
        throw Problem("oauth_assertion_audience", {{"audience", assertion.audience.substr(0, 200)}});
    return *by;
}

}  // namespace entrepot::access
