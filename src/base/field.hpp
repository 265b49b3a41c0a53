// A struct says its fields once: name, meaning, checks. JSON, SQL rows and OpenAPI are read from that list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace entrepot {

// Who a value is shown to; the encoder leaves out what its reader may not see (portal-map.md 3).
enum class Audience : std::uint8_t { partner = 1, reseller = 2, customer = 4, all = 7 };

template <class Owner, class Member>
struct Field {
    using owner_type = Owner;
    using member_type = Member;

    std::string_view name;
    Member Owner::*member;
    std::string_view meaning;
    std::uint32_t min = 0;              // characters of a text, items of a list, or the least number
    std::uint32_t max = 0;              // 0: the default bound of its kind
    bool may_be_absent = false;         // keeps its default where the caller leaves it out
    bool is_stored = true;              // a column of its table
    bool is_on_wire = true;             // part of the JSON
    bool is_read_only = false;          // encoded, never decoded
    bool is_key = false;                // part of the row's key: never updated
    bool is_sum = false;                // written with the row, then by statements that add to it
    std::string_view column_name = {};  // where it is not the name in snake_case
    Audience audience = Audience::all;

    constexpr Field or_default() const { return with(&Field::may_be_absent, true); }
    // Part of requests and answers, no column.
    constexpr Field not_stored() const { return with(&Field::is_stored, false); }
    // Worked out when read, not stored.
    constexpr Field computed() const {
        return with(&Field::is_stored, false).with(&Field::is_read_only, true);
    }
    // Stored, never shown.
    constexpr Field hidden() const {
        return with(&Field::is_on_wire, false).with(&Field::may_be_absent, true);
    }
    constexpr Field read_only() const { return with(&Field::is_read_only, true); }
    constexpr Field key() const { return with(&Field::is_key, true); }
    // Kept up by who counts: an update of the whole row, read some time ago, leaves it as it is.
    constexpr Field sum() const { return with(&Field::is_sum, true); }
    constexpr Field column(std::string_view other) const { return with(&Field::column_name, other); }
    constexpr Field for_audience(Audience who) const { return with(&Field::audience, who); }
    constexpr Field at_least(std::uint32_t bound) const { return with(&Field::min, bound); }
    constexpr Field at_most(std::uint32_t bound) const { return with(&Field::max, bound); }

private:
    template <class T>
    constexpr Field with(T Field::*what, T value) const {
        Field copy = *this;
        copy.*what = value;
        return copy;
    }
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member, std::string_view meaning) {
    return {name, member, meaning};
}

// What fields() returns. A std::tuple does the same and takes each file twice the time to compile.
template <class Indices, class... F>
struct FieldsAt;
template <std::size_t At, class F>
struct FieldAt {
    F value;
};
template <std::size_t... At, class... F>
struct FieldsAt<std::index_sequence<At...>, F...> : FieldAt<At, F>... {
    static constexpr std::size_t count = sizeof...(F);

    // visit(field) for each, in order.
    template <class Visit>
    constexpr void each(Visit const& visit) const {
        (visit(static_cast<FieldAt<At, F> const&>(*this).value), ...);
    }
};
template <class... F>
struct Fields : FieldsAt<std::index_sequence_for<F...>, F...> {};
template <class... F>
Fields(F...) -> Fields<F...>;

// An enum's words on the wire, given once beside it:
//   constexpr auto wire_names(CartStatus) { return std::array{Wire{CartStatus::active, "active"}, …}; }
template <class E>
struct Wire {
    E value;
    std::string_view text;
};
template <class E>
Wire(E, char const*) -> Wire<E>;

// JSON that is only carried: stored and given back as it came.
struct RawJson {
    std::string text;
    bool operator==(RawJson const&) const = default;
};

// A link of a resource; the uri is relative and without /v1 (wire.md 5).
struct Link {
    std::string name;
    std::string uri;
    std::string method = "GET";
    std::string continuation_token = {};
};

}  // namespace entrepot
