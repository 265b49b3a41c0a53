// Filters in every form that clients send.
#include "api/filter.hpp"

#include <doctest/doctest.h>

#include "base/problem.hpp"

using namespace entrepot;
using namespace entrepot::api;
using F = FilterOperator;

namespace {

std::string refusal(std::string_view text) {
    try {
        parse_filter(text);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return {};
}

bool holds(std::string_view text, std::string const& name) {
    return matches(parse_filter(text), [&](std::string_view) { return name; });
}

}  // namespace

TEST_CASE("a condition is read in both casings, with what SDKs add") {
    for (auto const* text :
         {R"({"Field":"CompanyName","Value":"cont","Operator":"starts_with"})",
          R"({"field":"CompanyName","value":"cont","operator":"StartsWith"})",
          R"({"Field":"CompanyName","Value":"cont","Operator":9,"FieldType":"String","Links":null})"}) {
        CAPTURE(text);
        auto const filter = parse_filter(text);
        CHECK(filter.is_on("companyname"));
        CHECK(filter.value == "cont");
        CHECK(filter.operation == F::starts_with);
        CHECK_FALSE(filter.is_joined());
    }
    CHECK(parse_filter(R"({"Field":"Resolved","Value":true,"Operator":"equals"})").value == "true");
    CHECK(parse_filter(R"({"Field":"Name","Value":"","Operator":"equals"})").value.empty());
}

TEST_CASE("a condition without a value is no condition") {
    CHECK(refusal(R"({"Field":"Name","Operator":"equals"})") == "filter_incomplete");
    CHECK(refusal(R"({"Field":"Name","Operator":"equals","Value":null})") == "filter_incomplete");
}

TEST_CASE("two filters are joined, also joined ones") {
    auto const filter = parse_filter(R"({"LeftFilter":{"Field":"Name","Value":"a","Operator":"starts_with"},
        "RightFilter":{"LeftFilter":{"Field":"Name","Value":"b","Operator":"Substring"},
                       "RightFilter":{"Field":"Name","Value":"c","Operator":"NotEquals"},"Operator":"And"},
        "Operator":"and"})");
    REQUIRE(filter.is_joined());
    auto const all = conditions(filter);
    REQUIRE(all.size() == 3);
    CHECK(all[1].operation == F::substring);
    CHECK(all[2].value == "c");
    CHECK(matches(filter, [](std::string_view) { return "a b"; }));
    CHECK_FALSE(matches(filter, [](std::string_view) { return "a"; }));
    auto const either = parse_filter(R"({"LeftFilter":{"Field":"Name","Value":"a","Operator":"equals"},
        "RightFilter":{"Field":"Name","Value":"b","Operator":"equals"},"Operator":"or"})");
    CHECK(matches(either, [](std::string_view) { return "B"; }));
    CHECK_THROWS_AS(conditions(either), Problem);
}

TEST_CASE("what is no filter is refused with what is wrong") {
    CHECK(refusal("{") == "filter_not_json");
    CHECK(refusal("") == "filter_not_json");
    CHECK(refusal("[]") == "filter_incomplete");
    CHECK(refusal("\"Name\"") == "filter_incomplete");
    CHECK(refusal("null") == "filter_incomplete");
    CHECK(refusal("{}") == "filter_incomplete");
    CHECK(refusal(R"({"Field":"Name","Value":"a"})") == "filter_incomplete");
    CHECK(refusal(R"({"Field":"Name","Value":{},"Operator":"equals"})") == "filter_incomplete");
    CHECK(refusal(R"({"Field":"Name","Value":"a","Operator":"resembles"})") == "filter_operator");
    CHECK(refusal(R"({"Field":"Name","Value":"a","Operator":99})") == "filter_operator");
    CHECK(refusal(R"({"Field":"Name","Value":"a","Operator":"and"})") == "filter_incomplete");
    CHECK(refusal(R"({"LeftFilter":{"Field":"Name","Value":"a","Operator":"equals"},"Operator":"and"})") ==
          "filter_incomplete");
    CHECK(refusal(R"({"LeftFilter":1,"RightFilter":2,"Operator":"and"})") == "filter_incomplete");
    std::string deep = R"({"Field":"Name","Value":"a","Operator":"equals"})";
    for (int i = 0; i < 40; ++i)
        deep = R"({"LeftFilter":)" + deep +
               R"(,"RightFilter":{"Field":"N","Value":"a","Operator":"equals"},"Operator":"and"})";
    CHECK(refusal(deep) == "filter_not_json");
}

TEST_CASE("a list says which fields and operators it knows") {
    auto const filter = parse_filter(R"({"Field":"name","Value":"a","Operator":"starts_with"})");
    CHECK_NOTHROW(refuse_other_than(filter, {"Name"}, {F::starts_with}));
    CHECK_THROWS_WITH(refuse_other_than(filter, {"Domain"}, {F::starts_with}), "filter_field");
    CHECK_THROWS_WITH(refuse_other_than(filter, {"Name"}, {F::equals}), "filter_operator");
}

TEST_CASE("text is compared as search compares it") {
    CHECK(holds(R"({"Field":"Name","Value":"reseau","Operator":"starts_with"})", "Réseau Vilaine"));
    CHECK(holds(R"({"Field":"Name","Value":"VILAINE","Operator":"substring"})", "Réseau Vilaine"));
    CHECK(holds(R"({"Field":"Name","Value":"réseau vilaine","Operator":"equals"})", "Réseau Vilaine"));
    CHECK_FALSE(holds(R"({"Field":"Name","Value":"vilaine","Operator":"starts_with"})", "Réseau Vilaine"));
    CHECK(holds(R"({"Field":"Name","Value":"vilaine","Operator":"not_starts_with"})", "Réseau Vilaine"));
}
