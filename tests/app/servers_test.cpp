// Several servers on one PostgreSQL: whatever one of them was told, the others know.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <fstream>
#include <future>
#include <thread>

#include "events/event.hpp"
#include "jobs/run.hpp"
#include "support/house.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"

namespace entrepot::app {

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string member(std::string const& body, std::string_view name) {
    auto const document = boost::json::parse(body);
    auto const& value = document.as_object().at(name);
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

std::string customer(std::string const& name) {
    return R"({"companyProfile":{"domain":")" + name +
           R"(.onmicrosoft.com"},"billingProfile":{"email":"a@b.example","culture":"fr-FR","language":"fr",)" +
           R"("companyName":")" + name + R"(","defaultAddress":{"firstName":"Anne","lastName":"Le Goff",)" +
           R"("addressLine1":"1 rue du Port","city":"Brest","postalCode":"29200","country":"FR"}}})";
}

// Two servers of one deployment.
struct Two {
    support::House house{support::Engine::postgres};
    std::unique_ptr<House> other = house.another();

    api::Answer ask(bool at_other, api::Method method, std::string_view target, Headers const& headers,
                    std::string body = "") {
        auto request = support::request(method, target, std::move(body));
        for (auto const& header : headers) request.headers.push_back(header);
        return (at_other ? other->dispatcher() : house.inside().dispatcher()).answer(std::move(request));
    }
};

Headers with(Headers headers, std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return headers;
}

using enum api::Method;

