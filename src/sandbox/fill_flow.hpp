// Filling a sandbox with customers by the million: in batches, each durable; killed, it goes on where it was.
#pragma once

#include <functional>
#include <string>

#include "base/safe.hpp"
#include "db/database.hpp"
#include "sandbox/fill_store.hpp"

namespace entrepot::sandbox {

// What a filling tells of itself: `done` of `total` customers or indexes.
using FillListener = std::function<void(FillStage stage, std::int64_t done, std::int64_t total)>;

struct FillOptions {
    std::int64_t customers = 0;    // as many as there are in the end; one that was begun is ended first
    // Of one transaction. What lies in the order of random names is written anew by each: the more a world
    // has, the fewer there are of them. 0: a fifth of the whole, not under 200,000 nor over a million.
    std::int64_t batch = 0;
    std::int64_t chunk = 1'000;    // that are made while others are written
};

// In a seeded world, with nobody else at work on the database. Answers how many this run added.
std::int64_t fill(db::Database& database, Safe& safe, FillOptions const& options, FillListener const& tell);

// Throws db::Unavailable, with what to do, where a filling was begun and not ended: indexes are missing then.
void refuse_half_filled(db::Database& database);

}  // namespace entrepot::sandbox
