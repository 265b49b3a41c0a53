// Text to struct and back: what clients may send, what they are told, what they get.
#include <doctest/doctest.h>

#include "base/check.hpp"
#include "json/json.hpp"

namespace entrepot::json {

namespace {

enum class Colour : std::uint8_t { dark_red, blue };
constexpr auto wire_names(Colour) {
    return std::array{Wire{Colour::dark_red, "dark_red"}, Wire{Colour::blue, "Blue"}};
}

struct Part {
    std::string name;
    std::optional<int> count;
    static constexpr std::string_view schema_name = "TestPart";
    static constexpr auto fields() {
        return Fields{field("partName", &Part::name, "A name.").at_least(2).at_most(10),
                      field("count", &Part::count, "How many.").at_least(1).at_most(9)};
    }
};

struct Thing {
    Id<Thing> id;
    std::string title;
    std::optional<std::string> note;
    std::optional<Colour> colour;
    std::optional<Time> at;
    std::optional<bool> on;
    std::int64_t big = 0;
    std::optional<std::uint8_t> small;
    std::vector<Part> parts, pair;
    std::optional<Money> price;
    std::optional<Date> day;
    std::optional<double> share;
    std::optional<RawJson> raw;
    std::map<std::string, std::string> labels;
    std::string secret;
    std::string seen = "computed";

