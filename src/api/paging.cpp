// Cursors: see paging.hpp.
#include "api/paging.hpp"

#include <algorithm>

#include "base/base64.hpp"

namespace entrepot::api {

namespace {

constexpr int largest_page = 500;

}  // namespace

std::string make_cursor(std::vector<std::string> const& keys) {
    std::string joined;
    for (auto const& key : keys) joined += std::to_string(key.size()) + ':' + key;
    return base64url(joined);
}

std::optional<std::vector<std::string>> read_cursor(std::string_view word) {
    auto const joined = from_base64url(word);
    if (!joined) return std::nullopt;
    std::vector<std::string> out;
    for (std::size_t at = 0; at < joined->size();) {
        std::size_t size = 0, digits = 0;
        for (; at < joined->size() && (*joined)[at] >= '0' && (*joined)[at] <= '9' && digits < 6; ++digits)
            size = size * 10 + static_cast<std::size_t>((*joined)[at++] - '0');
        if (digits == 0 || at >= joined->size() || (*joined)[at++] != ':' || size > joined->size() - at)
            return std::nullopt;
        out.push_back(joined->substr(at, size));
        at += size;
    }
    return out;
}

int page_size(std::optional<int> asked, int usual) {
    if (!asked) return usual;
    if (*asked == 0) return largest_page;
    return std::clamp(*asked, 1, largest_page);
}

}  // namespace entrepot::api
