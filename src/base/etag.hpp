// The version of a resource as clients carry it: base64 of {"id", "version"} (wire.md 5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/uuid.hpp"

namespace entrepot {

std::string version_etag(Uuid id, std::int64_t version);
// Quoted, bare or weak, or "*"; an empty one asks for nothing and always agrees.
bool etag_agrees(std::string_view given, std::string_view current);

}  // namespace entrepot
