// The kept reading of a sandbox clock: a reading that was begun before the clock moved is not kept.
#include <doctest/doctest.h>

#include "support/house.hpp"

namespace entrepot::access {

namespace {

// A database whose readings are slow to come back: something happens between what they saw and their answer.
class SlowToAnswer : public db::Database {
public:
    explicit SlowToAnswer(db::Database& inner) : inner_(inner) {}

    void read(db::Work const& work, int budget_ms) override {
        inner_.read(work, budget_ms);
        if (auto const meanwhile = std::exchange(meanwhile_, nullptr)) meanwhile();
    }
    bool submit(db::Write write) override { return inner_.submit(std::move(write)); }
    bool waits() const override { return false; }
    std::shared_ptr<void> alone() override { return nullptr; }
    void stop() override {}
    void during_the_next_reading(std::function<void()> work) { meanwhile_ = std::move(work); }

private:
    db::Database& inner_;
    std::function<void()> meanwhile_;
};

}  // namespace

TEST_CASE("clocks: what was read before a move is not kept after it") {
    support::House house;
    SlowToAnswer database(house.database());
    Keeper keeper(database, house.inside().keeper().vault(), true);
    Caller caller;
    caller.tenant = house.tenant("provider").id;
    database.during_the_next_reading([&] {
        house.database().write([&](db::Tx& tx) {
            save_clock(tx, {find_tenant(tx, caller.tenant)->clock_owner, 3'600'000'000});
        });
        keeper.forget_clocks();
    });
    auto const now = real_time();
    CHECK(keeper.business_time(caller, now) == now);
    CHECK(keeper.business_time(caller, now) == now + hours{1});
}

}  // namespace entrepot::access
