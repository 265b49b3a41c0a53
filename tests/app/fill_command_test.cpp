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

}  // namespace entrepot::app
