// The real binary imports a file, is killed in the middle, and a server goes on: every row one customer, none twice.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "api/message.hpp"
#include "app/invariants.hpp"
#include "db/database.hpp"
#include "http/running.hpp"
#include "support/command.hpp"
#include "support/house.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"

namespace entrepot::imports {

namespace {

using namespace std::chrono_literals;

auto const everybody = Scope::everyone("a test looks at the whole deployment");

// A demo's folder, and a file of customers beside it.
struct Place {
    support::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string(), file = (folder.path() / "clients.csv").string(),
                log = (folder.path() / "log").string(), report = (folder.path() / "report.csv").string();
    std::string sales, tenant, grant;

    Place() {
        { support::ServerProcess const server(support::program(), serving(), log); }
        std::ifstream in(data + "/sandbox.json");
        auto const world = boost::json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
        for (auto const& one : world.at("tenants").as_array())
            for (auto const& user : one.at("users").as_array())
                if (one.at("kind").as_string() == "indirectProvider" &&
                    user.at("roles").as_array().size() == 1 &&
                    user.at("roles").at(0).as_string() == "SalesAgent")
                    remember(one, user);
    }

    void remember(boost::json::value const& of, boost::json::value const& user) {
        auto const text = [](boost::json::value const& value) { return std::string(value.as_string()); };
        auto const& app = of.at("apps").at(0);
        sales = text(user.at("upn"));
        tenant = text(of.at("tenantId"));
        grant = "grant_type=password&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com";
        auto const add = [&](std::string const& name, boost::json::value const& value) {
            grant += '&' + name + '=' + api::percent_encode(text(value));
        };
        add("client_id", app.at("clientId"));
        add("client_secret", app.at("clientSecret"));
        add("username", user.at("upn"));
        add("password", user.at("password"));
    }
    // Of the sales agent, from a server on this folder.
    std::string token(int port) const {
        support::HttpClient client(port, 60);
        auto const said = client.ask("POST", '/' + tenant + "/oauth2/token", grant,
                                     {{"Content-Type", "application/x-www-form-urlencoded"}});
        REQUIRE(said);
        return std::string(boost::json::parse(said->body).at("access_token").as_string());
    }
    std::vector<std::string> serving() const { return {"demo", "--data", data, "--listen", "127.0.0.1:0"}; }
    void write(int rows, std::string const& more = "") const {
        std::ofstream out(file);
        out << "Company name,Country,Domain,Address,City,Zip,First name,Last name,Email\n";
        for (int i = 0; i < rows; ++i)
            out << "Verger " << i << ",FR,verger-" << i
                << ",1 rue du Port,Brest,29200,Anne,Le Bris,anne@verger-" << i << ".fr\n";
        out << more;
    }
    std::vector<std::string> importing(std::vector<std::string> more = {}) const {
        std::vector<std::string> out = {"import",        "customers", file,        "--data",      data,
                                        "--as",          sales,       "--sandbox", "--agreement", "attested",
                                        "--date-agreed", "2026-01-15"};
        out.insert(out.end(), more.begin(), more.end());
        return out;
    }
    std::int64_t count(db::Sql sql) const {
        auto const database = db::open_database({.file = data + "/entrepot.db", .beside_a_server = true});
        std::int64_t out = 0;
        database->read([&](db::Tx& tx) { out = tx.find<std::int64_t>(everybody, sql).value_or(0); });
        database->stop();
        return out;
    }
    void change(db::Sql sql) const {
        auto const database = db::open_database({.file = data + "/entrepot.db"});
        database->write([&](db::Tx& tx) { tx.exec(everybody, sql); });
        database->stop();
    }
    // One connection for all looks: opening one takes as long as dozens of rows.
    void wait_until_some_are_made() const {
        auto const database = db::open_database({.file = data + "/entrepot.db", .beside_a_server = true});
        std::int64_t found = 0;
        for (int i = 0; i < 60'000 && found == 0; ++i) {
            database->read([&](db::Tx& tx) {
                found = tx.find<std::int64_t>(everybody,
                                              "SELECT 1 FROM import_rows WHERE state = 'created' AND "
                                              "{tenant} LIMIT 1")
                            .value_or(0);
            });
            std::this_thread::sleep_for(1ms);
        }
        database->stop();
    }
    std::int64_t made() const {
        return count("SELECT COUNT(*) FROM customers WHERE domain LIKE 'verger-%' AND {scope}");
    }
};

}  // namespace

TEST_CASE("imports: the command line checks whole, makes, reports; its exit code says whether all is there") {
    Place const place;
    place.write(3, "Verger 3,FR,verger-3,1 rue,Brest,292,Anne,Le Bris,anne@@\n");
    auto const dry = support::run(place.importing({"--dry-run", "--report", place.report}));
    CHECK(dry.code == 1);
    CHECK(dry.text.find("4 rows: 3 ready, 1 with problems") != std::string::npos);
    CHECK(dry.text.find("row 5: contact.email") != std::string::npos);
    CHECK(place.count("SELECT COUNT(*) FROM imports WHERE {tenant}") == 0);
    std::ifstream in(place.report);
    std::string const report(std::istreambuf_iterator<char>(in), {});
    CHECK(report.find("5,to be corrected,,") != std::string::npos);
    CHECK(support::run(place.importing()).code == 1);
    CHECK(place.made() == 0);
    CHECK(support::run(place.importing({"--partial"})).code == 1);
    CHECK(place.made() == 3);
    place.write(0, "Verger 4,FR,verger-4,1 rue,Brest,29200,Anne,Le Bris,anne@verger-4.fr\n");
    auto const whole = support::run(place.importing());
    CHECK_MESSAGE(whole.code == 0, whole.text);
    CHECK(place.made() == 4);
    CHECK(support::run({"import", "customers", place.file, "--data", place.data}).code == 2);
    CHECK(support::run(place.importing({"--map", "No such heading=company.name"})).code == 2);
    CHECK(support::run({"import", "customers", "/no/such/file", "--data", place.data, "--as", place.sales})
              .code == 1);
    CHECK(support::run({"import", "customers", place.data, "--data", place.data, "--as", place.sales}).code ==
          1);
    CHECK(support::run({"import", "template"}).code == 0);
}

TEST_CASE("imports: a pipe is read as a file is") {
    Place place;
    place.file = (place.folder.path() / "pipe").string();
    REQUIRE(mkfifo(place.file.c_str(), 0600) == 0);
    std::thread writing([&] { place.write(3); });
    auto const said = support::run(place.importing());
    writing.join();
    CHECK_MESSAGE(said.code == 0, said.text);
    CHECK(place.made() == 3);
}

TEST_CASE("imports: a file larger than a request is uploaded over a socket, whole or in chunks") {
    Place const place;
    std::string text = "Société;Pays\n";
    int rows = 0;
    while (text.size() < (3u << 20))
        text += "Moulin de Kerbris n° " + std::to_string(rows++) + ";France, " + std::string(60, 'x') + "\n";
    support::ServerProcess server(support::program(), place.serving(), place.log);
    auto const token = place.token(server.port());
    auto const names = [&] {
        std::size_t out = 0;
        for ([[maybe_unused]] auto const& one : std::filesystem::directory_iterator(place.data)) ++out;
        return out;
    };
    auto const before = names();
    support::HttpClient client(server.port(), 60);
    std::vector<std::pair<std::string, std::string>> headers = {{"Authorization", "Bearer " + token},
                                                                {"Content-Type", "text/csv"}};
    auto const whole = client.ask("POST", "/ext/v1/imports?name=x.csv", text, headers);
    REQUIRE(whole);
    CHECK_MESSAGE(whole->status == 201, whole->body);
    CHECK(boost::json::parse(whole->body).at("rows").as_int64() == rows);
    // The connection goes on, and nothing of the file stays in the folder.
    CHECK(client.ask("GET", "/ext/v1/imports", "", headers)->status == 200);
    CHECK(names() == before);
    CHECK(place.count("SELECT COUNT(*) FROM import_rows WHERE {tenant}") == rows);
    std::string chunked =
        "POST /ext/v1/imports?name=x.csv HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";
    for (auto const& [name, value] : headers) chunked += name + ": " + value + "\r\n";
    chunked += "\r\n";
    for (std::size_t at = 0; at < text.size(); at += 100'003) {
        auto const piece = text.substr(at, 100'003);
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        chunked += size + piece + "\r\n";
    }
    http::Peer peer(server.port());
    CHECK(peer.say(chunked + "0\r\n\r\n"));
    auto const answer = peer.hear_answer();
    CHECK_MESSAGE(http::starts(answer, "201"), answer.substr(0, 400));
    CHECK(place.count("SELECT COUNT(*) FROM import_rows WHERE {tenant}") == 2 * rows);
}

TEST_CASE("imports: killed in the middle, a server goes on; no row is two customers, none is lost") {
    Place const place;
    constexpr int rows = 400;
    place.write(rows);
    {
        support::CommandProcess importing(place.importing());
        for (int i = 0; i < 600 && place.made() < 20; ++i) std::this_thread::sleep_for(10ms);
        importing.kill();
    }
    auto const before = place.made();
    CHECK(before >= 20);
    CHECK(place.count("SELECT COUNT(*) FROM import_rows WHERE state = 'created' AND {tenant}") == before);
    {
        support::ServerProcess server(support::program(), place.serving(), place.log);
        for (int i = 0;
             i < 3000 && place.count("SELECT COUNT(*) FROM imports WHERE stage = 'done' AND {tenant}") == 0;
             ++i)
            std::this_thread::sleep_for(20ms);
        server.stop();
    }
    CHECK(place.made() == rows);
    CHECK(place.count(
              "SELECT COUNT(DISTINCT customer_id) FROM import_rows WHERE state = 'created' AND {tenant}") ==
          rows);
    auto const database = db::open_database({.file = place.data + "/entrepot.db"});
    database->read([](db::Tx& tx) {
        for (auto const& broken : app::find_broken(tx, everybody, app::Invariant::Kind::log))
            CHECK_MESSAGE(false, broken.what);
    });
    database->stop();
}

TEST_CASE("imports: killed in the middle, the same command goes on, and says when all is there") {
    Place const place;
    constexpr int rows = 3'000;  // far more than are made between two looks
    place.write(rows);
    {
        support::CommandProcess importing(place.importing());
        place.wait_until_some_are_made();
        importing.kill();
    }
    auto const before = place.made();
    CHECK(before > 0);
    REQUIRE(before < rows);
    // A dry run touches nothing that is there, and sees the customers that were made.
    CHECK(support::run(place.importing({"--dry-run"})).code == 1);
    CHECK(place.made() == before);
    auto const again = support::run(place.importing({"--report", place.report}));
    CHECK_MESSAGE(again.code == 0, again.text);
    CHECK(again.text.find("going on with that import") != std::string::npos);
    // Alone on the folder, it does not wait for the end of the dead one's lease.
    CHECK(again.text.find("taken over within") == std::string::npos);
    CHECK(again.text.find("3,000 customers made, 0 rows failed") != std::string::npos);
    CHECK(place.made() == rows);
    CHECK(place.count("SELECT COUNT(*) FROM imports WHERE {tenant}") == 1);
    auto const over = support::run(place.importing());
    CHECK(over.code == 0);
    CHECK(over.text.find("this file was imported before: 3,000 customers") != std::string::npos);
    CHECK(place.made() == rows);
}

TEST_CASE("imports: a command cut off while it read begins anew; one that found problems goes on") {
    Place const place;
    place.write(2, "Verger 2,FR,verger-2,1 rue,Brest,292,Anne,Le Bris,anne@@\n");
    CHECK(support::run(place.importing()).code == 1);
    CHECK(place.made() == 0);
    place.change("UPDATE imports SET stage = 'reading' WHERE {tenant}");
    CHECK(support::run(place.importing()).code == 1);
    CHECK(place.count("SELECT COUNT(*) FROM imports WHERE stage = 'ready' AND {tenant}") == 1);
    auto const partial = support::run(place.importing({"--partial"}));
    CHECK(partial.code == 1);
    CHECK(partial.text.find("2 customers made") != std::string::npos);
    CHECK(place.made() == 2);
    CHECK(place.count("SELECT COUNT(*) FROM imports WHERE stage = 'done' AND {tenant}") == 1);
    // It is over, and not every row is a customer: the file is looked at again, as it is now.
    CHECK(support::run(place.importing()).text.find("0 ready, 3 with problems") != std::string::npos);
}

}  // namespace entrepot::imports
