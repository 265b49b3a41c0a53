// What strangers send, read as the server reads it: bodies, patches, filters, cursors, forms, times, tokens' alphabet.
#include <cstddef>
#include <cstdint>

#include "api/filter.hpp"
#include "api/message.hpp"
#include "api/paging.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace {

using namespace entrepot;

enum class Colour : std::uint8_t { red, green };
constexpr auto wire_names(Colour) {
    return std::array{Wire{Colour::red, "red"}, Wire{Colour::green, "dark_green"}};
}

struct Thing {
    std::string name;
    std::optional<std::string> note;
    std::int64_t count = 0;
    std::optional<Time> at;
    std::optional<Uuid> id;
    Colour colour = Colour::red;
    std::optional<Money> price;
    std::map<std::string, std::string> words;
    RawJson carried;
    std::vector<Thing> parts;

    static constexpr std::string_view schema_name = "Thing";
    static constexpr auto fields() {
        return Fields{
            field("name", &Thing::name, "").at_most(20),
            field("note", &Thing::note, ""),
            field("count", &Thing::count, "").or_default(),
            field("at", &Thing::at, ""),
            field("id", &Thing::id, ""),
            field("colour", &Thing::colour, "").or_default(),
            field("price", &Thing::price, ""),
            field("words", &Thing::words, ""),
            field("carried", &Thing::carried, "").or_default(),
            field("parts", &Thing::parts, ""),
        };
    }
};

void refusable(auto act) {
    try {
        act();
    } catch (Problem const&) {}
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    refusable([&] {
        Thing thing;
        Problems problems;
        json::decode(json::type_of<Thing>(), &thing, text, problems);
        // What was read is written as something that is read to the same.
        if (!problems.empty()) return;
        auto const written = json::write(thing, {.stored = true});
        if (json::write(json::read<Thing>(written, {.stored = true}), {.stored = true}) != written)
            __builtin_trap();
    });
    refusable([&] {
        json::Patch<Thing> patch;
        Problems problems;
        json::decode_patch(json::type_of<Thing>(), &patch.value, text, problems, patch.given);
    });
    refusable([&] { api::parse_filter(text); });
    api::read_cursor(text);
    for (auto const& [name, value] : api::parse_form(text)) api::percent_encode(name + value);
    if (auto const time = parse_time(text); time && parse_time(format_time(*time)) != *time) __builtin_trap();
    parse_period(text);
    if (!is_clean_utf8(fold(text)) && is_clean_utf8(text)) __builtin_trap();
    if (auto const bytes = from_base64url(text); bytes && from_base64url(base64url(*bytes)) != *bytes)
        __builtin_trap();
    return 0;
}
