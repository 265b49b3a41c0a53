// Work that runs later or again and again: small slices that yield to requests.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "db/database.hpp"

namespace entrepot::jobs {

// A recurring chore: does a slice in a write transaction of its own; true where more is to be done at once.
struct Chore {
    std::string name;
    std::chrono::seconds every;
    std::function<bool(db::Tx&, Time real_now)> slice;
};

// One thread that runs chores when they fall due. A chore that fails is logged and tried at its next turn.
class Worker {
public:
    Worker(db::Database& database, std::vector<Chore> chores);
    ~Worker();
    void stop();

private:
    void loop();
    void run(Chore const& chore);

    db::Database& database_;
    std::vector<Chore> chores_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace entrepot::jobs
