// Reads the database after a kill and holds it against what was acknowledged.
#pragma once

#include <functional>
#include <set>

#include "events/event.hpp"
#include "journal.hpp"

namespace entrepot::crash {

class Checker {
public:
    // `fail` is told each thing that is wrong, in words.
    Checker(Journal& journal, std::function<void(std::string const&)> fail);

    // What is new in the log since the last look, and the stories it belongs to; those that were acknowledged
    // since are found by their next step.
    void look(db::Database& database);
    // Every story, and every invariant of the product over all tables.
    void look_at_everything(db::Database& database, bool sqlite);

    std::size_t looked_at() const { return looked_at_; }

private:
    // With everything that is new in the log taken.
    void read(db::Database& database, db::Work const& work);
    void take_events(db::Tx& tx);
    void take(db::Tx& tx, events::Event const& event);
    void judge_new(db::Tx& tx);
    void judge(db::Tx& tx, Story& story);
    bool judge_steps(Story const& story);
    void judge_customer(db::Tx& tx, Story const& story);
    void judge_subscriptions(db::Tx& tx, Story const& story, Scope const& scope, Uuid const& customer);
    void expect(bool truth, Story const& story, std::string const& what);

    Journal& journal_;
    std::function<void(std::string const&)> fail_;
    events::Place last_;
    std::vector<std::size_t> judged_;  // by story: how many steps were acknowledged at the last look
    std::set<std::uint32_t> touched_;  // by new events
    std::size_t first_open_ = 0;       // the stories before it were over at the last look
    std::size_t looked_at_ = 0;
};

}  // namespace entrepot::crash
