// Bytes as text that is safe in URLs and headers: base64url without padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entrepot {

std::string base64url(std::string_view bytes);
// Reads the ordinary alphabet and padding too.
std::optional<std::string> from_base64url(std::string_view text);
// The ordinary alphabet with padding, as etags of the wire have it.
std::string base64(std::string_view bytes);

}  // namespace entrepot
