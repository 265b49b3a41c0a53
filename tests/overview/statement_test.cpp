// A reseller's statement: it adds up to its exposure, page by page, and holds nobody else's lines.
#include <doctest/doctest.h>

#include <algorithm>

#include "overview/statement_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"
#include "support/house.hpp"

namespace entrepot::overview {

namespace {

std::vector<StatementRow> walked(db::Tx& tx, Scope const& scope, Id<Tenant> provider, Id<Tenant> reseller,
                                 int page) {
    std::vector<StatementRow> out;
    StatementPlace place;
    for (bool more = true; more;) {
        auto found = statement_page(tx, scope, provider, reseller, place, page);
        for (auto& row : found.rows) out.push_back(std::move(row));
        more = found.rest.has_value();
        if (more) place = *found.rest;
    }
    return out;
}

std::string fetched(support::House& house, std::string const& who, std::string const& target, int status) {
    auto request = support::request(api::Method::get, target);
    request.headers = house.caller(who);
    auto const answer = house.ask(std::move(request));
    CHECK(answer.status == status);
    return answer.body;
}

std::int64_t lines(std::string const& text) { return std::count(text.begin(), text.end(), '\n'); }

}  // namespace

TEST_CASE("a statement's lines are what is sold through the reseller, in pages of any size") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        Id<Tenant> const provider{house.tenant("provider").id};
        for (auto const* name : {"ponant", "vilaine", "meusienne"}) {
            Id<Tenant> const reseller{house.tenant(name).id};
            house.database().read([&](db::Tx& tx) {
                auto const whole = walked(tx, Scope::partner(provider), provider, reseller, 1000);
                auto const pieces = walked(tx, Scope::reseller(reseller), provider, reseller, 3);
                REQUIRE(pieces.size() == whole.size());
                std::int64_t monthly = 0;
                for (std::size_t i = 0; i < whole.size(); ++i) {
                    CHECK(pieces[i].subscription == whole[i].subscription);
                    monthly += whole[i].monthly().minor;
                }
                CHECK(monthly == subscriptions::figures_through(tx, provider, reseller).monthly_minor);
                CHECK((name == std::string("ponant")) <= (whole.size() > 20));
            });
        }
    }
}

TEST_CASE("a statement as a file: the provider's and the reseller's are the same, of nobody it is empty") {
    support::House house;
    auto const provider = house.tenant("provider").id.text();
    auto const ponant = house.tenant("ponant").id.text();
    auto const theirs =
        fetched(house, "billing@provider", "/ext/v1/resellers/" + ponant + "/statement.csv?language=en", 200);
    CHECK(theirs.starts_with("Statement date,Customer,Domain,"));
    CHECK(lines(theirs) > 20);
    CHECK(theirs == fetched(house, "billing@ponant",
                            "/ext/v1/providers/" + provider + "/statement.csv?language=en", 200));
    CHECK(fetched(house, "billing@ponant", "/ext/v1/providers/" + provider + "/statement.csv?excel=true", 200)
              .starts_with("\xEF\xBB\xBF"));
    house.database().read([&](db::Tx& tx) {
        Id<Tenant> const seller{house.tenant("provider").id}, nobody{house.tenant("directfr").id};
        auto const none = statement_page(tx, Scope::partner(seller), seller, nobody, {}, 10);
        CHECK(none.rows.empty());
        CHECK_FALSE(none.rest);
    });
}

}  // namespace entrepot::overview
