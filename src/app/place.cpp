// Options that commands share, and bars: see place.hpp.
#include "app/place.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace entrepot::app {

void add_place(CLI::App& command, Place& place) {
    command.add_option("--data", place.data, "The data folder")->capture_default_str();
    command
        .add_option("--database", place.database,
                    "postgresql://user@host:5432/entrepot instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
}

void Bars::begin(std::string const& work, std::string const& unit, std::int64_t total) {
    bar_.emplace(work, unit, total);
    done_ = 0;
}

void Bars::at(std::int64_t done) {
    done_ = done;
    bar_->at(done);
}

void Bars::end() {
    bar_->end(done_);
    bar_.reset();
}

std::string size_words(std::int64_t bytes) {
    char const* const units[] = {"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    int unit = 0;
    while (value >= 1000 && unit < 4) value /= 1000, ++unit;
    char out[32];
    std::snprintf(out, sizeof out, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return out;
}

void say(std::string const& line) {
    std::fputs((line + '\n').c_str(), stdout);
    std::fflush(stdout);
}

}  // namespace entrepot::app
