// Files built into the binary: migrations, data, the portal.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace entrepot {

struct Embedded {
    std::string_view path;  // relative to the project: data/countries.json, web/dist/index.html
    std::string_view bytes;
};

// Sorted by path.
std::span<Embedded const> embedded_files();
std::optional<std::string_view> find_embedded(std::string_view path);
// check()s that it is there.
std::string_view embedded(std::string_view path);

}  // namespace entrepot
