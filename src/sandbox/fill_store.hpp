// How far a filling is, and the indexes that it has put aside.
#pragma once

#include "base/time.hpp"
#include "db/tx.hpp"

namespace entrepot::sandbox {

// In this order. Search terms and indexes are sorted at the end, which is many times faster than putting each
// row between the others.
enum class FillStage : std::uint8_t { customers, words, indexes, done };
constexpr auto wire_names(FillStage) {
    return std::array{Wire{FillStage::customers, "customers"}, Wire{FillStage::words, "words"},
                      Wire{FillStage::indexes, "indexes"}, Wire{FillStage::done, "done"}};
}

struct FillState {
    std::string name = "world";
    std::int64_t wanted = 0, done = 0;
    FillStage stage = FillStage::done;
    Time changed;
    static constexpr std::string_view schema_name = "SandboxFill";
    static constexpr std::string_view table = "sandbox_fills";
    static constexpr auto fields() {
        using F = FillState;
        return Fields{field("name", &F::name, "").key(), field("wanted", &F::wanted, "Customers."),
                      field("done", &F::done, "Customers."), field("stage", &F::stage, ""),
                      field("changedAt", &F::changed, "Real time.")};
    }
};
std::optional<FillState> find_fill(db::Tx& tx);
void save(db::Tx& tx, FillState const& state);

struct IndexAside {
    std::string name, definition;
    static constexpr std::string_view schema_name = "IndexAside";
    static constexpr std::string_view table = "indexes_aside";
    static constexpr auto fields() {
        return Fields{field("name", &IndexAside::name, "").key(),
                      field("definition", &IndexAside::definition, "")};
    }
};
// Drops the indexes of the tables that a filling writes, and keeps how they are made.
void put_indexes_aside(db::Tx& tx);
std::vector<IndexAside> indexes_aside(db::Tx& tx);
void build_index(db::Tx& tx, IndexAside const& index);

}  // namespace entrepot::sandbox
