// Whether what a write read before its turn still holds (db::Write::ahead): a count that moves with every
// write that may change what others rest on.
#pragma once

#include <atomic>
#include <cstdint>

namespace entrepot::db {

class Stillness {
public:
    static constexpr std::uint64_t never = ~std::uint64_t{0};

    // Before a view is taken; `never` while something is open that the view would not show.
    std::uint64_t moment() const {
        auto const count = count_.load(std::memory_order_acquire);
        return count % 2 == 0 ? count : never;
    }
    bool holds(std::uint64_t moment) const { return moment == count_.load(std::memory_order_relaxed); }

    // By the writer alone: before a write that may change more than it adds, and when its transaction ended.
    void disturb() {
        auto const count = count_.load(std::memory_order_relaxed);
        if (count % 2 == 0) count_.store(count + 1, std::memory_order_release);
    }
    void settle() {
        auto const count = count_.load(std::memory_order_relaxed);
        if (count % 2 != 0) count_.store(count + 1, std::memory_order_release);
    }

private:
    std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace entrepot::db
