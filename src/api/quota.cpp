// Counting requests: see quota.hpp.
#include "api/quota.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "api/route.hpp"

namespace entrepot::api {

namespace {

// Keys of a shard; beyond, those whose window is over are dropped, and then all: who floods with made-up keys
// gets a fresh start for everybody rather than the server's memory.
constexpr std::size_t most_keys = 20'000;

}  // namespace

Quota::Left Quota::look(std::string_view key, Time now, int used) {
    if (!is_on()) return {};
    auto& shard = shards_[std::hash<std::string_view>{}(key) % shards_.size()];
    std::lock_guard const lock(shard.mutex);
    if (shard.windows.size() >= most_keys) forget_old(shard, now);
    auto& window = shard.windows[std::string(key)];
    if (now - window.begun >= window_ || now < window.begun) window = {now, 0};
    auto const rest = std::chrono::ceil<seconds>(window.begun + window_ - now).count();
    Left out{window.used < limit_, 0, static_cast<int>(std::max<std::int64_t>(1, rest))};
    if (out.any) window.used += used;
    out.count = limit_ - window.used;
    return out;
}

void Quota::forget_old(Shard& shard, Time now) const {
    std::erase_if(shard.windows, [&](auto const& one) { return now - one.second.begun >= window_; });
    if (shard.windows.size() >= most_keys) shard.windows.clear();
}

bool is_counted(Route const& route) {
    constexpr std::string_view customer = "/v1/customers/{customer}";
    std::string_view const pattern = route.pattern;
    if (!pattern.starts_with(customer)) return false;
    if (pattern.size() == customer.size()) return true;
    auto const rest = pattern.substr(customer.size() + 1);
    auto const part = rest.substr(0, rest.find('/'));
    for (std::string_view const one :
         {"orders", "carts", "subscriptions", "productupgrades", "productUpgrades", "transfers"})
        if (part == one) return true;
    return false;
}

std::string address_key(std::string_view address) {
    unsigned char bytes[16];
    if (inet_pton(AF_INET6, std::string(address).c_str(), bytes) != 1) return std::string(address);
    static constexpr unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    bool const is_four = std::equal(std::begin(mapped), std::end(mapped), bytes);
    return {reinterpret_cast<char const*>(bytes) + (is_four ? 12 : 0), is_four ? 4u : 8u};
}

}  // namespace entrepot::api
