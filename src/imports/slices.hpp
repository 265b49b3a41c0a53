// How many rows a slice takes, so that it holds the one writer no longer than a request would.
#pragma once

#include <algorithm>
#include <chrono>

namespace entrepot::imports {

class Slices {
public:
    // `waits`: each statement is a way over a network, and other writers go on meanwhile.
    explicit Slices(bool waits) : fixed_(waits), rows_(waits ? 200 : 20) {}

    int rows() const { return rows_; }
    // How long the last one took.
    void took(std::chrono::steady_clock::duration time) {
        if (fixed_) return;
        auto const micros = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
        auto const fits = static_cast<std::int64_t>(rows_) * aim_us / std::max<std::int64_t>(micros, 100);
        // A slow one may have met a busy disk: half way to what it says.
        rows_ = static_cast<int>(std::clamp<std::int64_t>((rows_ + fits + 1) / 2, 5, 500));
    }

private:
    static constexpr std::int64_t aim_us = 4'000;
    bool fixed_;
    int rows_;
};

class Stopwatch {
public:
    std::chrono::steady_clock::duration time() const { return std::chrono::steady_clock::now() - begun_; }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace entrepot::imports