// As where PostgreSQL is shut down: whoever is there is put out, and nobody gets in.
void take_away(std::string const& address) {
    auto const name = address.substr(address.rfind('/') + 1);
    support::ask_postgres(support::postgres_url(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    support::ask_postgres(
        support::postgres_url(),
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" + name + "'");
}

// A token of a demo world's first app.
Headers first_app(std::filesystem::path const& data, support::HttpClient& client) {
    std::ifstream in(data / "sandbox.json");
    auto const accounts = boost::json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
    auto const& tenant = accounts.at("tenants").at(0);
    auto const text = [](boost::json::value const& value) { return std::string(value.as_string()); };
    auto const form = "grant_type=client_credentials&resource=https%3A%2F%2Fgraph.windows.net&client_id=" +
                      text(tenant.at("apps").at(0).at("clientId")) + "&client_secret=" +
                      api::percent_encode(text(tenant.at("apps").at(0).at("clientSecret")));
    auto const token = client.ask("POST", '/' + text(tenant.at("tenantId")) + "/oauth2/token", form,
                                  {{"Content-Type", "application/x-www-form-urlencoded"}});
    REQUIRE(token);
    return {{"Authorization", "Bearer " + member(token->body, "access_token")},
            {"Content-Type", "application/json"},
            {"MS-RequestId", new_uuid().text()}};
}

}  // namespace

TEST_CASE("servers: a token or session of one is good at the other, until it is ended at either" *
          doctest::skip(!support::has_postgres())) {
    Two two;
    CHECK(two.ask(true, get, "/v1/customers", two.house.caller("sales@provider")).status == 200);
    auto const session = two.house.caller("sales@provider", true);
    CHECK(two.ask(false, get, "/ext/v1/session", session).status == 200);
    CHECK(two.ask(true, get, "/ext/v1/session", session).status == 200);
    CHECK(two.ask(true, del, "/ext/v1/session", session).status < 300);
    CHECK(two.ask(false, get, "/ext/v1/session", session).status == 401);
    CHECK(two.ask(true, get, "/ext/v1/session", session).status == 401);
}

TEST_CASE("servers: an answer that one kept is given by the other, also when both are asked at once" *
          doctest::skip(!support::has_postgres())) {
    Two two;
    auto const sales = two.house.caller("sales@provider");
    auto const first = with(sales, "MS-RequestId", new_uuid().text());
    auto const answer = two.ask(false, post, "/v1/customers", first, customer("premier"));
    REQUIRE(answer.status == 201);
    auto const repeated = two.ask(true, post, "/v1/customers", first, customer("premier"));
    CHECK(repeated.status == 201);
    CHECK(repeated.body == answer.body);

    auto const same = with(sales, "MS-RequestId", new_uuid().text());
    std::vector<std::future<api::Answer>> asked;
    for (int i = 0; i < 8; ++i)
        asked.push_back(std::async(std::launch::async, [&, i] {
            return two.ask(i % 2 == 1, post, "/v1/customers", same, customer("ensemble"));
        }));
    std::vector<std::string> bodies;
    for (auto& one : asked) {
        auto const got = one.get();
        CHECK(got.status == 201);
        bodies.push_back(got.body);
    }
    CHECK(std::all_of(bodies.begin(), bodies.end(), [&](auto const& body) { return body == bodies[0]; }));
    CHECK(support::ask_postgres(two.house.address(),
                                "SELECT COUNT(*) FROM customers WHERE name = 'ensemble'") == "1");
}

TEST_CASE("servers: a draft that was begun at one goes on at the other, and no change is overwritten" *
          doctest::skip(!support::has_postgres())) {
    Two two;
    auto const sales = two.house.caller("sales@provider", true),
               admin = two.house.caller("admin@provider", true);
    auto const begun = two.ask(false, post, "/ext/v1/drafts", sales,
                               R"({"state":{"step":"account","company":{"name":"Huilerie"}}})");
    REQUIRE(begun.status == 201);
    auto const path = "/ext/v1/drafts/" + member(begun.body, "id");
    CHECK(member(two.ask(true, get, path, admin).body, "version") == "1");
    CHECK(two.ask(true, put, path, admin, R"({"version":1,"state":{"step":"account"}})").status == 200);
    CHECK(two.ask(false, put, path, sales, R"({"version":1,"state":{}})").status == 409);
    // Two at once: one of them wins.
    auto other = std::async(std::launch::async, [&] {
        return two.ask(true, put, path, admin, R"({"version":2,"state":{"step":"a"}})").status;
    });
    auto const mine = two.ask(false, put, path, sales, R"({"version":2,"state":{"step":"b"}})").status;
    CHECK(mine + other.get() == 200 + 409);
    CHECK(member(two.ask(true, get, path, admin).body, "version") == "3");
}

TEST_CASE("servers: what both write is one log, which readers at either read once and in one order" *
          doctest::skip(!support::has_postgres())) {
    Two two;
    auto const sales = two.house.caller("sales@provider");
    auto const everyone = Scope::everyone("a test reads the whole log");
    struct Reader {
        db::Database& database;
        events::Place place = {};
        std::vector<std::string> seen = {};
    };
    Reader readers[] = {{two.house.database()}, {two.other->database()}};
    auto const read = [&](Reader& reader) {
        reader.database.read([&](db::Tx& tx) {
            auto place = reader.place;
            std::vector<std::string> seen;
            for (auto const& event : events::after(tx, everyone, place, 10'000)) {
                place = {event.turn, event.number};
                seen.push_back(event.id.text());
            }
            reader.place = place;
            reader.seen.insert(reader.seen.end(), seen.begin(), seen.end());
        });
    };
    std::atomic<int> added = 0, asked = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 6; ++writer)
        writers.emplace_back([&, writer] {
            for (int i = 0; i < 8; ++i)
                added += two.ask(writer % 2 == 1, post, "/v1/customers",
                                 with(sales, "MS-RequestId", new_uuid().text()),
                                 customer("journal" + std::to_string(writer) + '-' + std::to_string(i)))
                             .status == 201,
                    ++asked;
        });
    while (asked < 48)
        for (auto& reader : readers) read(reader);
    for (auto& writer : writers) writer.join();
    for (auto& reader : readers) read(reader);
    CHECK(added == 48);
    CHECK(readers[0].seen == readers[1].seen);
    auto ids = readers[0].seen;
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    CHECK(std::to_string(ids.size()) ==
          support::ask_postgres(two.house.address(), "SELECT COUNT(*) FROM events"));
}

TEST_CASE("servers: health is told without the database; whether it answers, too; requests wait for it" *
          doctest::skip(!support::has_postgres())) {
    Two two;
    auto const sales = two.house.caller("sales@provider");
    auto const name = two.house.address().substr(two.house.address().rfind('/') + 1);
    CHECK(two.ask(false, get, "/readyz", {}).status == 200);
    take_away(two.house.address());
    // More than there are workers: the health of a server is no matter of its queue.
    std::vector<std::future<api::Answer>> asked;
    for (int i = 0; i < 30; ++i)
        asked.push_back(std::async(std::launch::async, [&, i] {
            return two.ask(false, post, "/v1/customers", with(sales, "MS-RequestId", new_uuid().text()),
                           customer("retenu" + std::to_string(i)));
        }));
    while (two.ask(false, get, "/readyz", {}).status == 200) std::this_thread::yield();
    auto const away = two.ask(false, get, "/readyz", {});
    CHECK(away.status == 503);
    CHECK(member(away.body, "code") == "database_unavailable");
    CHECK(two.ask(false, get, "/healthz", {}).status == 200);
    support::ask_postgres(support::postgres_url(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    for (auto& one : asked) CHECK(one.get().status == 201);
    CHECK(two.ask(false, get, "/readyz", {}).status == 200);
    CHECK(support::ask_postgres(two.house.address(),
                                "SELECT COUNT(*) FROM customers WHERE name LIKE 'retenu%'") == "30");
}

TEST_CASE("servers: while the database is away so many requests are held, and more are refused at once" *
          doctest::skip(!support::has_postgres())) {
    support::House house(support::Engine::postgres);
    auto const sales = house.caller("sales@provider");
    auto const name = house.address().substr(house.address().rfind('/') + 1);
    take_away(house.address());
    constexpr int asked = 1200, most_held = 1024 + 6;  // queue and readers
    std::atomic<int> refused = 0, answered = 0, other = 0;
    for (int i = 0; i < asked; ++i) {
        auto request = support::request(get, "/v1/customers?size=1");
        for (auto const& header : sales) request.headers.push_back(header);
        house.inside().dispatcher().handle(std::move(request), [&](api::Answer const& answer) {
            bool const says_when = std::any_of(answer.headers.begin(), answer.headers.end(),
                                               [](auto const& one) { return one.first == "Retry-After"; });
            if (answer.status == 503 && says_when && member(answer.body, "code") == "busy") ++refused;
            else if (answer.status == 200) ++answered;
            else ++other;
        });
    }
    // Said before anything can have been answered.
    CHECK(refused >= asked - most_held);
    CHECK(answered == 0);
    support::ask_postgres(support::postgres_url(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    while (refused + answered + other < asked) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(other == 0);
    CHECK(answered >= 1024);
}

TEST_CASE("servers: one that ends while the database is away waits for it no more" *
          doctest::skip(!support::has_postgres())) {
    support::House house(support::Engine::postgres);
    auto& server = house.inside();
    auto const sales = house.caller("sales@provider");
    take_away(house.address());
    std::vector<std::future<int>> asked;
    for (auto const method : {get, post, get})
        asked.push_back(std::async(std::launch::async, [&, method] {
            auto request = support::request(method, "/v1/customers", method == post ? customer("reste") : "");
            request.headers.insert(request.headers.end(), sales.begin(), sales.end());
            return server.dispatcher().answer(std::move(request)).status;
        }));
    while (house.ask(support::request(get, "/readyz")).status == 200) std::this_thread::yield();
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    // Otherwise a minute.
    CHECK(stopped.wait_for(std::chrono::seconds(30)) == std::future_status::ready);
    for (auto& one : asked) CHECK(one.get() == 503);
}

TEST_CASE("servers: SIGTERM while the database is away answers who is held, and ends the process" *
          doctest::skip(!support::has_postgres())) {
    support::TemporaryDatabase const served;
    support::TemporaryFolder const folder;
    auto const data = folder.path() / "data";
    support::ServerProcess server(
        (std::filesystem::canonical("/proc/self/exe").parent_path() / "entrepot").string(),
        {"demo", "--data", data.string(), "--database", served.url(), "--listen", "127.0.0.1:0"},
        data.string() + ".log");
    support::HttpClient client(server.port(), 90), other(server.port(), 90);
    auto const headers = first_app(data, client);
    take_away(served.url());
    auto held = std::async(std::launch::async, [&] {
        auto const answer = client.ask("POST", "/v1/customers", customer("retenu"), headers);
        return answer ? answer->status : 0;
    });
    while (other.ask("GET", "/readyz", "").value().status == 200) std::this_thread::yield();
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    CHECK(held.wait_for(std::chrono::seconds(30)) == std::future_status::ready);
    CHECK(held.get() == 503);
    CHECK(stopped.wait_for(std::chrono::seconds(30)) == std::future_status::ready);
}

TEST_CASE("servers: ten processes that start at once migrate once and sign with one key; one dies" *
          doctest::skip(!support::has_postgres())) {
    support::TemporaryDatabase const served;
    support::TemporaryFolder const folder;
    auto const key = (folder.path() / "server.key").string();
    auto const program = (std::filesystem::canonical("/proc/self/exe").parent_path() / "entrepot").string();
    std::ofstream(key) << std::string(32, 'k');
    std::vector<std::unique_ptr<support::ServerProcess>> servers;
    for (int i = 0; i < 10; ++i) {
        auto const name = folder.path() / std::to_string(i);
        servers.push_back(std::make_unique<support::ServerProcess>(
            program,
            std::vector<std::string>{"demo", "--data", name.string(), "--key-file", key, "--database",
                                     served.url(), "--listen", "127.0.0.1:0", "--threads", "1"},
            name.string() + ".log", support::ServerProcess::Wait::no));
    }
    for (auto& server : servers) server->wait_until_it_listens();
    CHECK(support::ask_postgres(served.url(),
                                "SELECT count(*) - count(DISTINCT version) FROM schema_migrations") == "0");
    CHECK(support::ask_postgres(served.url(),
                                "SELECT count(*) FROM deployment_keys WHERE name LIKE 'signing-%'") == "1");
    CHECK(support::ask_postgres(served.url(), "SELECT count(*) - count(DISTINCT domain) FROM tenants") ==
          "0");

    support::HttpClient first(servers.front()->port(), 60), last(servers.back()->port(), 60);
    auto const headers = first_app(folder.path() / "0", first);
    auto const added = first.ask("POST", "/v1/customers", customer("dixieme"), headers);
    REQUIRE(added);
    CHECK(added->status == 201);
    servers.front()->kill();
    auto const again = last.ask("POST", "/v1/customers", customer("dixieme"), headers);
    REQUIRE(again);
    CHECK(again->status == 201);
    CHECK(again->body == added->body);
}

}  // namespace entrepot::app
