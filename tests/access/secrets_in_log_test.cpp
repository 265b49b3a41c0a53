// What people and clients must keep to themselves never stands in the log of the real program.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "support/house.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"

namespace entrepot::access {

namespace {

std::string contents(std::string const& file) {
    std::ostringstream out;
    out << std::ifstream(file).rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("secrets: none of them reaches the log, whatever is done with them") {
    support::TemporaryFolder folder;
    auto const log = (folder.path() / "log").string(), data = (folder.path() / "data").string();
    auto const program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "entrepot";
    support::ServerProcess server(program.string(), {"demo", "--data", data, "--listen", "127.0.0.1:0"}, log);
    support::HttpClient client(server.port());
    auto const world = boost::json::parse(contents(data + "/sandbox.json")).as_object();
    auto const& tenant = world.at("tenants").as_array().front().as_object();
    auto const word = [](boost::json::object const& object, char const* name) {
        return std::string(object.at(name).as_string());
    };
    std::vector<std::string> secrets;
    auto const json = [&](std::string const& path, boost::json::object const& body,
                          std::vector<std::pair<std::string, std::string>> headers = {}) {
        headers.emplace_back("Content-Type", "application/json");
        auto const answer = client.ask("POST", path, boost::json::serialize(body), headers);
        REQUIRE(answer);
        auto const parsed = boost::json::parse(answer->body.empty() ? "{}" : answer->body);
        return parsed.is_object() ? parsed.as_object() : boost::json::object{};
    };
    for (auto const& one : tenant.at("users").as_array()) {
        auto const& user = one.as_object();
        auto const password = word(user, "password");
        secrets.push_back(password);
        for (auto const& given : {password, password + "x", std::string("correct horse battery staple")}) {
            auto const answer =
                json("/ext/v1/session", {{"userName", word(user, "upn")}, {"password", given}});
            if (answer.contains("csrfToken")) secrets.push_back(word(answer, "csrfToken"));
        }
    }
    secrets.push_back("correct horse battery staple");
    auto const& app = tenant.at("apps").as_array().front().as_object();
    auto const& owner = tenant.at("users").as_array().front().as_object();
    auto const token = client.ask(
        "POST", "/" + word(tenant, "domain") + "/oauth2/token",
        "grant_type=password&resource=https://graph.windows.net&client_id=" + word(app, "clientId") +
            "&client_secret=" + word(app, "clientSecret") + "&username=" + word(owner, "upn") +
            "&password=" + word(owner, "password"),
        {{"Content-Type", "application/x-www-form-urlencoded"}});
    REQUIRE(token);
    auto const granted = boost::json::parse(token->body).as_object();
    auto const bearer = word(granted, "access_token");
    if (granted.contains("refresh_token")) secrets.push_back(word(granted, "refresh_token"));
    client.ask("POST", "/" + word(tenant, "domain") + "/oauth2/token",
               "grant_type=refresh_token&client_id=" + word(app, "clientId") +
                   "&client_secret=" + word(app, "clientSecret") + "&refresh_token=" + secrets.back(),
               {{"Content-Type", "application/x-www-form-urlencoded"}});
    client.ask("POST", "/" + word(tenant, "domain") + "/oauth2/token",
               "grant_type=client_credentials&client_id=" + word(app, "clientId") +
                   "&client_secret=correct+horse+battery+staple",
               {{"Content-Type", "application/x-www-form-urlencoded"}});
    secrets.push_back(word(app, "clientSecret"));
    secrets.push_back(bearer);
    std::vector<std::pair<std::string, std::string>> const as_owner{{"Authorization", "Bearer " + bearer}};
    auto const invited = json("/ext/v1/users",
                              {{"userName", "nolwenn@" + word(tenant, "domain")},
                               {"firstName", "Nolwenn"},
                               {"lastName", "Riou"},
                               {"roles", {"SalesAgent"}}},
                              as_owner);
    auto const link = word(invited.at("invitation").as_object(), "link");
    auto const of_link = link.substr(link.find('#') + 1);
    secrets.push_back(of_link);
    secrets.push_back("galet bruine chaloupe tamaris");
    json("/ext/v1/user-links/look", {{"word", of_link}});
    json("/ext/v1/user-links/password", {{"word", of_link}, {"password", "court"}});
    json("/ext/v1/user-links/password", {{"word", of_link}, {"password", "galet bruine chaloupe tamaris"}});
    // And where the path or the query carries what is none of the log's business.
    client.ask("GET", "/ext/v1/secret-links/" + of_link, "");
    client.ask("GET", "/v1/customers?token=" + bearer, "", as_owner);
    client.ask("POST", "/ext/v1/session", "{\"password\":\"galet bruine chaloupe tamaris", {});
    server.kill();

    auto const text = contents(log);
    CHECK(secrets.size() > 10);
    // What it does say: who was not let in, from where, by codes and ids.
    for (auto const* line :
         {"refused code=sign_in_failed route=POST /ext/v1/session",
          "a wrong password tenant=", "no token code=oauth_secret_wrong client=", "address=127.0.0.1"})
        CHECK_MESSAGE(text.find(line) != std::string::npos, line);
    for (auto const& secret : secrets)
        CHECK_MESSAGE(text.find(secret) == std::string::npos, "a secret is in the log");
}

}  // namespace entrepot::access
