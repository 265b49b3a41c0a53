// The worker of recurring chores: see job.hpp.
#include "base/log.hpp"
#include "jobs/job.hpp"

namespace entrepot::jobs {

Worker::Worker(db::Database& database, std::vector<Chore> chores)
    : database_(database), chores_(std::move(chores)), thread_([this] { loop(); }) {}

Worker::~Worker() { stop(); }

void Worker::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Worker::loop() {
    std::vector<std::chrono::steady_clock::time_point> due(chores_.size(), std::chrono::steady_clock::now());
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        auto next = std::chrono::steady_clock::now() + minutes{1};
        for (std::size_t i = 0; i < chores_.size() && !stopping_; ++i) {
            if (due[i] <= std::chrono::steady_clock::now()) {
                lock.unlock();
                run(chores_[i]);
                lock.lock();
                due[i] = std::chrono::steady_clock::now() + chores_[i].every;
            }
            next = std::min(next, due[i]);
        }
        wake_.wait_until(lock, next, [&] { return stopping_; });
    }
}

void Worker::run(Chore const& chore) {
    try {
        for (bool more = true; more;) {
            {
                std::lock_guard const lock(mutex_);
                if (stopping_) return;
            }
            database_.write([&](db::Tx& tx) { more = chore.slice(tx, real_time()); });
        }
    } catch (std::exception const& error) {
        log(Level::warning, "a chore failed and is tried again",
            {{"chore", chore.name}, {"why", error.what()}});
    }
}

}  // namespace entrepot::jobs
