// Printing progress: see progress.hpp.
#include "app/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace entrepot::app {

namespace {

using namespace std::chrono_literals;

constexpr auto between_bars = 100ms;
constexpr auto between_lines = 5s;
constexpr int bar_width = 24;

std::string bar(std::int64_t done, std::int64_t total) {
    auto const filled = static_cast<std::size_t>(std::min(done, total) * bar_width / total);
    return '[' + std::string(filled, '#') + std::string(bar_width - filled, '.') + "] ";
}

std::string two_digits(long number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string grouped(std::int64_t number) {
    auto out = std::to_string(number);
    auto const digits_begin = number < 0 ? 1 : 0;
    for (auto at = static_cast<int>(out.size()) - 3; at > digits_begin; at -= 3)
        out.insert(static_cast<std::size_t>(at), 1, ',');
    return out;
}

std::string duration_words(double seconds) {
    auto const whole = std::lround(std::max(0.0, seconds));
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + two_digits(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + two_digits(whole % 3600 / 60) + " min";
}

std::string progress_words(std::string const& work, std::string const& unit, std::int64_t done,
                           std::int64_t total, std::int64_t begun_at, double seconds) {
    auto out = work + ": " + grouped(done);
    if (total > 0) out += " of " + grouped(total);
    out += ' ' + unit;
    if (total > 0) out += ", " + std::to_string(done * 100 / total) + " %";
    auto const rate = seconds > 0 ? static_cast<double>(done - begun_at) / seconds : 0;
    if (rate > 0) out += ", " + grouped(std::lround(rate)) + "/s";
    if (rate > 0 && total > done)
        out += ", " + duration_words(static_cast<double>(total - done) / rate) + " left";
    if (total > 0 && done >= total) out += ", " + duration_words(seconds);
    return out;
}

Progress::Progress(std::string work, std::string unit, std::int64_t total, std::int64_t begun_at)
    : work_(std::move(work)),
      unit_(std::move(unit)),
      total_(total),
      begun_at_(begun_at),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      begun_(Clock::now()),
      next_(begun_ + (is_terminal_ ? Clock::duration(between_bars) : Clock::duration(between_lines))) {}

Progress::~Progress() {
    if (!line_is_open_) return;
    [[maybe_unused]] auto const written = write(STDERR_FILENO, "\n", 1);
}

void Progress::at(std::int64_t done) {
    auto const now = Clock::now();
    if (now < next_) return;
    next_ = now + (is_terminal_ ? Clock::duration(between_bars) : Clock::duration(between_lines));
    print(done);
}

void Progress::end(std::int64_t done) {
    // Short work on no terminal needs no line of its own.
    if (is_terminal_ || said_something_) print(done);
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }

void Progress::print(std::int64_t done) {
    auto line = progress_words(work_, unit_, done, total_, begun_at_, seconds());
    if (is_terminal_) line = '\r' + (total_ > 0 ? bar(done, total_) : "") + line + "\x1b[K";
    else line += '\n';
    line_is_open_ = is_terminal_;
    said_something_ = true;
    [[maybe_unused]] auto const written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace entrepot::app
