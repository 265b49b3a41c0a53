// Who a request came from when a proxy handed it on: proxies that the operator named are believed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/message.hpp"

namespace entrepot::http {

class TrustedProxies {
public:
    TrustedProxies() = default;
    // Addresses and networks: 127.0.0.1, 10.0.0.0/8, fd00::/8. Throws std::runtime_error for what is none.
    explicit TrustedProxies(std::vector<std::string> const& networks);

    bool trusts(std::string_view address) const;
    // Puts the first address that is no trusted proxy, and whether it came over TLS, into the request, and
    // takes the proxies' headers out of it, whoever wrote them.
    void apply(api::Request& request) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> address{};
        int bits = 128;
    };
    std::vector<Network> networks_;
};

}  // namespace entrepot::http
