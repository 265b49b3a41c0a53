// The threads of a server that run jobs and chores.
#pragma once

#include <condition_variable>
#include <thread>
#include <vector>

#include "jobs/run.hpp"

namespace entrepot::jobs {

class Worker {
public:
    Worker(Surroundings const& around, Registry const& registry);
    ~Worker();
    // Waits for the slices that run.
    void stop();

private:
    void run_lane(Lane lane);
    void keep_leases();
    // False where the server stops.
    bool wait(std::chrono::milliseconds time);

    Runner runner_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entrepot::jobs
