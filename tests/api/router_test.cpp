// Finding a route, cursors, forms and problem answers.
#include <doctest/doctest.h>

#include "api/paging.hpp"
#include "api/problem_answer.hpp"
#include "api/router.hpp"
#include "db/tx.hpp"

namespace entrepot::api {

namespace {

void nothing(Context&) {}
void of_customer(Context&, Id<Tenant> const&) {}
void of_cart(Context&, Id<Tenant> const&, Id<User> const&) {}

struct Routes {
    Router router;
    Routes() {
        router.get("/v1/customers", nothing).open("a test");
        router.post("/v1/customers", nothing).open("a test");
        router.get("/v1/customers/{customer}", of_customer).open("a test");
        router.get("/v1/customers/relationshipRequests", nothing).open("a test");
        router.get("/v1/customers/{customer}/carts/{cart}", of_cart).open("a test");
        router.get("/v1/customers/all/validations", nothing).open("a test");
        router.get("/{tenant}/oauth2/token", of_customer).open("a test");
    }
    std::string pattern(Method method, std::string_view path) const {
        auto const match = router.find(method, path);
        if (match.route) return match.route->pattern;
        return match.allowed.empty() ? "none" : "only " + match.allowed;
    }
};

}  // namespace

TEST_CASE("routes: casing, slashes, literals before places, and back where a literal leads nowhere") {
    Routes const routes;
    auto const get = [&](std::string_view path) { return routes.pattern(Method::get, path); };
    CHECK(get("/v1/customers") == "/v1/customers");
    CHECK(get("/V1/Customers/") == "/v1/customers");
    CHECK(get("//v1///customers//") == "/v1/customers");
    CHECK(get("/v1/customers/x") == "/v1/customers/{customer}");
    CHECK(get("/v1/customers/RelationshipRequests") == "/v1/customers/relationshipRequests");
    CHECK(get("/v1/customers/all/validations") == "/v1/customers/all/validations");
    CHECK(get("/v1/customers/all") == "/v1/customers/{customer}");
    CHECK(get("/v1/customers/all/carts/7") == "/v1/customers/{customer}/carts/{cart}");
    CHECK(get("/v1/oauth2/token") == "/{tenant}/oauth2/token");
    CHECK(get("/v1/customers/x/carts") == "none");
    CHECK(get("/v1") == "none");
    CHECK(get("/") == "none");
    CHECK(get("") == "none");
    CHECK(routes.pattern(Method::head, "/v1/customers") == "/v1/customers");
    CHECK(routes.pattern(Method::del, "/v1/customers") == "only GET, POST");
    auto const match = routes.router.find(Method::get, "/v1//customers/One/carts/Two");
    REQUIRE(match.values.size() == 2);
    CHECK(match.values[0] == "One");
    CHECK(match.values[1] == "Two");
}

TEST_CASE("cursors: what was put in comes out, and nothing else does") {
    std::string const bytes("\0:\xff 7:", 6);
    for (auto const& keys : {std::vector<std::string>{}, {""}, {"a", "", bytes}, {std::string(5000, 'x')}})
        CHECK(read_cursor(make_cursor(keys)) == keys);
    for (auto const* bad : {"!", "YQ", "OTk6YQ", "OjphYmM", "LTE6YQ"})
        CHECK_MESSAGE(!read_cursor(bad), std::string(bad));
    CHECK(page_size(std::nullopt, 50) == 50);
    CHECK(page_size(0, 50) == 500);
    CHECK(page_size(7, 50) == 7);
    CHECK(page_size(-1, 50) == 1);
    CHECK(page_size(100000, 50) == 500);
}

TEST_CASE("forms: escapes, plus signs, a second question mark") {
    auto const pairs = parse_form("a=1%202&b=c+d&&e&f=%zz?g=h");
    REQUIRE(pairs.size() == 5);
    CHECK(pairs[0].second == "1 2");
    CHECK(pairs[1].second == "c d");
    CHECK(pairs[2].first == "e");
    CHECK(pairs[3].second == "%zz");
    CHECK(pairs[4].first == "g");
    for (std::string text : {"a b+c/é?&=%", ""}) CHECK(percent_decode(percent_encode(text), true) == text);
}

TEST_CASE("problems: the envelope, numbers as numbers, both languages") {
    auto const answer = problem_answer(Problem("1000"), Language::en);
    CHECK(answer.status == 404);
    CHECK(answer.body.find(R"("code":1000)") != std::string::npos);
    CHECK(answer.body.find(R"("source":"Entrepot")") != std::string::npos);
    CHECK(problem_answer(Problem("1000"), Language::fr).body != answer.body);

    // One wrong field without a code of the wire: 3000, with the field's own code beside its path.
    auto const one = problem_answer(Problem("required").at("a.b"), Language::en);
    CHECK(one.status == 400);
    CHECK(one.body.find(R"("code":3000)") != std::string::npos);
    CHECK(one.body.find(R"("field":"a.b","code":"required")") != std::string::npos);
    CHECK(problem_answer(Problem("domain_taken", {{"domain", "x"}}).at("d"), Language::en).status == 409);
    CHECK(problem_answer(Problem("not_signed_in"), Language::en).headers.at(0).first == "WWW-Authenticate");
    CHECK(problem_answer(Problem("busy"), Language::en).headers.at(0).first == "Retry-After");
    CHECK_THROWS(problem_entry("no such code"));
}

TEST_CASE("problems: any exception has an answer that tells no secrets") {
    auto const of = [](auto const& error) {
        return answer_of(std::make_exception_ptr(error), Language::en, "corr");
    };
    CHECK(of(db::Conflict("key")).status == 409);
    CHECK(of(db::Unavailable("gone")).status == 503);
    CHECK(of(db::Unavailable("full", true)).status == 507);
    auto const internal = of(std::runtime_error("a password"));
    CHECK(internal.status == 500);
    CHECK(internal.body.find("password") == std::string::npos);
    CHECK(internal.body.find("corr") != std::string::npos);
    CHECK(of(BrokenTruth("books")).status == 500);
}

}  // namespace entrepot::api
