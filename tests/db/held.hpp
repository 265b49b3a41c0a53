// Keeps SQLite's writer within a transaction until it is let go, so that what follows is one batch.
#pragma once

#include <doctest/doctest.h>

#include <future>

#include "db/database.hpp"

namespace entrepot::db {

class Held {
public:
    explicit Held(Database& database, Isolation isolation = Isolation::serializable) {
        Write write{[this](Tx&) { wait(); }, [this](auto) { ended_.set_value(); }};
        write.isolation = isolation;
        REQUIRE(database.submit(std::move(write)));
        begun_.get_future().wait();
    }
    void go() {
        go_.set_value();
        ended_.get_future().wait();
    }

private:
    void wait() {
        if (ran_) return;  // the batch is run again when one of it fails
        ran_ = true;
        begun_.set_value();
        go_.get_future().wait();
    }

    bool ran_ = false;  // of the writer's thread alone
    std::promise<void> begun_, go_, ended_;
};

}  // namespace entrepot::db
