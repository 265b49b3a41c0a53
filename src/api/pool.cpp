// The heavy pool: see pool.hpp.
#include "api/pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace entrepot::api {

Pool::Pool(int threads, std::size_t limit, int niceness) : limit_(limit) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this, niceness] {
            // On Linux a thread has a niceness of its own. Where it may not, it runs as the others do.
            if (niceness > 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
            loop();
        });
}

Pool::~Pool() { stop(); }

bool Pool::submit(std::function<void()> work) {
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || queue_.size() >= limit_) return false;
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void Pool::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Pool::loop() {
    while (true) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace entrepot::api
