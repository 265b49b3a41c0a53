// entrepot sandbox fill as an operator runs it: killed at any moment it goes on, and in the end it says how fast it was.
#include <doctest/doctest.h>

#include <thread>

#include "support/command.hpp"
#include "support/house.hpp"

namespace entrepot::app {

namespace {

using support::run;

bool says(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("fill command: killed at any moment it goes on where it was, and says its rate in the end") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::TemporaryFolder const folder;
        std::unique_ptr<support::TemporaryDatabase> served;
        if (engine == support::Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        auto const with_place = [&](std::vector<std::string> arguments) {
            arguments.insert(arguments.end(), {"--data", (folder.path() / "data").string()});
            if (served) arguments.insert(arguments.end(), {"--database", served->url()});
            return arguments;
        };
        auto const fill = with_place({"sandbox", "fill", "--customers", "2000"});
        for (int i = 0; i < 8; ++i) {
            support::CommandProcess command(fill);
            std::this_thread::sleep_for(std::chrono::milliseconds(40 + 160 * i));
            command.kill();
        }
        auto const last = run(fill);
        CHECK_MESSAGE(last.code == 0, last.text);
        CHECK(says(last.text, "a second over the whole, indexes included"));
        auto const again = run(fill);
        CHECK(again.code == 0);
        CHECK(says(again.text, "0 customers in"));
        auto const seen = run(with_place({"doctor"}));
        CHECK_MESSAGE(seen.code == 0, seen.text);
    }
}

namespace {

// A deployment of twenty invented customers, and the command that made it.
struct Filled {
    support::TemporaryFolder folder;
    std::unique_ptr<support::TemporaryDatabase> served;
    std::string data = (folder.path() / "data").string();
    std::vector<std::string> command{"sandbox", "fill", "--customers", "20", "--data", data};

    explicit Filled(support::Engine engine) {
        if (engine == support::Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        if (served) command.insert(command.end(), {"--database", served->url()});
        REQUIRE(run(command).code == 0);
        command[3] = "40";  // for the next run
    }
    // `more`: of the address.
    std::unique_ptr<db::Database> open(std::string const& more = "") const {
        return db::open_database({.file = data + "/entrepot.db", .url = served ? served->url() + more : ""});
    }
};

}  // namespace

TEST_CASE("fill command: customers are not invented among real ones") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Filled const filled(engine);
        // As one that was set up for real: nobody's accounts were made up.
        auto database = filled.open();
        database->write([](db::Tx& tx) {
            tx.exec(Scope::everyone("a test"), "DELETE FROM deployment_keys WHERE name = $1 AND {shared}",
                    std::string("sandbox-world"));
        });
        database.reset();  // gives the folder back
        auto const refused = run(filled.command);
        CHECK(refused.code != 0);
        CHECK_MESSAGE(says(refused.text, "are real"), refused.text);
    }
}

TEST_CASE("fill command: not beside a server") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Filled const filled(engine);
        // By whatever name its operator sees it in PostgreSQL.
        auto const server = filled.open("?application_name=ours");
        auto const refused = run(filled.command);
        CHECK(refused.code != 0);
        CHECK_MESSAGE(says(refused.text, filled.served ? "stop the servers first" : "open already"),
                      refused.text);
        server->stop();
    }
}

}  // namespace entrepot::app
