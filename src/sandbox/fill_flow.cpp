// Filling a sandbox: see fill_flow.hpp.
#include "sandbox/fill_flow.hpp"

#include <algorithm>
#include <future>

#include "base/embedded.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_bulk_store.hpp"
#include "customers/customer_tally_store.hpp"
#include "db/bulk.hpp"
#include "events/event.hpp"
#include "sandbox/fill_rows_flow.hpp"
#include "sandbox/fill_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::sandbox {

namespace {

auto const everyones = Scope::everyone("a filling writes rows of all partners at once");

Inventor make_inventor() {
    return {json::read<std::vector<NameParts>>(embedded("data/world/names.json"), {.stored = true}),
            json::read<std::vector<SeedCustomer>>(embedded("data/world/customers.json"), {.stored = true})};
}

// One event for the customers of a batch that are one partner's: an event each would be half of the world.
struct Filled {
    std::int64_t customers = 0, first = 0, before = 0;
    static constexpr std::string_view schema_name = "CustomersFilled";
    static constexpr auto fields() {
        return Fields{field("customers", &Filled::customers, "How many of this partner."),
                      field("first", &Filled::first, "The batch's first number."),
                      field("before", &Filled::before, "And the next batch's.")};
    }
};

void write_rows(db::Tx& tx, FilledRows const& rows) {
    db::insert_all(tx, everyones, rows.tenants);
    db::insert_all(tx, everyones, rows.users);
    db::insert_all(tx, everyones, rows.domains);
    customers::insert_all(tx, everyones, rows.customers);
    db::insert_all(tx, everyones, rows.agreements);
    db::insert_all(tx, everyones, rows.orders);
    subscriptions::insert_all(tx, everyones, rows.subscriptions);
    subscriptions::TallyBook tallies;
    for (auto const& one : rows.subscriptions) tallies.count(one, subscriptions::figures_of(one));
    tallies.write(tx);
}

class Filling {
public:
    Filling(db::Database& database, Safe& safe, FillOptions const& options, FillListener const& tell)
        : database_(database), safe_(safe), options_(options), tell_(tell), inventor_(make_inventor()) {}

    std::int64_t run() {
        database_.read([&](db::Tx& tx) { state_ = find_fill(tx).value_or(FillState{}); });
        auto const before = state_.done;
        while (state_.stage != FillStage::done || state_.done < options_.customers) {
            if (state_.stage == FillStage::done) begin();
            if (state_.stage == FillStage::customers) add_customers();
            if (state_.stage == FillStage::words) sort_words();
            if (state_.stage == FillStage::indexes) build_indexes();
        }
        return state_.done - before;
    }

private:
    void step(FillState next, std::function<void(db::Tx&)> const& work) {
        next.changed = real_time();
        database_.write([&](db::Tx& tx) {
            work(tx);
            save(tx, next);
        });
        state_ = next;
    }

    std::int64_t batch() const {
        return options_.batch > 0 ? options_.batch
                                  : std::clamp<std::int64_t>(state_.wanted / 5, 200'000, 1'000'000);
    }

    void begin() {
        auto next = state_;
        next.wanted = options_.customers;
        next.stage = FillStage::customers;
        step(next, [&](db::Tx& tx) {
            if (state_.done == 0) add_sellers(tx, inventor_, real_time());
            // Few more are sorted in faster than all are sorted anew.
            if (next.wanted - next.done >= next.done) put_indexes_aside(tx);
            customers::begin_bulk(tx);
        });
    }

    void add_customers() {
        std::optional<Sellers> sellers;
        catalog::Snapshot catalogue;
        database_.read([&](db::Tx& tx) {
            sellers.emplace(tx);
            catalogue = catalog::current(tx);
        });
        RowMaker const maker(inventor_, *sellers, catalogue, safe_, real_time());
        while (state_.done < state_.wanted) {
            auto next = state_;
            next.done = std::min(state_.done + batch(), state_.wanted);
            step(next, [&](db::Tx& tx) { add_batch(tx, maker, *sellers, state_.done, next.done); });
        }
        auto next = state_;
        next.stage = FillStage::words;
        step(next, [](db::Tx&) {});
    }

    // The next chunk is made while one is written.
    void add_batch(db::Tx& tx, RowMaker const& maker, Sellers const& sellers, std::int64_t first,
                   std::int64_t before) {
        auto const make = [&](std::int64_t at) {
            return std::async(std::launch::async,
                              [&, at] { return maker.make(at, std::min(options_.chunk, before - at)); });
        };
        std::map<Id<Tenant>, std::int64_t> counts;
        customers::TallyBook tallies;
        auto coming = make(first);
        for (auto at = first; at < before; at += options_.chunk) {
            auto const rows = coming.get();
            if (at + options_.chunk < before) coming = make(at + options_.chunk);
            write_rows(tx, rows);
            for (auto const& one : rows.customers) {
                ++counts[one.partner];
                tallies.count(one);
            }
            tell_(FillStage::customers, std::min(at + options_.chunk, before), state_.wanted);
        }
        tallies.write(tx);
        for (auto const& seller : sellers.all())
            if (auto const found = counts.extract(seller.partner.id)) {
                auto act = Act::system(real_time(), real_time());
                act.caller.tenant = seller.partner.id;
                act.caller.kind = seller.partner.kind;
                events::append(tx, act, {seller.partner.id, std::nullopt, std::nullopt}, "customers_filled",
                               seller.partner.id, Filled{found.mapped(), first, before});
            }
    }

    void sort_words() {
        tell_(FillStage::words, 0, 1);
        auto next = state_;
        next.stage = FillStage::indexes;
        step(next, [](db::Tx& tx) { customers::end_bulk(tx); });
    }

    void build_indexes() {
        std::vector<IndexAside> aside;
        database_.read([&](db::Tx& tx) { aside = indexes_aside(tx); });
        for (std::size_t i = 0; i < aside.size(); ++i) {
            tell_(FillStage::indexes, static_cast<std::int64_t>(i), static_cast<std::int64_t>(aside.size()));
            step(state_, [&](db::Tx& tx) { build_index(tx, aside[i]); });
        }
        auto next = state_;
        next.stage = FillStage::done;
        step(next, [](db::Tx&) {});
    }

    db::Database& database_;
    Safe& safe_;
    FillOptions options_;
    FillListener const& tell_;
    Inventor inventor_;
    FillState state_;
};

}  // namespace

std::int64_t fill(db::Database& database, Safe& safe, FillOptions const& options, FillListener const& tell) {
    return Filling(database, safe, options, tell).run();
}

void refuse_half_filled(db::Database& database) {
    std::optional<FillState> state;
    database.read([&](db::Tx& tx) { state = find_fill(tx); });
    if (state && state->stage != FillStage::done)
        throw db::Unavailable(
            "a big world was begun here and is not ended: run `entrepot sandbox fill "
            "--customers " +
            std::to_string(state->wanted) + "` on it again; it goes on where it was");
}

}  // namespace entrepot::sandbox
