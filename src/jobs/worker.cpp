// A server's job threads: see worker.hpp.
#include "jobs/worker.hpp"

#include "base/log.hpp"

namespace entrepot::jobs {

namespace {

using namespace std::chrono_literals;

constexpr auto look_time = 500ms;  // between two looks where nothing was due
constexpr auto lease_time = 10s;   // between two extensions
constexpr Lane lanes[] = {Lane::quick, Lane::quick, Lane::slow};

}  // namespace

Worker::Worker(Surroundings const& around, Registry const& registry)
    : around_(around), registry_(registry), runner_(around, registry) {
    try {
        begin();
    } catch (db::Unavailable const& why) {
        if (!why.disk_is_full) throw;  // else what is there is served, and the lanes try again
    }
    for (auto const lane : lanes) threads_.emplace_back([this, lane] { run_lane(lane); });
    threads_.emplace_back([this] { keep_leases(); });
}

void Worker::begin() {
    std::lock_guard const lock(begin_mutex_);
    if (begun_) return;
    runner_.begin();
    registry_.begin_chores(around_.database);
    begun_ = true;
}

Worker::~Worker() { stop(); }

void Worker::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    runner_.stop();
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

bool Worker::wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !wake_.wait_for(lock, time, [&] { return stopping_; });
}

void Worker::run_lane(Lane lane) {
    for (auto pause = 0ms; wait(pause);) {
        try {
            begin();
            pause = runner_.run_one(lane) ? 0ms : look_time;
        } catch (std::exception const& error) {
            log(Level::warning, "jobs cannot be taken", {{"why", error.what()}});
            pause = 2s;
        }
    }
}

void Worker::keep_leases() {
    while (wait(lease_time)) {
        try {
            runner_.keep_leases();
        } catch (std::exception const& error) {
            log(Level::warning, "leases of jobs cannot be extended", {{"why", error.what()}});
        }
    }
}

}  // namespace entrepot::jobs
