// A database whose answer to COMMIT never arrives: what was asked is done once, or is said not to be known.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "support/cut_proxy.hpp"
#include "support/house.hpp"

namespace entrepot::app {

namespace {

// A server that reaches its PostgreSQL through a proxy that cuts.
struct Cut {
    support::House house{support::Engine::postgres};
    std::string address = house.address();
    std::size_t colon = address.rfind(':'), slash = address.rfind('/');
    support::CutProxy proxy{std::stoi(address.substr(colon + 1, slash - colon - 1))};
    House server{{.data = std::filesystem::path(house.file()).parent_path().string(),
                  .database = address.substr(0, colon + 1) + std::to_string(proxy.port()) +
                              address.substr(slash) + "?gssencmode=disable",
                  .sandbox = true,
                  .seeded = true}};

    api::Answer add(std::string const& name, std::string const& request_id) {
        auto asked = support::request(
            api::Method::post, "/v1/customers",
            R"({"companyProfile":{"domain":")" + name +
                R"(.onmicrosoft.com"},"billingProfile":{"email":"a@b.example","culture":"fr-FR",)"
                R"("language":"fr","companyName":")" +
                name +
                R"(","defaultAddress":{"firstName":"Anne","lastName":"Le Goff","addressLine1":"1 rue du )"
                R"(Port","city":"Brest","postalCode":"29200","country":"FR"}}})");
        for (auto const& header : house.caller("sales@provider")) asked.headers.push_back(header);
        if (!request_id.empty()) asked.headers.emplace_back("MS-RequestId", request_id);
        return server.dispatcher().answer(std::move(asked));
    }
    std::string ask(std::string const& question) { return support::ask_postgres(address, question); }
};

}  // namespace

TEST_CASE("lost answers: a write that was committed and says its request id is answered, and done once" *
          doctest::skip(!support::has_postgres())) {
    Cut cut;
    auto const id = new_uuid().text();
    cut.proxy.cut_after("INSERT INTO customers ");
    auto const answer = cut.add("perdue", id);
    CHECK(cut.proxy.cuts() == 1);
    CHECK(answer.status == 201);
    CHECK(cut.ask("SELECT COUNT(*) FROM customers WHERE name = 'perdue'") == "1");
    CHECK(
        cut.ask("SELECT COUNT(*) FROM events e JOIN customers c ON c.customer_id = e.subject WHERE c.name = "
                "'perdue' AND e.type = 'customer_added'") == "1");
    auto const told = std::string(boost::json::parse(answer.body).at("id").as_string());
    CHECK(cut.ask("SELECT customer_id = decode(replace('" + told +
                  "', '-', ''), 'hex') FROM customers WHERE name = 'perdue'") == "t");
    CHECK(cut.add("perdue", id).body == answer.body);
}

TEST_CASE("lost answers: one that says none is not tried again, for it may have been done" *
          doctest::skip(!support::has_postgres())) {
    Cut cut;
    cut.proxy.cut_after("INSERT INTO customers ");
    auto const answer = cut.add("perdue", "");
    CHECK(cut.proxy.cuts() == 1);
    CHECK(answer.status == 503);
    CHECK(answer.body.find("outcome_unknown") != std::string::npos);
    for (auto const& header : answer.headers) CHECK(header.first != "Retry-After");
    CHECK(cut.ask("SELECT COUNT(*) FROM customers WHERE name = 'perdue'") == "1");
    CHECK(cut.add("suivante", "").status == 201);
}

}  // namespace entrepot::app
