// How often somebody may ask within a minute: counted in windows that begin with the first request.
#pragma once

#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace entrepot::api {

struct Route;

class Quota {
public:
    // A limit of 0: nothing is counted.
    explicit Quota(int limit, seconds window = seconds{60}) : limit_(limit), window_(window) {}

    struct Left {
        bool any = true;
        int count = 0;  // that may follow this one
        int reset_s = 0;
    };
    bool is_on() const { return limit_ > 0; }
    int limit() const { return limit_; }
    // One more of this key.
    Left take(std::string_view key, Time now) { return look(key, now, 1); }
    // Whether one more would be allowed, without counting it.
    Left peek(std::string_view key, Time now) { return look(key, now, 0); }

private:
    struct Window {
        Time begun;
        int used = 0;
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Window> windows;
    };
    Left look(std::string_view key, Time now, int used);
    void forget_old(Shard& shard, Time now) const;

    int const limit_;
    seconds const window_;
    std::array<Shard, 16> shards_;
};

// Whether a route is one of the customer, order and subscription resources that the quota counts (wire.md 8).
bool is_counted(Route const& route);
// Whom failed sign-ins are counted for: an IPv4 address, or the /64 that an IPv6 address is one of.
std::string address_key(std::string_view address);

}  // namespace entrepot::api
