// Routes by path; an endpoint is an ordinary function and its signature is its contract:
//   R f(Context&, path values…, Query<T>, body). A body is a struct with fields(), or json::Patch of one.
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "api/paging.hpp"
#include "api/route.hpp"

namespace entrepot::api {

// Query parameters, matched to fields without regard to case.
template <class T>
struct Query : T {};
// An application/x-www-form-urlencoded body.
template <class T>
struct Form : T {};

void decode_pairs(json::Type const& type, void* out,
                  std::vector<std::pair<std::string, std::string>> const& pairs);
// Throws Problem 1000 (404): an id that cannot be one is an id that does not exist.
void decode_path_value(json::Type const& type, void* out, std::string_view text);

// The envelopes around already encoded items.
std::string collection_links(Context const& context, std::string_view continuation,
                             std::optional<std::int64_t> next_offset = std::nullopt);

namespace detail {

template <class T>
struct Argument {
    using stored = T;
    static constexpr enum { path, query, form, patch, body } kind = json::detail::HasFields<T> ? body : path;
};
template <class T>
struct Argument<Query<T>> {
    static constexpr enum { path, query, form, patch, body } kind = query;
    using inner = T;
};
template <class T>
struct Argument<Form<T>> {
    static constexpr enum { path, query, form, patch, body } kind = form;
    using inner = T;
};
template <class T>
struct Argument<json::Patch<T>> {
    static constexpr enum { path, query, form, patch, body } kind = patch;
    using inner = T;
};

template <class A>
void decode_argument(A& out, Incoming const& in, bool strict, std::size_t& path_at) {
    using Kind = Argument<A>;
    json::Reading const reading{.refuse_unknown = strict};
    if constexpr (Kind::kind == Kind::path) {
        decode_path_value(json::type_of<A>(), &out, in.path_values.at(path_at++));
    } else if constexpr (Kind::kind == Kind::query) {
        decode_pairs(json::type_of<typename Kind::inner>(), static_cast<typename Kind::inner*>(&out),
                     parse_form(in.request.query));
    } else if constexpr (Kind::kind == Kind::form) {
        decode_pairs(json::type_of<typename Kind::inner>(), static_cast<typename Kind::inner*>(&out),
                     parse_form(in.request.body));
    } else {
        Problems problems;
        if constexpr (Kind::kind == Kind::patch) {
            json::decode_patch(json::type_of<typename Kind::inner>(), &out.value, in.request.body, problems,
                               out.given, reading);
        } else {
            // A body that may be absent altogether: checkout's.
            if (in.request.body.empty()) json::decode(json::type_of<A>(), &out, "{}", problems, reading);
            else json::decode(json::type_of<A>(), &out, in.request.body, problems, reading);
        }
        problems.raise();
    }
}

template <class T>
void encode_items(Context const& context, std::vector<T> const& items, std::string& out) {
    json::Writing const writing{.audience = context.caller().audience()};
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ',';
        json::encode(json::type_of<T>(), &items[i], out, writing);
    }
    out += ']';
}

template <class T>
struct Result {
    using item = T;
    static constexpr auto shape = Route::Shape::one;
    static void write(Context& context, T const& value) {
        json::encode(json::type_of<T>(), &value, context.answer.body,
                     {.audience = context.caller().audience()});
    }
};
template <>
struct Result<Answer> {
    using item = void;
    static constexpr auto shape = Route::Shape::other;
    static void write(Context& context, Answer const& value) {
        auto headers = std::move(context.answer.headers);
        context.answer = value;
        for (auto& header : headers) context.answer.headers.push_back(std::move(header));
    }
};
template <class T>
struct Result<std::vector<T>> {
    using item = T;
    static constexpr auto shape = Route::Shape::array;
    static void write(Context& context, std::vector<T> const& value) {
        encode_items(context, value, context.answer.body);
    }
};
template <class T>
struct Result<Collection<T>> {
    using item = T;
    static constexpr auto shape = Route::Shape::collection;
    static void write(Context& context, Collection<T> const& value) {
        auto& out = context.answer.body;
        out += "{\"totalCount\":" + std::to_string(value.items.size()) + ",\"items\":";
        encode_items(context, value.items, out);
        out += collection_links(context, "", value.next_offset);
    }
};
template <class T>
struct Result<Page<T>> {
    using item = T;
    static constexpr auto shape = Route::Shape::page;
    static void write(Context& context, Page<T> const& value) {
        auto& out = context.answer.body;
        out += "{\"totalCount\":" + std::to_string(value.items.size()) + ",\"items\":";
        encode_items(context, value.items, out);
        if (!value.continuation.empty()) out += ",\"continuationToken\":\"" + value.continuation + '"';
        out += collection_links(context, value.continuation);
    }
};
template <class T>
struct Result<Cursored<T>> {
    using item = T;
    static constexpr auto shape = Route::Shape::cursored;
    static void write(Context& context, Cursored<T> const& value) {
        auto& out = context.answer.body;
        out += "{\"items\":";
        encode_items(context, value.items, out);
        if (!value.next.empty()) out += ",\"next\":\"" + value.next + '"';
        if (!value.previous.empty()) out += ",\"previous\":\"" + value.previous + '"';
        out += '}';
    }
};

template <class A>
void note_argument(Route& route) {
    using Kind = Argument<A>;
    if constexpr (Kind::kind == Kind::query) route.query = &json::type_of<typename Kind::inner>();
    if constexpr (Kind::kind == Kind::form || Kind::kind == Kind::patch)
        route.input = &json::type_of<typename Kind::inner>();
    if constexpr (Kind::kind == Kind::body) route.input = &json::type_of<A>();
}

}  // namespace detail

