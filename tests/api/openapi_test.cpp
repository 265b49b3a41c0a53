// The OpenAPI document: what it refuses to say.
#include "api/openapi.hpp"

#include <doctest/doctest.h>

#include "base/check.hpp"

namespace entrepot::api {

namespace {

struct First {
    int one = 0;
    static constexpr std::string_view schema_name = "TestTwin";
    static constexpr auto fields() { return Fields{field("one", &First::one, "One.")}; }
};
struct Second {
    std::string other;
    static constexpr std::string_view schema_name = "TestTwin";
    static constexpr auto fields() { return Fields{field("other", &Second::other, "Another.")}; }
};
struct Holder {
    std::vector<Second> inside;
    static constexpr std::string_view schema_name = "TestHolder";
    static constexpr auto fields() { return Fields{field("inside", &Holder::inside, "Twins.")}; }
};

First first(Context&) { return {}; }
Second second(Context&) { return {}; }
Holder holder(Context&) { return {}; }

}  // namespace

TEST_CASE("openapi: one name, one type") {
    Router once;
    once.get("/a", first).open("a test");
    once.get("/b", first).open("a test");
    CHECK(openapi_document(once).find("\"TestTwin\":{") != std::string::npos);
    Router twice;
    twice.get("/a", first).open("a test");
    twice.get("/b", second).open("a test");
    CHECK_THROWS_AS(openapi_document(twice), BrokenTruth);
    Router within;
    within.get("/a", first).open("a test");
    within.get("/b", holder).open("a test");
    CHECK_THROWS_AS(openapi_document(within), BrokenTruth);
}

}  // namespace entrepot::api
