// Reading and applying filters: see filter.hpp.
#include "api/filter.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::api {

namespace {

using F = FilterOperator;

// Every member of both forms; SDKs add others, which are ignored.
struct FilterForm {
    std::optional<std::string> field, operation;
    RawJson value;  // empty text where it was left out: a value may itself be empty
    std::optional<RawJson> left, right;

    static constexpr std::string_view schema_name = "FilterForm";
    static constexpr auto fields() {
        return Fields{
            entrepot::field("field", &FilterForm::field, "The field."),
            entrepot::field("operator", &FilterForm::operation, "How it is compared, or how two are joined."),
            entrepot::field("value", &FilterForm::value, "What it is compared with.").or_default(),
            entrepot::field("leftFilter", &FilterForm::left, "The first of two."),
            entrepot::field("rightFilter", &FilterForm::right, "The second of two."),
        };
    }
};

std::string names_of(std::vector<F> const& operators) {
    std::string out;
    for (auto const& name : wire_names(F{}))
        if (std::ranges::find(operators, name.value) != operators.end())
            out += (out.empty() ? "" : ", ") + std::string(name.text);
    return out;
}

std::vector<F> every_operator() {
    std::vector<F> out;
    for (auto const& name : wire_names(F{})) out.push_back(name.value);
    return out;
}

[[noreturn]] void refuse_operator(std::vector<F> const& allowed) {
    throw Problem("filter_operator", {{"choices", names_of(allowed)}}).at("filter.Operator");
}

F operator_of(std::string const& text) {
    if (auto const found = json::parse_word<F>(text)) return *found;
    auto const choices = wire_names(F{});
    if (text.size() <= 2 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        if (auto const at = static_cast<std::size_t>(std::stoi(text)); at < choices.size())
            return choices[at].value;
    refuse_operator(every_operator());
}

// Text without its quotes; numbers and truths as they are written.
std::string plain(RawJson const& value) { return json::read<std::string>(value.text); }

FilterForm read_form(std::string_view text) {
    FilterForm form;
    Problems problems;
    try {
        json::decode(json::type_of<FilterForm>(), &form, text, problems);
    } catch (Problem const& problem) {
        throw Problem("filter_not_json", problem.words).at("filter");
    }
    if (!problems.empty() || !(form.field || form.left || form.right))
        throw Problem("filter_incomplete").at("filter");
    return form;
}

}  // namespace

bool Filter::is_on(std::string_view name) const { return equal_ignoring_case(field, name); }

Filter parse_filter(std::string_view text) {
    auto const form = read_form(text);
    if (form.left || form.right) {
        if (!form.left || !form.right || !form.operation) throw Problem("filter_incomplete").at("filter");
        auto const joined_by = operator_of(*form.operation);
        if (joined_by != F::both && joined_by != F::either) refuse_operator({F::both, F::either});
        Filter out{.operation = joined_by, .field = {}, .value = {}, .sides = {}};
        out.sides.push_back(parse_filter(form.left->text));
        out.sides.push_back(parse_filter(form.right->text));
        return out;
    }
    if (!form.operation) throw Problem("filter_incomplete").at("filter.Operator");
    Filter out{.operation = operator_of(*form.operation), .field = *form.field, .value = {}, .sides = {}};
    if (out.operation == F::both || out.operation == F::either)
        throw Problem("filter_incomplete").at("filter");
    if (form.value.text.empty()) throw Problem("filter_incomplete").at("filter.Value");
    try {
        if (form.value.text != R"("")") out.value = plain(form.value);
    } catch (Problem const&) {
        throw Problem("filter_incomplete").at("filter.Value");
    }
    return out;
}

std::vector<Filter> conditions(Filter const& filter) {
    if (!filter.is_joined()) return {filter};
    if (filter.operation != F::both) refuse_operator({F::both});
    std::vector<Filter> out;
    for (auto const& side : filter.sides)
        for (auto& one : conditions(side)) out.push_back(std::move(one));
    return out;
}

void refuse_other_than(Filter const& filter, std::vector<std::string_view> const& fields,
                       std::vector<FilterOperator> const& operators) {
    if (filter.is_joined()) {
        for (auto const& side : filter.sides) refuse_other_than(side, fields, operators);
        return;
    }
    if (std::ranges::none_of(fields, [&](auto name) { return filter.is_on(name); })) {
        std::string choices;
        for (auto const name : fields) choices += (choices.empty() ? "" : ", ") + std::string(name);
        throw Problem("filter_field", {{"field", cut(filter.field, 100)}, {"choices", choices}})
            .at("filter.Field");
    }
    if (std::ranges::find(operators, filter.operation) == operators.end()) refuse_operator(operators);
}

bool matches(Filter const& filter, std::function<std::string(std::string_view field)> const& value_of) {
    if (filter.operation == F::both && filter.is_joined())
        return matches(filter.sides[0], value_of) && matches(filter.sides[1], value_of);
    if (filter.is_joined()) return matches(filter.sides[0], value_of) || matches(filter.sides[1], value_of);
    auto const own = fold(value_of(filter.field));
    auto const wanted = fold(filter.value);
    switch (filter.operation) {
        case F::equals: return own == wanted;
        case F::not_equals: return own != wanted;
        case F::greater_than: return own > wanted;
        case F::greater_than_or_equals: return own >= wanted;
        case F::less_than: return own < wanted;
        case F::less_than_or_equals: return own <= wanted;
        case F::substring: return own.find(wanted) != std::string::npos;
        case F::starts_with: return own.starts_with(wanted);
        case F::not_starts_with: return !own.starts_with(wanted);
        case F::both:
        case F::either: return false;
    }
    return false;
}

}  // namespace entrepot::api
