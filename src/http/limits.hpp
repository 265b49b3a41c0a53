// How much the server takes on at once: connections, descriptors, memory for what is on its way in and out.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace entrepot::http {

struct Limits {
    std::size_t descriptors = 0;  // what the system allows this process, after raising it as far as it may
    std::size_t connections = 0;  // what is left for clients: beyond, 503 and the connection is closed
};
// Raises the soft limit of descriptors (RLIMIT_NOFILE) to the hard one. doctor says what comes of it: where
// `connections` are fewer than wanted, the operator raises LimitNOFILE.
Limits raise_limits(std::size_t wanted_connections);
// How many clients so many descriptors are enough for, beside what the server itself opens.
std::size_t connections_within(std::size_t descriptors);

// Bytes of bodies and answers that are held in memory, over all connections; any thread.
class Budget {
public:
    explicit Budget(std::size_t limit) : limit_(limit) {}

    // False where it would be too much: nothing was taken.
    bool take(std::size_t bytes);
    // For what is there already: an answer to a slow reader.
    void add(std::size_t bytes) { used_ += bytes; }
    void give(std::size_t bytes) { used_ -= bytes; }
    bool is_full() const { return used_ >= limit_; }
    // Then who is slow has less time.
    bool is_scarce() const { return used_ >= limit_ / 2; }

private:
    std::size_t const limit_;
    std::atomic<std::size_t> used_ = 0;
};

// A part of the budget, given back at the end.
class Held {
public:
    explicit Held(Budget& budget) : budget_(budget) {}
    ~Held() { let_go(); }
    Held(Held const&) = delete;

    bool take(std::size_t bytes) {
        if (!budget_.take(bytes)) return false;
        bytes_ += bytes;
        return true;
    }
    void add(std::size_t bytes) {
        budget_.add(bytes);
        bytes_ += bytes;
    }
    void let_go() { budget_.give(std::exchange(bytes_, 0)); }

private:
    Budget& budget_;
    std::size_t bytes_ = 0;
};

}  // namespace entrepot::http
