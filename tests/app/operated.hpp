// A deployment that tests operate by the real binary: started, stopped, asked.
#pragma once

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/command.hpp"
#include "support/house.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"

namespace entrepot::app {

namespace fs = std::filesystem;
using support::run;
using support::Said;

inline bool says(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

inline std::string content(fs::path const& file) {
    std::ostringstream out;
    out << std::ifstream(file).rdbuf();
    return out.str();
}

// A demo in a folder of its own, started when it is wanted.
struct Operated {
    support::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string(), log = (folder.path() / "log").string();

    std::unique_ptr<support::ServerProcess> start(std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"demo",        "--data",    data, "--listen",
                                           "127.0.0.1:0", "--threads", "2"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return std::make_unique<support::ServerProcess>(support::program(), arguments, log);
    }
    void make() const { start()->stop(); }
    std::string file() const { return data + "/entrepot.db"; }

    // A token of the direct-bill partner's app.
    std::vector<std::pair<std::string, std::string>> sign_in(support::HttpClient& client) const {
        auto const accounts = boost::json::parse(content(data + "/sandbox.json"));
        for (auto const& tenant : accounts.at("tenants").as_array()) {
            if (tenant.at("kind") != "directBill") continue;
            auto const& app = tenant.at("apps").as_array().at(0);
            auto const text = [](boost::json::value const& value) { return std::string(value.as_string()); };
            auto const answer =
                client.ask("POST", '/' + text(tenant.at("tenantId")) + "/oauth2/token",
                           "grant_type=client_credentials&client_id=" + text(app.at("clientId")) +
                               "&client_secret=" + text(app.at("clientSecret")) +
                               "&resource=https%3A%2F%2Fgraph.windows.net",
                           {{"Content-Type", "application/x-www-form-urlencoded"}});
            REQUIRE(answer);
            return {{"Authorization", "Bearer " + text(boost::json::parse(answer->body).at("access_token"))}};
        }
        REQUIRE(false);
        return {};
    }
};

inline std::string customer(std::string const& name) {
    return R"({"companyProfile":{"domain":")" + name +
           R"(.onmicrosoft.com"},"billingProfile":{"email":"s@k.example","culture":"fr-FR","language":"fr",)"
           R"("companyName":"Boulangeries )" +
           name +
           R"(","defaultAddress":{"firstName":"S","lastName":"K","addressLine1":"14, rue","city":"Quimper",)"
           R"("postalCode":"29000","country":"FR"}}})";
}

}  // namespace entrepot::app
