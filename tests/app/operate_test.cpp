// What an operator meets, on the real binary: second starts, folders without rights, damage,
// backups, moves, doctor.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "app/operated.hpp"
#include "support/source_dir.hpp"

namespace entrepot::app {

namespace {

// The page that an index begins with is no page any more.
void break_index(std::string const& file, std::string const& name) {
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    std::int64_t page = 0;
    sqlite3_exec(
        handle, ("SELECT rootpage FROM sqlite_master WHERE name = '" + name + "'").c_str(),
        [](void* to, int, char** values, char**) {
            *static_cast<std::int64_t*>(to) = std::stoll(values[0]);
            return 0;
        },
        &page, nullptr);
    sqlite3_close(handle);
    REQUIRE(page > 1);
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp((page - 1) * 4096);
    out << std::string(200, '\x7f');
}

constexpr uid_t nobody = 65534;

}  // namespace

TEST_CASE("operate: a second start on the same folder, and one on a folder that cannot be written") {
    Operated const deployment;
    {
        auto const server = deployment.start();
        auto const second = run({"serve", "--data", deployment.data, "--listen", "127.0.0.1:0"});
        CHECK(second.code == 1);
        CHECK(says(second.text, "stop it, or use another --data folder"));
        CHECK(says(run({"migrate", "--data", deployment.data}).text, "stop it"));
        server->stop();
    }
    if (geteuid() != 0) fs::permissions(deployment.data, fs::perms::owner_read | fs::perms::owner_exec);
    else fs::permissions(deployment.folder.path(), fs::perms::all);
    if (geteuid() == 0) fs::permissions(deployment.data, fs::perms::owner_all | fs::perms::others_exec);
    auto const refused =
        run({"serve", "--data", deployment.data, "--listen", "127.0.0.1:0"}, geteuid() == 0 ? nobody : 0);
    fs::permissions(deployment.data, fs::perms::owner_all);
    CHECK(refused.code == 1);
    CHECK(says(refused.text, "cannot be written by user"));
    CHECK(says(refused.text, "chown"));
}

TEST_CASE("operate: a key whose database is not there begins no new deployment") {
    support::TemporaryFolder const folder;
    auto const data = (folder.path() / "data").string(), log = (folder.path() / "log").string();
    std::vector<std::string> const serve{"serve", "--data", data, "--listen", "127.0.0.1:0"};
    auto const serves = [&](std::vector<std::string> arguments) {
        support::ServerProcess server(support::program(), arguments, log);
        server.stop();
    };
    serves(serve);
    auto const key = content(data + "/server.key");
    auto const refused = [&](std::string const& why) {
        auto const said = run(serve);
        CHECK(said.code == 1);
        CHECK(says(said.text, "the key file " + data + "/server.key is there, but its database " + data +
                                  "/entrepot.db " + why));
        CHECK(says(said.text, "entrepot restore"));
        CHECK(content(data + "/server.key") == key);
    };
    auto const backup = (folder.path() / "backup").string();
    CHECK(run({"backup", backup, "--data", data}).code == 0);
    fs::remove(data + "/entrepot.db");
    refused("is not");
    CHECK(!fs::exists(data + "/entrepot.db"));
    std::ofstream(data + "/entrepot.db").flush();
    refused("is empty");
    // The key first and the backup then, as on a new machine.
    CHECK(run({"restore", backup, "--data", data}).code == 0);
    serves(serve);
    // What begins anew says so.
    fs::remove(data + "/entrepot.db");
    auto named = serve;
    named.insert(named.end(), {"--key-file", data + "/server.key"});
    serves(named);
    fs::remove(data + "/entrepot.db");
    serves({"demo", "--data", data, "--listen", "127.0.0.1:0"});
}

TEST_CASE("operate: whoever reads the log leaves, and the server goes on") {
    Operated const deployment;
    REQUIRE(mkfifo(deployment.log.c_str(), 0600) == 0);
    int const reader = open(deployment.log.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(reader >= 0);
    auto const server = deployment.start();
    close(reader);
    support::HttpClient client(server->port());
    for (int i = 0; i < 2; ++i) {  // said in the log each time
        auto const refused =
            client.ask("POST", "/ext/v1/session", R"({"userName":"a@b.fr","password":"nobody's"})");
        REQUIRE(refused);
        CHECK(refused->status == 401);
    }
    CHECK(client.ask("GET", "/readyz", "").value().status == 200);
    server->stop();
}

TEST_CASE("operate: damage is said by readyz, by answers, by the log and by doctor, and ends writing") {
    Operated const deployment;
    deployment.make();
    break_index(deployment.file(), "customers_by_name");
    auto const server = deployment.start();  // a first look does not read every page
    support::HttpClient client(server->port());
    auto const token = deployment.sign_in(client);
    CHECK(client.ask("GET", "/readyz", "").value().status == 200);
    auto const listed = client.ask("GET", "/v1/customers?size=5", "", token).value();
    CHECK(listed.status == 503);
    CHECK(says(listed.body, "database_damaged"));
    CHECK(client.ask("GET", "/readyz", "").value().status == 503);
    CHECK(client.ask("GET", "/healthz", "").value().status == 200);
    auto const added = client.ask("POST", "/v1/customers", customer("apres"), token).value();
    CHECK(added.status == 503);
    CHECK(says(added.body, "entrepot doctor"));
    server->stop();
    CHECK(says(content(deployment.log), "no more writes are taken"));
    auto const seen = run({"doctor", "--data", deployment.data});
    CHECK(seen.code == 1);
    CHECK(says(seen.text, "wrong pages"));
    CHECK(says(seen.text, "entrepot restore"));
    auto const backup =
        run({"backup", (deployment.folder.path() / "backup").string(), "--data", deployment.data});
    CHECK(backup.code == 1);
    CHECK(says(backup.text, "not sound"));
    CHECK(!fs::exists(deployment.folder.path() / "backup"));
}

TEST_CASE("operate: back up while serving, lose the folder, restore, go on with the same key") {
    Operated const deployment;
    auto const backup = (deployment.folder.path() / "backup").string();
    {
        auto const server = deployment.start();
        support::HttpClient client(server->port());
        auto const token = deployment.sign_in(client);
        CHECK(client.ask("POST", "/v1/customers", customer("gardee"), token).value().status == 201);
        auto const made = run({"backup", backup, "--data", deployment.data});
        CHECK(made.code == 0);
        CHECK(says(made.text, "checked"));
        CHECK(says(made.text, "server.key"));
        CHECK(run({"backup", backup, "--data", deployment.data}).code == 1);
        CHECK(run({"restore", backup, "--data", deployment.data, "--replace"}).code == 1);  // it serves
        CHECK(run({"doctor", "--data", deployment.data}).code == 0);
        server->kill();
    }
    CHECK(run({"restore", backup, "--check"}).code == 0);
    CHECK(run({"restore", backup, "--data", deployment.data}).code == 1);  // there is data
    auto const key = deployment.data + "/server.key", kept = (deployment.folder.path() / "key").string();
    fs::rename(key, kept);
    fs::remove_all(deployment.data);
    auto const restored = run({"restore", backup, "--data", deployment.data});
    CHECK(restored.code == 0);
    CHECK(says(restored.text, "Before you start the server: the key file"));
    CHECK(run({"doctor", "--data", deployment.data}).code == 1);
    std::ofstream(key) << std::string(32, 'k');
    CHECK(says(run({"doctor", "--data", deployment.data}).text, "of another deployment"));
    fs::copy_file(kept, key, fs::copy_options::overwrite_existing);
    chmod(key.c_str(), 0644);
    CHECK(says(run({"doctor", "--data", deployment.data}).text, "chmod 600"));
    chmod(key.c_str(), 0600);
    auto const healthy = run({"doctor", "--data", deployment.data, "--json"});
    CHECK(healthy.code == 0);
    CHECK(boost::json::parse(healthy.text).at("healthy") == true);
    auto const server = deployment.start();
    support::HttpClient client(server->port());
    auto const token = deployment.sign_in(client);
    CHECK(client.ask("HEAD", "/v1/domains/gardee.onmicrosoft.com", "", token).value().status == 200);
    CHECK(client.ask("POST", "/v1/customers", customer("nouvelle"), token).value().status == 201);
    server->stop();
}

TEST_CASE("operate: doctor reads the file of sign-in providers as the server would") {
    Operated const deployment;
    deployment.make();
    auto const file = (deployment.folder.path() / "providers.json").string(),
               secret = (deployment.folder.path() / "keycloak.secret").string();
    auto const look = [&] {
        auto const said = run({"doctor", "--data", deployment.data, "--quick", "--sign-in-providers", file});
        return std::pair(said.code, said.text);
    };
    auto const write = [&](std::string const& tenant) {
        std::ofstream(file) << R"({"providers":[{"name":"keycloak","label":"Keycloak","clientId":"entrepot",)"
                            << R"("issuer":"https://sso.armor.example/realms/staff","clientSecretFile":")"
                            << secret << R"(","tenant":")" << tenant << R"("}]})";
    };
    CHECK(look().first == 1);
    CHECK(says(look().second, "cannot be read"));
    std::ofstream(file) << "{";
    CHECK(says(look().second, "is not JSON"));
    write("armor-distribution.onmicrosoft.com");
    CHECK(says(look().second, "no secret can be read in " + secret));
    std::ofstream(secret) << "hush-hush\n";
    chmod(secret.c_str(), 0644);
    chmod(file.c_str(), 0666);
    auto const [code, text] = look();
    CHECK(code == 1);
    CHECK(says(text, "chmod 600 " + secret));
    CHECK(says(text, "chmod go-w " + file));
    CHECK(!says(text, "hush-hush"));
    chmod(secret.c_str(), 0600);
    chmod(file.c_str(), 0644);
    write("nobody.example");
    CHECK(says(look().second, "no organisation here has the domain or id nobody.example"));
    write("armor-distribution.onmicrosoft.com");
    CHECK(look().first == 0);
    CHECK(says(look().second, "1 outside provider in " + file));
}

