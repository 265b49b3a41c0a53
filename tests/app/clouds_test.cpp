// A deployment stays in the cloud that it began in.
#include "app/clouds.hpp"

#include <doctest/doctest.h>

#include "support/house.hpp"

namespace entrepot::app {

TEST_CASE(
    "clouds, rules D8 and D10: what began in one cloud is not opened in another, with all that is in it") {
    for (std::string const cloud : {"global", "usgov"})
        for (auto const engine : support::engines()) {
            INFO(cloud, " on ", std::string(support::name_of(engine)));
            support::House house(engine, {.cloud = cloud});
            auto const other = cloud == "global" ? "usgov" : "global";
            CHECK_THROWS_AS(keep_cloud(house.database(), other), db::Unavailable);
            CHECK_NOTHROW(keep_cloud(house.database(), cloud));
        }
}

TEST_CASE("clouds, rules D10: a server that is started with another cloud says so and changes nothing") {
    support::TemporaryFolder folder;
    auto const start = [&](std::string const& cloud) -> std::string {
        try {
            House const house({.data = folder.path().string(), .cloud = cloud});
            return "";
        } catch (db::Unavailable const& error) {
            return error.what();
        }
    };
    CHECK(start("usgov").empty());
    CHECK(start("global").find("of the cloud usgov, not of global") != std::string::npos);
    CHECK(start("usgov").empty());
}

}  // namespace entrepot::app
