// Two imports of two partners ask for the same names at the same moment, on two servers where there are two, while
// people take names of first administrators: each name is one's, and each row says truly what came of it.
#include <doctest/doctest.h>

#include <atomic>
#include <boost/json.hpp>
#include <thread>

#include "access/account_store.hpp"
#include "app/invariants.hpp"
#include "customers/customer_store.hpp"
#include "imports/import_store.hpp"
#include "jobs/run.hpp"
#include "support/house.hpp"

namespace entrepot::imports {

namespace {

auto const everybody = Scope::everyone("a test looks at the whole deployment");
constexpr int names = 48;

std::string domain_of(int i) { return "course-" + std::to_string(i) + ".onmicrosoft.com"; }
std::string person_of(int i) { return customers::admin_name_of(domain_of(i)); }

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Race {
    support::House house;
    std::unique_ptr<app::House> other;
    std::map<std::string, Headers> callers;

    explicit Race(support::Engine engine) : house(engine) {
        if (engine == support::Engine::postgres) other = house.another();
        for (auto const* who : {"sales@provider", "sales@directfr", "owner@directus"})
            callers[who] = house.caller(who);
    }
    app::House& second() { return other ? *other : house.inside(); }

    static api::Answer ask(app::House& at, Headers headers, api::Method method, std::string const& target,
                           std::string body = "", std::string const& type = "application/json") {
        auto asked = support::request(method, target, std::move(body));
        headers.emplace_back("Content-Type", type);
        asked.headers = std::move(headers);
        return at.dispatcher().answer(std::move(asked));
    }

    // Uploaded and checked, with every row ready; its run waits for a worker.
    Id<Import> begin(std::string const& who) {
        std::string text = "Company name,Country,Domain,Address,City,Zip,First name,Last name,Email\n";
        for (int i = 0; i < names; ++i)
            text += "Course " + std::to_string(i) + ",FR," + domain_of(i) +
                    ",1 rue,Brest,29200,A,B,a@course.fr\n";
        auto const posted =
            ask(house.inside(), callers[who], api::Method::post, "/ext/v1/imports", text, "text/csv");
        REQUIRE_MESSAGE(posted.status == 201, posted.body);
        auto const stored = boost::json::parse(posted.body);
        Id<Import> const id{*Uuid::parse(std::string(stored.at("id").as_string()))};
        auto plan = stored.at("plan").as_object();
        plan["agreement"] = "invited";
        auto const target = "/ext/v1/imports/" + id.text();
        CHECK(ask(house.inside(), callers[who], api::Method::put, target + "/plan",
                  boost::json::serialize(plan))
                  .status == 200);
        house.run_jobs();
        CHECK(ask(house.inside(), callers[who], api::Method::post, target + "/run").status == 200);
        return id;
    }

    void work(app::House& at) {
        auto around = at.surroundings();
        around.sandbox = false;  // there a take is a write as any other
        jobs::Runner runner(around, at.handlers());
        while (runner.run_one(jobs::Lane::slow)) {}
    }

    // Takes every third name for a person, from the end: those that nobody was faster with.
    std::vector<bool> take_names() {
        std::vector<bool> out(names);
        for (int i = names - 1; i >= 0; i -= 3)
            out[static_cast<std::size_t>(i)] =
                ask(second(), callers["owner@directus"], api::Method::post, "/ext/v1/users",
                    R"({"userName":")" + person_of(i) +
                        R"(","firstName":"Ana","lastName":"Lee","roles":["SalesAgent"]})")
                    .status == 201;
        return out;
    }
};

struct Outcome {
    bool created = false;
    std::string code;
};

std::vector<Outcome> outcomes(db::Tx& tx, Id<Tenant> partner, Id<Import> import) {
    std::vector<Outcome> out;
    for (auto const& row : rows_after(tx, Scope::partner(partner), import, 0, names)) {
        Outcome one{row.state == RowState::created, {}};
        for (auto const& problem : row.problems)
            if (!problem.warns) one.code = problem.code;
        out.push_back(one);
    }
    return out;
}

void look_at(db::Tx& tx, Race& race, Id<Import> first, Id<Import> second, std::vector<bool> const& persons) {
    Id<Tenant> const provider{race.house.tenant("provider").id}, direct{race.house.tenant("directfr").id};
    auto const ours = outcomes(tx, provider, first), theirs = outcomes(tx, direct, second);
    REQUIRE(ours.size() == names);
    REQUIRE(theirs.size() == names);
    for (std::size_t i = 0; i < names; ++i) {
        CAPTURE(i);
        CHECK(ours[i].created + theirs[i].created + persons[i] == 1);
        bool const held = customers::find_domain(tx, domain_of(static_cast<int>(i)), real_time()).has_value();
        CHECK(held == !persons[i]);
        for (auto const& one : {ours[i], theirs[i]}) {
            CHECK(one.code == (one.created ? "" : persons[i] ? "admin_name_taken" : "domain_taken"));
        }
    }
    CHECK(app::find_broken(tx, everybody, app::Invariant::Kind::log).empty());
}

}  // namespace

TEST_CASE("imports: two that run at once for the same names, and people who take some of them") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Race race(engine);
        auto const first = race.begin("sales@provider"), second = race.begin("sales@directfr");
        std::vector<bool> persons;
        std::vector<std::thread> threads;
        threads.emplace_back([&] { race.work(race.house.inside()); });
        threads.emplace_back([&] { race.work(race.second()); });
        threads.emplace_back([&] { persons = race.take_names(); });
        for (auto& thread : threads) thread.join();
        race.house.run_jobs();
        race.house.database().read([&](db::Tx& tx) { look_at(tx, race, first, second, persons); });
    }
}

}  // namespace entrepot::imports
