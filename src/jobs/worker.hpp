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
    // Before a lane takes its first job. On a full disk it is tried again until there is room.
    void begin();
    void run_lane(Lane lane);
    void keep_leases();
    // False where the server stops.
    bool wait(std::chrono::milliseconds time);

    Surroundings around_;
    Registry const& registry_;
    Runner runner_;
    std::mutex begin_mutex_;
    bool begun_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entrepot::jobs
