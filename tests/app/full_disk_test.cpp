// A disk without room, or a limit on the size of files, on the real binary: what still works, what is said.
#include <sys/resource.h>

#include "app/operated.hpp"

namespace entrepot::app {

namespace {

void says_no_room(Said const& said, std::string const& file) {
    CHECK(said.code == 1);
    CHECK_MESSAGE(says(said.text, "there is no room for " + file), said.text);
    CHECK(says(said.text, "free space in"));
    CHECK(says(said.text, "ulimit -f"));
}

}  // namespace

TEST_CASE("operate: a full disk answers 507, keeps nothing of the request, and goes on when there is room") {
    Operated const deployment;
    auto const server = deployment.start();
    support::HttpClient client(server->port());
    auto const token = deployment.sign_in(client);
    auto const add = [&](std::string const& name) {
        return client.ask("POST", "/v1/customers", customer(name), token).value().status;
    };
    CHECK(add("avant") == 201);
    // No file may grow past what the log has now.
    rlimit before{}, full{};
    REQUIRE(prlimit(server->process(), RLIMIT_FSIZE, nullptr, &before) == 0);
    full.rlim_max = before.rlim_max;
    full.rlim_cur = static_cast<rlim_t>(fs::file_size(deployment.file() + "-wal"));
    REQUIRE(prlimit(server->process(), RLIMIT_FSIZE, &full, nullptr) == 0);
    for (int i = 0; i < 3; ++i) CHECK(add("pendant") == 507);
    CHECK(client.ask("GET", "/readyz", "").value().status == 200);
    CHECK(client.ask("GET", "/v1/customers?size=1", "", token).value().status == 200);
    CHECK(client.ask("HEAD", "/v1/domains/pendant.onmicrosoft.com", "", token).value().status == 404);
    REQUIRE(prlimit(server->process(), RLIMIT_FSIZE, &before, nullptr) == 0);
    CHECK(add("pendant") == 201);
    server->stop();
    CHECK(run({"doctor", "--data", deployment.data}).code == 0);
}

TEST_CASE("operate: a limit on the size of files: a backup and a restore say so, and leave nothing behind") {
    Operated const deployment;
    deployment.make();
    auto const folder = deployment.folder.path();
    auto const backup = (folder / "backup").string(), none = (folder / "none").string();
    CHECK(run({"backup", backup, "--data", deployment.data}).code == 0);
    auto const before = content(backup);
    auto const limited = [&](std::vector<std::string> const& arguments) {
        return run(arguments, 0, before.size() / 2);
    };
    says_no_room(limited({"backup", backup, "--data", deployment.data, "--replace"}), backup);
    CHECK(content(backup) == before);
    CHECK(!fs::exists(backup + ".part"));
    says_no_room(limited({"restore", backup, "--data", none}), none + "/entrepot.db");
    CHECK(!fs::exists(none + "/entrepot.db"));
    CHECK(!fs::exists(none + "/entrepot.db.restoring"));
    auto const database = content(deployment.file());
    says_no_room(limited({"restore", backup, "--data", deployment.data, "--replace"}), deployment.file());
    CHECK(content(deployment.file()) == database);
    CHECK(!fs::exists(deployment.file() + ".replaced"));
    CHECK(run({"restore", backup, "--data", none}).code == 0);
}

TEST_CASE("operate: a start on a full disk serves what is there, and writes when there is room") {
    Operated const deployment;
    {
        auto const server = deployment.start();
        support::HttpClient client(server->port());
        CHECK(client.ask("POST", "/v1/customers", customer("avant"), deployment.sign_in(client))
                  .value()
                  .status == 201);
        server->kill();
    }
    CHECK(fs::file_size(deployment.file() + "-wal") > 1'000'000);  // which there is no room to take
    auto const server = std::make_unique<support::ServerProcess>(
        "/usr/bin/prlimit",
        std::vector<std::string>{"--fsize=65536:", support::program(), "demo", "--data", deployment.data,
                                 "--listen", "127.0.0.1:0"},
        deployment.log);
    support::HttpClient client(server->port());
    auto const token = deployment.sign_in(client);
    CHECK(client.ask("GET", "/readyz", "").value().status == 200);
    CHECK(client.ask("HEAD", "/v1/domains/avant.onmicrosoft.com", "", token).value().status == 200);
    auto const add = [&] { return client.ask("POST", "/v1/customers", customer("pendant"), token).value(); };
    auto const refused = add();
    CHECK(refused.status == 507);
    CHECK(says(refused.body, "disk_full"));
    rlimit const usual{RLIM_INFINITY, RLIM_INFINITY};
    REQUIRE(prlimit(server->process(), RLIMIT_FSIZE, &usual, nullptr) == 0);
    CHECK(add().status == 201);
    server->stop();
    CHECK(run({"doctor", "--data", deployment.data}).code == 0);
}

TEST_CASE("operate: a first start, or a migration, on a full disk says for which file there is no room") {
    support::TemporaryFolder const folder;
    auto const data = (folder.path() / "data").string();
    auto const first = run({"serve", "--data", data, "--listen", "127.0.0.1:0"}, 0, 20'000);
    says_no_room(first, data + "/entrepot.db");
    says_no_room(run({"migrate", "--data", data}, 0, 100'000), data + "/entrepot.db");
    CHECK(run({"migrate", "--data", data}).code == 0);
}

}  // namespace entrepot::app
