// The SQL of filling: see fill_store.hpp.
#include "sandbox/fill_store.hpp"

namespace entrepot::sandbox {

namespace {

auto const deployment = Scope::everyone("a filling is the deployment's");

}  // namespace

std::optional<FillState> find_fill(db::Tx& tx) {
    return tx.find<FillState>(deployment, "SELECT {*} FROM sandbox_fills WHERE name = 'world' AND {shared}");
}

void save(db::Tx& tx, FillState const& state) {
    tx.exec(deployment,
            "INSERT INTO sandbox_fills (name, wanted, done, stage, changed_at) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (name) DO UPDATE SET wanted = excluded.wanted, done = excluded.done, "
            "stage = excluded.stage, changed_at = excluded.changed_at",
            state.name, state.wanted, state.done, state.stage, state.changed);
}

void put_indexes_aside(db::Tx& tx) {
    auto const all = tx.list<IndexAside>(
        deployment,
        "SELECT {*} FROM {indexes} WHERE table_name IN ('tenants', 'users', 'domains', 'customers', "
        "'customer_words', 'agreements', 'orders', 'subscriptions') AND {shared} ORDER BY name");
    for (auto const& index : all) {
        tx.insert(deployment, index);
        tx.script("DROP INDEX " + index.name);
    }
}

std::vector<IndexAside> indexes_aside(db::Tx& tx) {
    return tx.list<IndexAside>(deployment, "SELECT {*} FROM indexes_aside WHERE {shared} ORDER BY name");
}

void build_index(db::Tx& tx, IndexAside const& index) {
    tx.script(index.definition);
    tx.exec(deployment, "DELETE FROM indexes_aside WHERE name = $1 AND {shared}", index.name);
}

}  // namespace entrepot::sandbox
