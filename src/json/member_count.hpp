// Whether a struct has as many members as its fields() names: asked for one number, where a library that
// counts them halves its way down from eight times the size, for each struct in each file.
#pragma once

#include <cstddef>
#include <utility>

namespace entrepot::json::detail {

// Becomes whatever a member is made of; never made itself.
struct AnyMember {
    template <class T>
    operator T() const;
};
template <std::size_t>
using AnyMemberAt = AnyMember;

template <class T, std::size_t... At>
constexpr bool is_made_of(std::index_sequence<At...>) {
    return requires { T{AnyMemberAt<At>()...}; };
}

// T is an aggregate without bases.
template <class T, std::size_t N>
constexpr bool has_members = is_made_of<T>(std::make_index_sequence<N>()) &&
                             !is_made_of<T>(std::make_index_sequence<N + 1>());

}  // namespace entrepot::json::detail
