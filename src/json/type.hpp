// A C++ type seen at run time: built once from its fields(), then read by decode, encode,
// schema and SQL rows.
#pragma once

#include <atomic>
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "json/member_count.hpp"

namespace entrepot::json {

enum class Kind : std::uint8_t {
    text,
    boolean,
    integer,
    number,
    money,
    raw,
    word,
    object,
    list,
    map,
    optional
};

struct Type;

struct Member {
    std::string_view name;
    std::string column;  // snake_case of the name, unless the field says otherwise
    std::string_view meaning;
    std::size_t offset;
    Type const* type;
    std::uint32_t min, max;
    bool may_be_absent, is_stored, is_on_wire, is_read_only, is_key, is_sum;
    Audience audience;
};

// What is written as text with a form of its own: ids, times, enums.
struct WordForm {
    std::string_view format;                // OpenAPI's word: uuid, date-time, date; empty for an enum
    std::vector<std::string_view> choices;  // an enum's words
    bool (*parse)(void* out, std::string_view text);
    void (*print)(void const* value, std::string& out);
    enum class Stored : std::uint8_t { text, bytes, integer } stored;
    std::int64_t (*to_integer)(void const* value);
    void (*from_integer)(void* out, std::int64_t value);
};

struct Type {
    Kind kind;
    std::string name;  // of an object: its schema's name

    // object
    std::vector<Member> members;
    std::string_view object_type;                              // attributes.objectType; empty: no attributes
    std::string (*etag)(void const*) = nullptr;                // attributes.etag
    void (*links)(void const*, std::vector<Link>&) = nullptr;  // links

    // list, optional, map
    Type const* element = nullptr;
    void* (*append)(void*) = nullptr;  // list: a new last element; optional: engaged
    std::size_t (*count)(void const*) = nullptr;
    void const* (*at)(void const*, std::size_t) = nullptr;
    void (*clear)(void*) = nullptr;

    // integer
    std::int64_t least = 0, most = 0;
    std::int64_t (*get_integer)(void const*) = nullptr;
    void (*set_integer)(void*, std::int64_t) = nullptr;

