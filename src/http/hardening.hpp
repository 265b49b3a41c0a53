// What every answer tells the browser to refuse; and the few origins of others that may read answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/message.hpp"

namespace entrepot::http {

// The headers of an answer that carries no page of ours, as they stand in its head.
std::string_view closed_headers();
// For TLS only: the browser keeps to it for two years.
inline constexpr std::string_view strict_transport =
    "\r\nStrict-Transport-Security: max-age=63072000; includeSubDomains";
// The same for the portal's page and files, with the nonce of its styles; empty for files.
void add_page_headers(api::Answer& answer, std::string const& nonce);

// Pages of other origins that may use the API with a bearer token; cookies are never shared.
class Origins {
public:
    Origins() = default;
    explicit Origins(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

    // The answer to a preflight of an origin that may; nothing else.
    std::optional<api::Answer> preflight(api::Request const& request) const;
    void open_to(std::string_view origin, api::Answer& answer) const;
    bool empty() const { return allowed_.empty(); }

private:
    bool allows(std::string_view origin) const;
    std::vector<std::string> allowed_;
};

}  // namespace entrepot::http