TEST_CASE("operate: a backup that is killed is there whole or not at all") {
    Operated const deployment;
    auto const server = deployment.start();
    auto const backup = (deployment.folder.path() / "backup").string();
    for (int i = 0; i < 8; ++i) {
        {
            support::CommandProcess command({"backup", backup, "--data", deployment.data, "--replace"});
            std::this_thread::sleep_for(std::chrono::milliseconds(15 * i));
            command.kill();
        }
        if (fs::exists(backup)) CHECK(run({"restore", backup, "--check"}).code == 0);
    }
    CHECK(run({"backup", backup, "--data", deployment.data, "--replace"}).code == 0);
    CHECK(!fs::exists(backup + ".part"));
    server->stop();
}

TEST_CASE("operate: migrate says what it did, and a move that is killed can be run again" *
          doctest::skip(!support::has_postgres())) {
    Operated const deployment;
    deployment.make();
    CHECK(says(run({"migrate", "--data", deployment.data}).text, "nothing to do"));
    CHECK(run({"migrate", "--data", deployment.data + "/none"}).code == 1);
    CHECK(run({"migrate", "--from-sqlite", deployment.file()}).code == 2);
    support::TemporaryDatabase const served;
    auto const first = run({"migrate", "--data", deployment.data, "--database", served.url()});
    CHECK(first.code == 0);
    CHECK(says(first.text, "applied 0001_house.sql"));
    // One of the last tables is slow.
    support::ask_postgres(
        served.url(),
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN "
        "NEW; "
        "END $$; CREATE TRIGGER slow BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION slow()");
    std::vector<std::string> const move{"migrate", "--from-sqlite", deployment.file(), "--to", served.url()};
    {
        support::CommandProcess killed(move);
        while (support::ask_postgres(support::postgres_url(),
                                     "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND "
                                     "datname = '" +
                                         served.name() + '\'') == "0")
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        killed.kill();
    }
    support::ask_postgres(
        support::postgres_url(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + served.name() + '\'');
    CHECK(support::ask_postgres(served.url(), "SELECT COUNT(*) FROM tenants") == "0");
    support::ask_postgres(served.url(), "DROP TRIGGER slow ON users");
    auto const moved = run(move);
    CHECK(moved.code == 0);
    CHECK(says(moved.text, "counts and sums of each table agree"));
    CHECK(run(move).code == 1);  // not empty any more
    CHECK(run({"doctor", "--data", deployment.data, "--database", served.url()}).code == 0);
    // The same people, the same key.
    auto const server = deployment.start({"--database", served.url()});
    support::HttpClient client(server->port());
    auto const token = deployment.sign_in(client);
    CHECK(client.ask("POST", "/v1/customers", customer("ici"), token).value().status == 201);
    auto const backup = (deployment.folder.path() / "backup").string();
    CHECK(run({"backup", backup, "--database", served.url()}).code == 0);
    server->stop();
    // And back to one file.
    CHECK(run({"restore", backup, "--data", deployment.data, "--replace"}).code == 0);
    CHECK(run({"doctor", "--data", deployment.data}).code == 0);
}

TEST_CASE("operate: PostgreSQL's base backup and archived log, as the guide says" *
          doctest::skip(!support::has_postgres())) {
    support::TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::all);
    auto const command = support::source_path("tests/app/point_in_time.sh") + ' ' + support::program() + ' ' +
                         folder.path().string() + " > " + (folder.path() / "said").string() + " 2>&1";
    int const code = std::system(command.c_str());
    CHECK_MESSAGE(code == 0, content(folder.path() / "said"));
}

}  // namespace entrepot::app