    std::string etag() const { return "7"; }
    void links(std::vector<Link>& out) const { out.push_back({"self", "/things/1"}); }
    static constexpr std::string_view schema_name = "TestThing";
    static constexpr std::string_view object_type = "Thing";
    static constexpr auto fields() {
        using T = Thing;
        return Fields{field("id", &T::id, "Its id.").or_default(),
                      field("title", &T::title, "Its title."),
                      field("note", &T::note, "Said of it."),
                      field("colour", &T::colour, "Its colour."),
                      field("at", &T::at, "When."),
                      field("isOn", &T::on, "Whether."),
                      field("bigNumber", &T::big, "Large.").or_default(),
                      field("small", &T::small, "Small."),
                      field("parts", &T::parts, "Of what."),
                      field("pair", &T::pair, "Two at least.").or_default().at_least(2),
                      field("price", &T::price, "For how much."),
                      field("day", &T::day, "On which day."),
                      field("share", &T::share, "How much of it."),
                      field("raw", &T::raw, "Carried."),
                      field("labels", &T::labels, "Named texts."),
                      field("secret", &T::secret, "Stored.").hidden(),
                      field("seen", &T::seen, "Worked out.").computed()};
    }
};

// "field code" of everything that is wrong.
std::vector<std::string> wrong(std::string_view text, Reading reading = {}) {
    Thing thing;
    Problems problems;
    decode(type_of<Thing>(), &thing, text, problems, reading);
    std::vector<std::string> out;
    for (auto const& one : problems.list()) out.push_back(one.field + ' ' + one.code);
    return out;
}

using List = std::vector<std::string>;

std::string position_of(std::string_view text) {
    try {
        read<Thing>(text);
    } catch (Problem const& problem) {
        return problem.code == "invalid_json" ? problem.words.at("position") : problem.code;
    }
    return "none";
}

}  // namespace

TEST_CASE("decode: names in any casing, a doubled key, members that nobody knows") {
    CHECK(read<Thing>(R"({"TITLE":"a"})").title == "a");
    CHECK(read<Thing>(R"({"Title":"a","title":"b"})").title == "b");
    CHECK(read<Thing>(R"({"title":"a","planet":{"x":[1]}})").title == "a");
    CHECK(wrong(R"({"title":"a","planet":3,"attributes":{},"links":{}})", {.refuse_unknown = true}) ==
          List{"planet unknown_member"});
    CHECK(read<Thing>(R"({"title":"a","secret":"s","seen":"x"})").secret.empty());
    CHECK(read<Thing>(R"({"title":"a","seen":"x"})").seen == "computed");
    CHECK(read<Thing>(R"({"secret":"s"})", {.stored = true}).secret == "s");
}

TEST_CASE("decode: null and the empty text are absent") {
    CHECK(wrong(R"({"title":null})") == List{"title required"});
    CHECK(wrong(R"({"title":""})") == List{"title required"});
    CHECK(wrong("{}") == List{"title required"});
    auto const thing =
        read<Thing>(R"({"title":"a","note":"","colour":null,"at":"","small":"","parts":null})");
    CHECK(!thing.note);
    CHECK(!thing.colour);
    CHECK(!thing.at);
    CHECK(!thing.small);
    CHECK(!read<Thing>(R"({"title":"a","at":"0001-01-01T00:00:00"})").at);
    CHECK(wrong("null") == List{" required"});
}

TEST_CASE("decode: enums by any casing, underscores or number") {
    for (auto const* text : {R"({"title":"a","colour":"dark_red"})", R"({"title":"a","colour":"DarkRed"})",
                             R"({"title":"a","colour":"DARKRED"})", R"({"title":"a","colour":0})"})
        CHECK(read<Thing>(text).colour == Colour::dark_red);
    CHECK(wrong(R"({"title":"a","colour":2})") == List{"colour not_a_choice"});
    CHECK(wrong(R"({"title":"a","colour":-1})") == List{"colour not_a_choice"});
    CHECK(wrong(R"({"title":"a","colour":"green"})") == List{"colour not_a_choice"});
    CHECK(wrong(R"({"title":"a","colour":[]})") == List{"colour not_a_choice"});
}

TEST_CASE("decode: numbers, booleans and ids as loose clients send them") {
    CHECK(read<Thing>(R"({"title":7})").title == "7");
    CHECK(read<Thing>(R"({"title":"a","isOn":"True"})").on == true);
    CHECK(read<Thing>(R"({"title":"a","small":"9"})").small == 9);
    CHECK(read<Thing>(R"({"title":"a","small":9.0})").small == 9);
    CHECK(read<Thing>(R"({"title":"a","bigNumber":9223372036854775807})").big == INT64_MAX);
    CHECK(wrong(R"({"title":"a","bigNumber":9223372036854775808})") == List{"bigNumber number_too_large"});
    CHECK(wrong(R"({"title":"a","bigNumber":1e300})") == List{"bigNumber expected_integer"});
    CHECK(wrong(R"({"title":"a","small":256})") == List{"small number_too_large"});
    CHECK(wrong(R"({"title":"a","small":-1})") == List{"small number_too_small"});
    CHECK(wrong(R"({"title":"a","small":1.5})") == List{"small expected_integer"});
    CHECK(wrong(R"({"title":"a","small":"1x"})") == List{"small expected_integer"});
    CHECK(wrong(R"({"title":"a","isOn":1})") == List{"isOn expected_boolean"});
    CHECK(wrong(R"({"title":"a","id":"x"})") == List{"id expected_id"});
    CHECK(wrong(R"({"title":"a","at":"yesterday"})") == List{"at expected_time"});
    CHECK(wrong(R"({"title":"a","price":"9.90"})") == List{"price expected_money"});
    CHECK(wrong(R"({"title":"a","price":{"amount":9.9,"currency":"EUR"}})") == List{"price expected_money"});
    CHECK(wrong(R"({"title":"a","price":{"amount":"9.90","currency":"euro"}})") ==
          List{"price expected_currency"});
    CHECK(wrong(R"({"title":"a","day":"30 février"})") == List{"day expected_date"});
    CHECK(wrong(R"({"title":"a","share":"half"})") == List{"share expected_number"});
    CHECK(wrong(R"({"title":"a","pair":[]})") == List{"pair too_few_items"});
}

TEST_CASE("decode: every wrong field at once, with its path") {
    CHECK(
        wrong(
            R"({"parts":[{"partName":"ab"},{"partName":"a","count":0},{},7,null],"labels":{"x":[]},"isOn":[]})") ==
        List{"parts[1].partName too_short", "parts[1].count number_too_small", "parts[2].partName required",
             "parts[3] expected_object", "parts[4] required", "labels.x expected_text",
             "isOn expected_boolean", "title required"});
    CHECK(wrong(R"({"title":"a","parts":{}})") == List{"parts expected_list"});
    CHECK(wrong(R"({"title":"a","parts":[{"partName":"12345678901"}]})") ==
          List{"parts[0].partName too_long"});
    CHECK(wrong(R"({"title":"a","parts":[{"partName":"éééééééééé"}]})").empty());
}

TEST_CASE("decode: what is no clean text") {
    CHECK(wrong(R"({"title":"a\u0000b"})") == List{"title bad_characters"});
    CHECK(wrong("{\"title\":\"a\\u0000\"}") == List{"title bad_characters"});
    CHECK(position_of("{\"title\":\"\xff\"}") != "none");
    CHECK(position_of(R"({"title":"\ud800"})") != "none");
}

TEST_CASE("decode: what is no JSON, with the position") {
    CHECK(position_of(R"({"a":tru})") == "5");
    CHECK(position_of("") == "0");
    CHECK(position_of(R"({"title":"a"} x)") == "14");
    CHECK(position_of(R"({"title":"a")") != "none");
    CHECK(position_of(std::string(100, '[')) != "none");
    CHECK(position_of(std::string(1 << 20, '[')) != "none");
    CHECK(wrong(R"("success")") == List{" expected_object"});
    CHECK(wrong("7") == List{" expected_object"});
}

TEST_CASE("decode: a patch tells absent, null and a value apart") {
    Patch<Thing> patch;
    Problems problems;
    decode_patch(type_of<Thing>(), &patch.value, R"({"note":null,"colour":"blue","Title":""})", problems,
                 patch.given);
    CHECK(problems.empty());
    CHECK(patch.has(&Thing::note));
    CHECK(patch.clears(&Thing::note));
    CHECK(patch.has(&Thing::colour));
    CHECK(!patch.clears(&Thing::colour));
    CHECK(patch.clears(&Thing::title));
    CHECK(!patch.has(&Thing::at));
    CHECK(patch.value.colour == Colour::blue);
}

TEST_CASE("encode: links and attributes, absent values left out, hidden ones only when stored") {
    Thing thing;
    thing.title = "a\"b\\\n\x01é";
    thing.colour = Colour::blue;
    thing.at = *parse_time("2026-11-24T13:32:00Z");
    thing.parts.push_back({"ab", std::nullopt});
    thing.raw = RawJson{R"({"x":[1,2]})"};
    thing.secret = "hidden";
    auto const text = write(thing);
    CHECK(text.find(R"("title":"a\"b\\\n\u0001é")") != std::string::npos);
    CHECK(text.find(R"("colour":"Blue")") != std::string::npos);
    CHECK(text.find(R"("at":"2026-11-24T13:32:00Z")") != std::string::npos);
    CHECK(text.find(R"("parts":[{"partName":"ab"}])") != std::string::npos);
    CHECK(text.find(R"("raw":{"x":[1,2]})") != std::string::npos);
    CHECK(text.find("hidden") == std::string::npos);
    CHECK(text.find("note") == std::string::npos);
    CHECK(text.find(R"("seen":"computed")") != std::string::npos);
    CHECK(text.find(R"("etag":"7")") != std::string::npos);
    CHECK(text.find(R"("objectType":"Thing")") != std::string::npos);
    CHECK(text.find(R"("uri":"/things/1")") != std::string::npos);
    auto const stored = write(thing, {.stored = true});
    CHECK(stored.find("hidden") != std::string::npos);
    CHECK(stored.find("objectType") == std::string::npos);
    CHECK(read<Thing>(stored, {.stored = true}).title == thing.title);
}

TEST_CASE("encode: what was written is read back the same, whatever the characters") {
    for (int seed = 0; seed < 300; ++seed) {
        std::string text;
        for (int i = 0; i < 20; ++i) {
            char32_t const points[] = {U'a', U'"', U'\\',     U'\n',         U'\x1f', U'/',
                                       U'é', U'€', U'\u2028', U'\U0001F600', U'\x7f'};
            auto const point =
                points[static_cast<std::size_t>(seed * 7 + i * 13 + i * seed) % std::size(points)];
            if (point < 0x80) text += static_cast<char>(point);
            else
                text += point == U'é'        ? "é"
                        : point == U'€'      ? "€"
                        : point == U'\u2028' ? "\u2028"
                                             : "\U0001F600";
        }
        Thing thing;
        thing.title = text;
        thing.pair = {{"ab", std::nullopt}, {"cd", std::nullopt}};
        CHECK(read<Thing>(write(thing)).title == text);
    }
}

TEST_CASE("schema: required fields, formats and bounds from the same list") {
    std::string out;
    std::map<std::string, std::string> schemas;
    schema(type_of<Thing>(), out, schemas);
    CHECK(out.find("#/components/schemas/TestThing") != std::string::npos);
    auto const& thing = schemas.at("TestThing");
    CHECK(thing.find(R"("required":["title")") != std::string::npos);
    CHECK(thing.find("secret") == std::string::npos);
    CHECK(thing.find(R"("format":"uuid")") != std::string::npos);
    CHECK(thing.find(R"("enum":["dark_red","Blue"])") != std::string::npos);
    CHECK(schemas.at("TestPart").find(R"("maxLength":10)") != std::string::npos);
}

}  // namespace entrepot::json
