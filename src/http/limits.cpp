// Limits: see limits.hpp.
#include "http/limits.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace entrepot::http {

namespace {

// Database, log, listeners, the refused that are told so, and what libraries open.
constexpr std::size_t kept_back = 400;

}  // namespace

Limits raise_limits(std::size_t wanted_connections) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < limit.rlim_max) {
        auto const before = std::exchange(limit.rlim_cur, limit.rlim_max);
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = before;
    }
    auto const descriptors = static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 20));
    return {descriptors, std::min(wanted_connections, connections_within(descriptors))};
}

std::size_t connections_within(std::size_t descriptors) {
    return descriptors > 2 * kept_back ? descriptors - kept_back : descriptors / 2;
}

bool Budget::take(std::size_t bytes) {
    if (used_.fetch_add(bytes) + bytes <= limit_) return true;
    used_ -= bytes;
    return false;
}

}  // namespace entrepot::http