class Router {
public:
    template <class R, class... A>
    Route& add(Method method, std::string pattern, R (*function)(Context&, A...)) {
        auto& route = routes_.emplace_back();
        route.method = method;
        route.pattern = std::move(pattern);
        route.where = method == Method::get || method == Method::head ? Where::read : Where::write;
        if constexpr (std::is_void_v<R>) route.status = 204;
        (detail::note_argument<std::decay_t<A>>(route), ...);
        if constexpr (!std::is_void_v<R>) {
            route.shape = detail::Result<R>::shape;
            if constexpr (!std::is_void_v<typename detail::Result<R>::item>)
                route.output = &json::type_of<typename detail::Result<R>::item>();
        }
        route.bind = [function](Incoming const& in, bool strict) -> Bound {
            auto arguments = std::make_shared<std::tuple<std::decay_t<A>...>>();
            std::size_t path_at = 0;
            std::apply([&](auto&... one) { (detail::decode_argument(one, in, strict, path_at), ...); },
                       *arguments);
            return [function, arguments](Context& context) {
                auto const call = [&](auto const&... one) { return function(context, one...); };
                if constexpr (std::is_void_v<R>) std::apply(call, *arguments);
                else detail::Result<R>::write(context, std::apply(call, *arguments));
            };
        };
        place(route);
        return route;
    }

    template <class F>
    Route& get(std::string pattern, F* f) {
        return add(Method::get, std::move(pattern), f);
    }
    template <class F>
    Route& head(std::string pattern, F* f) {
        return add(Method::head, std::move(pattern), f);
    }
    template <class F>
    Route& post(std::string pattern, F* f) {
        return add(Method::post, std::move(pattern), f);
    }
    template <class F>
    Route& put(std::string pattern, F* f) {
        return add(Method::put, std::move(pattern), f);
    }
    template <class F>
    Route& patch(std::string pattern, F* f) {
        return add(Method::patch, std::move(pattern), f);
    }
    template <class F>
    Route& del(std::string pattern, F* f) {
        return add(Method::del, std::move(pattern), f);
    }

    struct Match {
        Route const* route = nullptr;
        std::vector<std::string_view> values;
        std::string allowed;  // methods of this path, where the method is not among them
    };
    // Literals without regard to case and before {places}; doubled and trailing slashes do not matter.
    Match find(Method method, std::string_view path) const;
    std::deque<Route> const& routes() const { return routes_; }
    // They stay known, and say that they do not exist here.
    void leave_out(bool (*is_out)(Route const&)) {
        for (auto& route : routes_) route.left_out = is_out(route);
    }

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> place;
        std::vector<Route*> routes;
    };
    void place(Route& route);
    static Node const* walk(Node const& node, std::vector<std::string_view> const& parts, std::size_t at,
                            std::vector<std::string_view>& values);

    std::deque<Route> routes_;
    Node root_;
};

std::string_view method_name(Method method);
// The path of a request in its route's spelling: SDKs prepend /v1 to what links say.
std::string spelt_path(Route const& route, std::vector<std::string_view> const& values);

}  // namespace entrepot::api
