// Logging: see log.hpp.
#include "base/log.hpp"

#include <unistd.h>

#include "base/time.hpp"

namespace entrepot {

void log(Level level, std::string_view words,
         std::initializer_list<std::pair<std::string_view, std::string>> pairs) {
    constexpr std::string_view names[] = {"info", "warning", "error"};
    std::string line = format_time(real_time()) + ' ' + std::string(names[static_cast<int>(level)]) + ' ';
    line += words;
    for (auto const& [key, value] : pairs) {
        line += ' ';
        line += key;
        line += '=';
        for (char const c : value) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    line += '\n';
    // One call, so that lines of several threads do not mix.
    [[maybe_unused]] auto const written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace entrepot
