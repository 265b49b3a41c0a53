// The `filter` parameter of lists: a JSON condition on a named field, or two joined (wire.md 6).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"

namespace entrepot::api {

enum class FilterOperator : std::uint8_t {
    equals,
    not_equals,
    greater_than,
    greater_than_or_equals,
    less_than,
    less_than_or_equals,
    substring,
    both,
    either,
    starts_with,
    not_starts_with
};
// In the order of the numbers that .NET may send.
constexpr auto wire_names(FilterOperator) {
    using F = FilterOperator;
    return std::array{
        Wire{F::equals, "equals"},
        Wire{F::not_equals, "not_equals"},
        Wire{F::greater_than, "greater_than"},
        Wire{F::greater_than_or_equals, "greater_than_or_equals"},
        Wire{F::less_than, "less_than"},
        Wire{F::less_than_or_equals, "less_than_or_equals"},
        Wire{F::substring, "substring"},
        Wire{F::both, "and"},
        Wire{F::either, "or"},
        Wire{F::starts_with, "starts_with"},
        Wire{F::not_starts_with, "not_starts_with"},
    };
}

struct Filter {
    FilterOperator operation = FilterOperator::equals;
    std::string field, value;   // of a condition
    std::vector<Filter> sides;  // two, where conditions are joined; else none

    bool is_joined() const { return !sides.empty(); }
    bool is_on(std::string_view name) const;  // without regard to case
};

// Text already percent-decoded. Throws Problem filter_not_json, filter_incomplete or filter_operator
// (3000/400 on the wire).
Filter parse_filter(std::string_view text);

// The conditions of a filter that holds where all of them hold; throws filter_operator where one is joined by
// `or`.
std::vector<Filter> conditions(Filter const& filter);

// Refuses conditions on other fields (filter_field) or with other operators (filter_operator) than a list
// knows.
void refuse_other_than(Filter const& filter, std::vector<std::string_view> const& fields,
                       std::vector<FilterOperator> const& operators);

// For short lists that are in memory: text is compared folded, as search does.
bool matches(Filter const& filter, std::function<std::string(std::string_view field)> const& value_of);

}  // namespace entrepot::api
