// Networks and what their proxies say: see proxies.hpp.
#include "http/proxies.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "base/fold.hpp"

namespace entrepot::http {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

// IPv4 as ::ffff:a.b.c.d, so that one comparison does for both.
std::optional<Bytes> parse(std::string_view text) {
    std::string const address(text);
    Bytes out{};
    if (inet_pton(AF_INET6, address.c_str(), out.data()) == 1) return out;
    out = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (inet_pton(AF_INET, address.c_str(), out.data() + 12) == 1) return out;
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_forwarding(std::string_view name) {
    return equal_ignoring_case(name, "Forwarded") || equal_ignoring_case(name.substr(0, 12), "X-Forwarded-");
}

}  // namespace

TrustedProxies::TrustedProxies(std::vector<std::string> const& networks) {
    for (auto const& text : networks) {
        auto const slash = std::min(text.find('/'), text.size());
        auto const address = parse(std::string_view(text).substr(0, slash));
        int const most = text.find(':') == std::string::npos ? 32 : 128;
        int bits = most;
        bool good = address.has_value();
        if (slash < text.size()) {
            auto const* const end = text.data() + text.size();
            auto const [at, error] = std::from_chars(text.data() + slash + 1, end, bits);
            good = good && error == std::errc{} && at == end && bits >= 0 && bits <= most;
        }
        if (!good) throw std::runtime_error(text + " is no address or network of a proxy");
        networks_.push_back({*address, bits + 128 - most});
    }
}

bool TrustedProxies::trusts(std::string_view address) const {
    auto const bytes = parse(address);
    return bytes && std::ranges::any_of(networks_, [&](Network const& network) {
               for (int bit = 0; bit < network.bits; ++bit) {
                   auto const at = static_cast<std::size_t>(bit / 8);
                   if ((((*bytes)[at] ^ network.address[at]) >> (7 - bit % 8)) & 1) return false;
               }
               return true;
           });
}

void TrustedProxies::apply(api::Request& request) const {
    if (!networks_.empty() && trusts(request.peer)) {
        auto rest = request.header("X-Forwarded-For");
        // From the right, where each proxy adds who spoke to it; what stands further left anybody can write.
        while (!rest.empty()) {
            auto const comma = rest.rfind(',');
            auto const last = trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
            if (!parse(last)) break;
            request.peer = std::string(last);
            if (!trusts(last) || comma == std::string_view::npos) break;
            rest = rest.substr(0, comma);
        }
        if (equal_ignoring_case(request.header("X-Forwarded-Proto"), "https")) request.secure = true;
    }
    std::erase_if(request.headers, [](auto const& header) { return is_forwarding(header.first); });
}

}  // namespace entrepot::http
