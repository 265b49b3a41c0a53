// Logging: see log.hpp.
#include "base/log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/time.hpp"

namespace entrepot {

namespace {

// Whether standard error is the journal's: systemd names device and inode of the stream that it gave.
bool goes_to_journal() {
    auto const* const stream = std::getenv("JOURNAL_STREAM");
    struct stat about {};
    return stream && fstat(STDERR_FILENO, &about) == 0 &&
           std::to_string(about.st_dev) + ':' + std::to_string(about.st_ino) == stream;
}

}  // namespace

void log(Level level, std::string_view words,
         std::initializer_list<std::pair<std::string_view, std::string>> pairs) {
    constexpr std::string_view names[] = {"info", "warning", "error"};
    // The journal takes them off, and knows then what `journalctl -p warning` asks for.
    constexpr std::string_view priorities[] = {"<6>", "<4>", "<3>"};
    static bool const journal = goes_to_journal();
    std::string line(journal ? priorities[static_cast<int>(level)] : "");
    line += format_time(real_time()) + ' ';
    line += names[static_cast<int>(level)];
    line += ' ';
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
