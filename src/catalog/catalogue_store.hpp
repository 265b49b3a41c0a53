// The catalogue's tables, and the snapshot that everybody reads instead of them.
#pragma once

#include "catalog/catalogue.hpp"
#include "db/tx.hpp"

namespace entrepot::catalog {

// Fills the tables from data/catalogue.json where the deployment's catalogue is empty; otherwise leaves all
// as it is.
void load(db::Tx& tx);

// The catalogue as this transaction sees it. It is kept current by its version, one row under a fixed key:
// whoever changes the tables gives them a new version in the same transaction (touch), and a reader whose
// snapshot has another version reads all tables anew. So a call costs one lookup of that row (under a
// microsecond), in whichever process or transaction the change was made, and nothing is seen before it is
// committed. A deployment without a catalogue has an empty one.
Snapshot current(db::Tx& tx);
void expect_current(db::Tx& tx);

// Says that the tables changed.
void touch(db::Tx& tx, Time real_now);

}  // namespace entrepot::catalog
