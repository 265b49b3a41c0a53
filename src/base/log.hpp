// One line an event on standard error: time, level, words, key=value. Never a secret, never a body.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace entrepot {

enum class Level : unsigned char { info, warning, error };

void log(Level level, std::string_view words,
         std::initializer_list<std::pair<std::string_view, std::string>> pairs = {});

}  // namespace entrepot
