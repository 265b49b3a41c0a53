// Text to struct and back. Every wrong field is gathered with its path before anything is refused.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "json/type.hpp"

namespace entrepot::json {

struct Reading {
    bool refuse_unknown = false;  // /ext/v1 names members it does not know; /v1 ignores them
    bool stored = false;  // our own text from the database: nothing is required, hidden members are read
};

// Throws Problem invalid_json (400, with the position) for what is not JSON; adds wrong fields to `problems`.
// A JSON string ("success") passes for an object without members, and for no other.
void decode(Type const& type, void* out, std::string_view text, Problems& problems, Reading reading = {});

// Which top-level members of a PATCH were given, which of these were null, and the version it was made from.
struct Given {
    std::bitset<64> present, null;
    std::string etag;  // attributes.etag; empty where absent
};
void decode_patch(Type const& type, void* out, std::string_view text, Problems& problems, Given& given,
                  Reading reading = {});

// One word or number from a path or a query; false where it does not parse.
bool decode_word(Type const& type, void* out, std::string_view text);

struct Writing {
    Audience audience = Audience::all;
    bool stored = false;  // for the database: hidden members too, no links, no attributes
};
void encode(Type const& type, void const* value, std::string& out, Writing writing = {});
void encode_text(std::string_view text, std::string& out);
void encode_link(Link const& link, std::string& out);

template <class T>
T read(std::string_view text, Reading reading = {}) {
    T out{};
    Problems problems;
    decode(type_of<T>(), &out, text, problems, reading);
    problems.raise();
    return out;
}

template <class T>
std::string write(T const& value, Writing writing = {}) {
    std::string out;
    encode(type_of<T>(), &value, out, writing);
    return out;
}

// A word as it stands on the wire: an enum's text, an id, a time.
template <class T>
std::string word(T const& value) {
    std::string out;
    type_of<T>().word.print(&value, out);
    return out;
}
template <class T>
std::optional<T> parse_word(std::string_view text) {
    T out{};
    if (!decode_word(type_of<T>(), &out, text)) return std::nullopt;
    return out;
}

// What a PATCH carries: the values given, and which they are.
template <class T>
struct Patch {
    T value;
    Given given;

    template <class M>
    bool has(M T::*member) const {
        return given.present.test(index_of(member));
    }
    template <class M>
    bool clears(M T::*member) const {
        return given.null.test(index_of(member));
    }

private:
    template <class M>
    static std::size_t index_of(M T::*member) {
        alignas(T) static std::byte room[sizeof(T)];
        auto const* owner = reinterpret_cast<T const*>(room);
        auto const offset =
            static_cast<std::size_t>(reinterpret_cast<std::byte const*>(&(owner->*member)) - room);
        auto const& members = type_of<T>().members;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (members[i].offset == offset) return i;
        return 63;
    }
};

// The JSON Schema (OpenAPI 3.1) of a type; objects are put into `schemas` by name and referred to.
void schema(Type const& type, std::string& out, std::map<std::string, std::string>& schemas);

}  // namespace entrepot::json
