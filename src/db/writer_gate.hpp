// Lets writers in together, and one that has met others too often in alone, so that it comes to its end.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace entrepot::db {

class WriterGate {
public:
    // Waits to be let in; leaves when it ends. Without a gate it lets in at once. One at a time on a thread.
    class Pass {
    public:
        Pass(WriterGate* gate, bool alone) : gate_(gate), alone_(alone) {
            if (gate_) gate_->enter(alone_);
        }
        ~Pass() {
            if (gate_) gate_->leave(alone_);
        }
        Pass(Pass const&) = delete;

    private:
        WriterGate* gate_;
        bool alone_;
    };

private:
    // Whoever wants to be alone goes first: others would keep it waiting for ever. Nobody waits longer than
    // a stuck one inside may take: being alone only helps, and nothing rests on it.
    void enter(bool alone) {
        using namespace std::chrono_literals;
        std::unique_lock lock(mutex_);
        waiting_alone_ += alone;
        wake_.wait_for(lock, 2s, [&] { return alone ? inside_ == 0 : waiting_alone_ == 0 && !is_alone_; });
        waiting_alone_ -= alone;
        ++inside_;
        is_alone_ |= alone;
    }
    void leave(bool alone) {
        std::lock_guard const lock(mutex_);
        --inside_;
        if (alone) is_alone_ = false;
        wake_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    int inside_ = 0, waiting_alone_ = 0;
    bool is_alone_ = false;
};

}  // namespace entrepot::db
