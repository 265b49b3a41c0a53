// Reading JSON of others: see foreign.hpp.
#include "json/foreign.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace entrepot::json {

namespace bj = boost::json;

struct Foreign::Inside {
    bj::object members;
    bj::value const* find(std::string_view name) const {
        return members.if_contains(bj::string_view(name.data(), name.size()));
    }
};

std::optional<Foreign> Foreign::parse(std::string_view text) {
    boost::system::error_code error;
    auto value = bj::parse(bj::string_view(text.data(), text.size()), error);
    if (error || !value.is_object()) return std::nullopt;
    return Foreign(std::make_shared<Inside>(Inside{std::move(value.get_object())}));
}

bool Foreign::has(std::string_view name) const { return inside_->find(name) != nullptr; }

std::string Foreign::text(std::string_view name) const {
    auto const* found = inside_->find(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string{};
}

std::vector<std::string> Foreign::texts(std::string_view name) const {
    auto const* found = inside_->find(name);
    if (found && found->is_string()) return {std::string(found->get_string())};
    std::vector<std::string> out;
    if (found && found->is_array())
        for (auto const& one : found->get_array())
            if (one.is_string()) out.emplace_back(one.get_string());
    return out;
}

std::vector<Foreign> Foreign::objects(std::string_view name) const {
    auto const* found = inside_->find(name);
    std::vector<Foreign> out;
    if (found && found->is_array())
        for (auto const& one : found->get_array())
            if (one.is_object()) out.push_back(Foreign(std::make_shared<Inside>(Inside{one.get_object()})));
    return out;
}

std::int64_t Foreign::whole(std::string_view name) const {
    auto const* found = inside_->find(name);
    if (!found || !found->is_number()) return 0;
    boost::system::error_code error;
    auto const value = found->to_number<double>(error);
    return error || !(value >= 0) || value > 9e15 ? 0 : static_cast<std::int64_t>(value);
}

bool Foreign::is_true(std::string_view name) const {
    auto const* found = inside_->find(name);
    if (!found) return false;
    if (found->is_bool()) return found->get_bool();
    auto const text = bj::serialize(*found);
    return text == "1" || text == "\"1\"" || text == "\"true\"";
}

}  // namespace entrepot::json
