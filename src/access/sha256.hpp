// SHA-256, for evidence that anybody can check again.
#pragma once

#include <string>
#include <string_view>

namespace entrepot::access {

// 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace entrepot::access
