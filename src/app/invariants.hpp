// What must be true of every database, as questions: each counts the rows that break it.
#pragma once

#include <string>
#include <vector>

#include "db/tx.hpp"

namespace entrepot::app {

struct Invariant {
    enum class Kind : std::uint8_t {
        state,  // among the tables; cheap of one customer (Scope::customer), by index
        whole,  // among the tables; only over all of them
        log,    // state and events agree, over all; a bulk fill breaks it: one event for many customers
    };
    Kind kind;
    char const* what;  // in the words of an operator
    db::Sql broken;
};

std::vector<Invariant> const& invariants();

struct Broken {
    std::string what;
    std::int64_t rows = 0;
};
// What does not hold of the kinds up to `last`, within a customer or over everything.
std::vector<Broken> find_broken(db::Tx& tx, Scope const& scope, Invariant::Kind last);

}  // namespace entrepot::app