    WordForm word = {};
};

template <class T>
Type const& type_of();

namespace detail {

template <class T>
concept HasFields = requires {
    T::fields();
};
template <class T>
concept HasWireNames = requires(T value) {
    wire_names(value);
};

template <class T>
struct Unwrap {
    static constexpr bool list = false, optional = false;
};
template <class T>
struct Unwrap<std::vector<T>> {
    static constexpr bool list = true, optional = false;
    using element = T;
};
template <class T>
struct Unwrap<std::optional<T>> {
    static constexpr bool list = false, optional = true;
    using element = T;
};

std::recursive_mutex& building();

// "referenceCustomerId" → "reference_customer_id".
std::string snake_case(std::string_view name);
// Any casing and underscores of wire.md 5: "starts_with" = "StartsWith" = "startswith".
bool same_word(std::string_view a, std::string_view b);

template <class T, class F>
std::size_t offset_of(F const& field) {
    alignas(T) static std::byte room[sizeof(T)];
    auto const* owner = reinterpret_cast<T const*>(room);
    return static_cast<std::size_t>(reinterpret_cast<std::byte const*>(&(owner->*field.member)) - room);
}

template <class T>
void describe_object(Type& type) {
    type.kind = Kind::object;
    type.name = T::schema_name;
    constexpr auto fields = T::fields();
    static_assert(has_members<T, decltype(fields)::count>, "fields() names every member of the struct");
    fields.each([&](auto const& field) {
        type.members.push_back(
            {field.name, field.column_name.empty() ? snake_case(field.name) : std::string(field.column_name),
             field.meaning, offset_of<T>(field),
             &type_of<typename std::decay_t<decltype(field)>::member_type>(), field.min, field.max,
             field.may_be_absent, field.is_stored, field.is_on_wire, field.is_read_only, field.is_key,
             field.is_sum, field.audience});
    });
    if constexpr (requires { T::object_type; }) type.object_type = T::object_type;
    if constexpr (requires(T const& v) { std::string(v.etag()); })
        type.etag = [](void const* value) { return std::string(static_cast<T const*>(value)->etag()); };
    if constexpr (requires(T const& v, std::vector<Link>& out) { v.links(out); })
        type.links = [](void const* value, std::vector<Link>& out) {
            static_cast<T const*>(value)->links(out);
        };
}

template <class T>
void describe_enum(Type& type) {
    type.kind = Kind::word;
    for (auto const& name : wire_names(T{})) type.word.choices.push_back(name.text);
    type.word.parse = [](void* out, std::string_view text) {
        for (auto const& name : wire_names(T{}))
            if (same_word(name.text, text)) return *static_cast<T*>(out) = name.value, true;
        return false;
    };
    type.word.print = [](void const* value, std::string& out) {
        for (auto const& name : wire_names(T{}))
            if (name.value == *static_cast<T const*>(value)) out += name.text;
    };
    type.word.stored = WordForm::Stored::text;
}

template <class T>
void describe_integer(Type& type) {
    type.kind = Kind::integer;
    type.least = std::is_signed_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::min()) : 0;
    type.most = sizeof(T) == 8 ? INT64_MAX : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    type.get_integer = [](void const* value) {
        return static_cast<std::int64_t>(*static_cast<T const*>(value));
    };
    type.set_integer = [](void* out, std::int64_t value) { *static_cast<T*>(out) = static_cast<T>(value); };
}

template <class T>
void describe_list(Type& type) {
    using E = typename Unwrap<T>::element;
    type.kind = Kind::list;
    type.element = &type_of<E>();
    type.append = [](void* list) -> void* { return &static_cast<T*>(list)->emplace_back(); };
    type.count = [](void const* list) { return static_cast<T const*>(list)->size(); };
    type.at = [](void const* list, std::size_t i) -> void const* {
        return &(*static_cast<T const*>(list))[i];
    };
    type.clear = [](void* list) { static_cast<T*>(list)->clear(); };
}

template <class T>
void describe_optional(Type& type) {
    using E = typename Unwrap<T>::element;
    type.kind = Kind::optional;
    type.element = &type_of<E>();
    type.append = [](void* value) -> void* { return &static_cast<T*>(value)->emplace(); };
    type.count = [](void const* value) -> std::size_t { return static_cast<T const*>(value)->has_value(); };
    type.at = [](void const* value, std::size_t) -> void const* { return &**static_cast<T const*>(value); };
    type.clear = [](void* value) { static_cast<T*>(value)->reset(); };
}

void describe_uuid(Type&);
void describe_time(Type&);
void describe_date(Type&);
void describe_currency(Type&);

template <class T>
void describe(Type& type) {
    if constexpr (HasFields<T>) describe_object<T>(type);
    else if constexpr (Unwrap<T>::list) describe_list<T>(type);
    else if constexpr (Unwrap<T>::optional) describe_optional<T>(type);
    else if constexpr (std::is_enum_v<T>) describe_enum<T>(type);
    else if constexpr (std::is_same_v<T, bool>) type.kind = Kind::boolean;
    else if constexpr (std::is_integral_v<T>) describe_integer<T>(type);
    else if constexpr (std::is_same_v<T, double>) type.kind = Kind::number;
    else if constexpr (std::is_same_v<T, std::string>) type.kind = Kind::text;
    else if constexpr (std::is_same_v<T, RawJson>) type.kind = Kind::raw;
    else if constexpr (std::is_same_v<T, Money>) type.kind = Kind::money;
    else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) type.kind = Kind::map;
    else if constexpr (std::is_base_of_v<Uuid, T>) describe_uuid(type);
    else if constexpr (std::is_same_v<T, Time>) describe_time(type);
    else if constexpr (std::is_same_v<T, Date>) describe_date(type);
    else if constexpr (std::is_same_v<T, Currency>) describe_currency(type);
    else static_assert(!sizeof(T), "this type has no place in JSON");
}

}  // namespace detail

template <class T>
Type const& type_of() {
    // Two steps, so that a type may contain a list of itself; the lock is one for all types, taken once each.
    static Type type;
    static bool begun = false;
    static std::atomic<bool> ready = false;
    if (!ready.load(std::memory_order_acquire)) {
        std::lock_guard const lock(detail::building());
        if (!begun) {
            begun = true;
            detail::describe<T>(type);
            ready.store(true, std::memory_order_release);
        }
    }
    return type;
}

}  // namespace entrepot::json
