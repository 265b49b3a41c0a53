// Finding a route, and decoding what stands in paths and queries.
#include "api/router.hpp"

#include <algorithm>
#include <set>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::api {

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty()) {
        auto const end = std::min(path.find('/'), path.size());
        if (end > 0) out.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

// What an app alone may not do, by the reference of each operation (data/README.md); every {place} is {}.
bool is_for_persons_only(Route const& route) {
    static std::set<std::string> const all = [] {
        std::set<std::string> out;
        for (auto const& one : json::read<std::vector<std::string>>(embedded("data/person_only.json")))
            out.insert(lower_ascii(one));
        return out;
    }();
    auto name = std::string(method_name(route.method)) + ' ';
    for (auto const part : split(route.pattern))
        name += part.front() == '{' ? "/{}" : '/' + std::string(part);
    return all.count(lower_ascii(name)) > 0;
}

}  // namespace

std::string_view method_name(Method method) {
    constexpr std::string_view names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    return names[static_cast<int>(method)];
}

std::string spelt_path(Route const& route, std::vector<std::string_view> const& values) {
    std::string out;
    std::size_t next = 0;
    for (auto const part : split(route.pattern))
        out += '/' + (part.front() == '{' ? percent_encode(values.at(next++)) : std::string(part));
    return out;
}

void Router::place(Route& route) {
    auto* node = &root_;
    for (auto const part : split(route.pattern)) {
        auto& child = part.front() == '{' ? node->place : node->literals[lower_ascii(part)];
        if (!child) child = std::make_unique<Node>();
        node = child.get();
    }
    node->routes.push_back(&route);
    route.needs_user = is_for_persons_only(route);
}

Router::Node const* Router::walk(Node const& node, std::vector<std::string_view> const& parts, std::size_t at,
                                 std::vector<std::string_view>& values) {
    if (at == parts.size()) return node.routes.empty() ? nullptr : &node;
    if (auto const literal = node.literals.find(lower_ascii(parts[at])); literal != node.literals.end())
        if (auto const* found = walk(*literal->second, parts, at + 1, values)) return found;
    if (!node.place) return nullptr;
    values.push_back(parts[at]);
    if (auto const* found = walk(*node.place, parts, at + 1, values)) return found;
    values.pop_back();
    return nullptr;
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match out;
    auto const* node = walk(root_, split(path), 0, out.values);
    if (!node) return out;
    for (auto const* route : node->routes)
        if (route->method == method) return out.route = route, out;
    if (method == Method::head)
        for (auto const* route : node->routes)
            if (route->method == Method::get) return out.route = route, out;
    for (auto const one : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del})
        for (auto const* route : node->routes)
            if (route->method == one)
                out.allowed += (out.allowed.empty() ? "" : ", ") + std::string(method_name(one));
    return out;
}

void decode_pairs(json::Type const& type, void* out,
                  std::vector<std::pair<std::string, std::string>> const& pairs) {
    Problems problems;
    std::vector<std::string_view> seen;
    for (auto const& [name, text] : pairs) {
        for (auto const& member : type.members) {
            if (!equal_ignoring_case(member.name, name) || text.empty()) continue;
            if (std::find(seen.begin(), seen.end(), member.name) != seen.end())
                problems.add(std::string(member.name), "parameter_twice");
            seen.push_back(member.name);
            if (!is_clean_utf8(text)) problems.add(std::string(member.name), "bad_characters");
            else if (!json::decode_word(*member.type, static_cast<std::byte*>(out) + member.offset, text))
                problems.add(std::string(member.name), "bad_parameter", {{"value", cut(text, 100)}});
        }
    }
    problems.raise();
}

void decode_path_value(json::Type const& type, void* out, std::string_view text) {
    if (!is_clean_utf8(text) || !json::decode_word(type, out, text)) throw Problem("1000");
}

std::string collection_links(Context const& context, std::string_view continuation,
                             std::optional<std::int64_t> next_offset) {
    auto const& request = context.request;
    // Relative to the API root and without /v1, as the SDKs prepend it (wire.md 5).
    auto const path = context.path.starts_with("/v1") ? context.path.substr(3) : context.path;
    std::string query, query_without_offset;
    for (auto const& [name, value] : parse_form(request.query)) {
        if (equal_ignoring_case(name, "seekOperation")) continue;
        auto const pair = percent_encode(name) + '=' + percent_encode(value);
        query += (query.empty() ? "?" : "&") + pair;
        if (!equal_ignoring_case(name, "offset"))
            query_without_offset += (query_without_offset.empty() ? "?" : "&") + pair;
    }
    std::string out = ",\"links\":{\"self\":";
    json::encode_link({.name = "self", .uri = path + query}, out);
    if (next_offset) {
        out += ",\"next\":";
        auto const next =
            path + query_without_offset + (query_without_offset.empty() ? "?" : "&") + "offset=";
        json::encode_link({.name = "next", .uri = next + std::to_string(*next_offset)}, out);
    }
    if (!continuation.empty()) {
        out += ",\"next\":";
        auto const next = path + query + (query.empty() ? "?" : "&") + "seekOperation=Next";
        json::encode_link({.name = "next", .uri = next, .continuation_token = std::string(continuation)},
                          out);
    }
    return out + "},\"attributes\":{\"objectType\":\"Collection\"}}";
}

}  // namespace entrepot::api
