// Progress of long work on standard error: a bar where it is a terminal, else a plain line every few seconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace entrepot::app {

// "fill: 1,250,000 of 5,000,000 customers, 25 %, 9,812/s, 6 min 22 s left"; without a total, how many and how
// fast. `begun_at` is what was there before this run and does not count for the rate.
std::string progress_words(std::string const& work, std::string const& unit, std::int64_t done,
                           std::int64_t total, std::int64_t begun_at, double seconds);
// "6 min 22 s", "1 h 04 min", "12 s".
std::string duration_words(double seconds);
// "1,250,000".
std::string grouped(std::int64_t number);

// Used by one thread. at() may be called as often as is convenient: it looks at the clock before it prints.
class Progress {
public:
    // total 0: not known.
    Progress(std::string work, std::string unit, std::int64_t total, std::int64_t begun_at = 0);
    // Ends the bar's line, so that what follows begins on its own; says nothing else.
    ~Progress();
    Progress(Progress const&) = delete;

    void at(std::int64_t done);
    // The last state, whatever the time since the last line.
    void end(std::int64_t done);

private:
    void print(std::int64_t done);
    double seconds() const;

    using Clock = std::chrono::steady_clock;
    std::string work_, unit_;
    std::int64_t total_, begun_at_;
    bool is_terminal_;
    bool line_is_open_ = false, said_something_ = false;
    Clock::time_point begun_, next_;
};

}  // namespace entrepot::app
