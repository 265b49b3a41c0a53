// The figures that lists show are at all times what the subscriptions add up to.
#include <doctest/doctest.h>

#include <map>

#include "catalog/catalogue_store.hpp"
#include "subscriptions/change_flow.hpp"
#include "support/house.hpp"

using namespace entrepot;
using namespace entrepot::subscriptions;

namespace {

auto const all = Scope::everyone("a test looks at the whole world");

struct FiguresRow {
    Id<Tenant> customer, reseller;
    std::int64_t subscriptions = 0, licenses = 0, monthly_minor = 0;
    static constexpr std::string_view schema_name = "FiguresRow";
    static constexpr auto fields() {
        using F = FiguresRow;
        return Fields{field("customerId", &F::customer, ""), field("resellerId", &F::reseller, ""),
                      field("subscriptions", &F::subscriptions, ""), field("licenses", &F::licenses, ""),
                      field("monthlyMinor", &F::monthly_minor, "")};
    }
};

// How many figures are not the sum of the subscriptions of their customer and reseller.
int wrong_figures(db::Tx& tx) {
    std::map<std::pair<Uuid, Uuid>, Figures> sums;
    for (auto const& one : tx.list<Record>(all, "SELECT {*} FROM subscriptions WHERE {scope}")) {
        auto& sum = sums[{one.customer, one.reseller.value_or(Id<Tenant>{})}];
        sum = sum + figures_of(one);
    }
    int wrong = 0;
    for (auto const& row : tx.list<FiguresRow>(all, "SELECT {*} FROM customer_figures WHERE {scope}")) {
        std::pair<Uuid, Uuid> const owner{row.customer, row.reseller};
        wrong += sums[owner] != Figures{row.subscriptions, row.licenses, row.monthly_minor};
        sums.erase(owner);
    }
    for (auto const& [owner, sum] : sums) wrong += !sum.is_zero();
    return wrong;
}

void change_status(db::Tx& tx, Record const& before, Status to) {
    auto act = Act::system(before.created, before.created);
    act.caller.tenant = before.partner;
    act.caller.kind = TenantKind::direct_bill;
    Ask ask;
    ask.status = to;
    auto const around = surroundings_of(tx, act, before, ask);
    save(tx, act, before, ask, around, change(before, ask, around, act.now));
}

}  // namespace

TEST_CASE("figures are the sum of the subscriptions, in the seeded world and after changes") {
    support::House house;
    house.database().write([](db::Tx& tx) {
        CHECK(wrong_figures(tx) == 0);
        int bases = 0, turn = 0;
        for (auto const& one : tx.list<Record>(all, "SELECT {*} FROM subscriptions WHERE {scope}")) {
            if (one.parent || one.status != Status::active) continue;
            change_status(tx, one, ++turn % 2 ? Status::suspended : Status::deleted);
            bases += !add_ons_of(tx, all, one.customer, one.id).empty();
        }
        CHECK(turn > 100);
        CHECK(bases > 20);
        CHECK(wrong_figures(tx) == 0);
    });
}
