// A few threads for what would hold an io thread up: hashing, PDF, exports, slow reads.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace entrepot::api {

class Pool {
public:
    // Threads of a niceness above 0 give way to all others.
    explicit Pool(int threads, std::size_t limit = 1024, int niceness = 0);
    ~Pool();
    // False where the queue is full.
    bool submit(std::function<void()> work);
    void stop();

private:
    void loop();

    std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entrepot::api
