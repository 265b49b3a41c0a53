// Versions of resources: see etag.hpp.
#include "base/etag.hpp"

#include "base/base64.hpp"

namespace entrepot {

std::string version_etag(Uuid id, std::int64_t version) {
    return base64("{\"id\":\"" + id.text() + "\",\"version\":" + std::to_string(version) + '}');
}

bool etag_agrees(std::string_view given, std::string_view current) {
    auto const trim = [&](std::string_view blank) {
        while (!given.empty() && blank.find(given.front()) != std::string_view::npos) given.remove_prefix(1);
        while (!given.empty() && blank.find(given.back()) != std::string_view::npos) given.remove_suffix(1);
    };
    trim(" \t");
    if (given.starts_with("W/")) given.remove_prefix(2);
    trim("\"");
    return given.empty() || given == "*" || given == current;
}

}  // namespace entrepot
